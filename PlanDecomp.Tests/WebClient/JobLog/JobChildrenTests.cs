using Bunit;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>A job that starts others, in its panel.</summary>
public sealed class JobChildrenTests : IAsyncLifetime
{
    private PanelHouse _house = null!;

    private ScriptedApi Api => _house.Api;

    public async ValueTask InitializeAsync() => _house = await PanelHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Its_children_are_listed_as_they_come_and_end_without_flooding_the_server()
    {
        var parent = Api.Add("p").Log("line 1").With(job => job with { JobType = JobType.TaskOperation, Mode = AcrossPlansMode.ImportPlan, PlanId = null });
        _house.Draw("p");
        await _house.UntilAsync(() => _house.Lines.Length == 1, "the log is drawn");

        Child("c1");
        parent.Log(JobLogLevel.Info, "child.started", "Started.", """{"job_id":"c1","what":"import \"Rome\""}""");
        var second = Child("c2");
        parent.Log(JobLogLevel.Info, "child.started", "Started.", """{"job_id":"c2","what":"import \"Paris\""}""");
        await _house.UntilAsync(() => Rows().SequenceEqual(["Rome Running", "Paris Running"]), "both are listed in their order");

        second.End();
        await _house.UntilAsync(() => Rows()[1] == "Paris Succeeded" && _house.Text.Contains("1 of 2 ended"), "one has ended");
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        var asked = ChildRequests();
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(ChildRequests() - asked, 0, 1);
    }

    [Fact]
    public async Task A_childs_log_is_folded_out_in_its_place()
    {
        Api.Add("p").Log("line 1").With(job => job with { JobType = JobType.TaskOperation, Mode = AcrossPlansMode.ImportPlan, PlanId = null }).End();
        Child("c1").Log("a line of the child").End();
        _house.Draw("p", panel => panel.Add(p => p.KeepOpen, true));
        await _house.UntilAsync(() => Rows().Length == 1, "it is listed");

        await _house.ClickAsync(".child");

        await _house.UntilSaysAsync("a line of the child");
        Assert.Equal("/jobs/c1", _house.Find(".children .line a").GetAttribute("href"));

        // Nothing more can come: nothing more is asked for.
        var asked = ChildRequests();
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(asked, ChildRequests());
    }

    [Fact]
    public async Task A_job_that_starts_none_asks_for_none()
    {
        Api.Add("a").Log("line 1").End();
        _house.Draw("a", panel => panel.Add(p => p.KeepOpen, true));
        await _house.UntilAsync(() => _house.Lines.Length == 2, "the log is drawn");
        Assert.Equal(0, ChildRequests());
        Assert.Empty(_house.Panel.FindAll(".children"));
    }

    private ScriptedJob Child(string id) => Api.Add(id).With(job => job with { JobType = JobType.TaskOperation, Mode = AcrossPlansMode.ImportPlan, PlanId = null, ParentJobId = "p" });

    private int ChildRequests() => Api.Requests.Count(request => request.Contains("parent_job_id", StringComparison.Ordinal));

    private string[] Rows() => [.. _house.Panel.FindAll(".child").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
