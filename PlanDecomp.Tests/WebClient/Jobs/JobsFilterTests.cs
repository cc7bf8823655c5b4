using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Jobs;

namespace PlanDecomp.Tests.WebClient.Jobs;

public class JobsFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Utc8 = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(8), "here", "here");

    [Fact]
    public void What_an_address_says_is_read_and_written_alike()
    {
        var filter = JobsFilter.Read("plan_execute", "failed", "12", null, "2026-03-01", "2026-03-28", "abc");

        Assert.Equal(
            new JobsFilter { JobType = "plan_execute", Status = JobStatus.Failed, PlanId = 12, From = new(2026, 3, 1), To = new(2026, 3, 28), Cursor = "abc" },
            filter);
        var written = filter.ToParameters();
        Assert.Equal(filter, JobsFilter.Read(Of("type"), Of("status"), Of("plan"), Of("time"), Of("from"), Of("to"), Of("cursor")));

        string? Of(string name) => written[name]?.ToString();
    }

    [Fact]
    public void What_an_address_says_wrongly_counts_as_not_said()
    {
        Assert.Equal(new JobsFilter(), JobsFilter.Read("", "finished", "-1", "9y", "yesterday", "0001-01-01", " "));
        Assert.True(JobsFilter.Read(null, null, null, null, null, null, "abc").IsEmpty);
    }

    [Fact]
    public void Days_are_meant_where_the_reader_is()
    {
        var filter = new JobsFilter { From = new(2026, 3, 27), To = new(2026, 3, 28) }.ToListFilter(Now, Utc8);

        Assert.Equal(new DateTimeOffset(2026, 3, 26, 16, 0, 0, TimeSpan.Zero), filter.CreatedAfter);
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 16, 0, 0, TimeSpan.Zero), filter.CreatedBefore);
    }

    [Fact]
    public void A_time_before_now_goes_before_days()
    {
        var filter = new JobsFilter { Span = "24h", To = new(2026, 3, 1) }.ToListFilter(Now, Utc8);

        Assert.Equal(Now.AddDays(-1), filter.CreatedAfter);
        Assert.Null(filter.CreatedBefore);
    }
}
