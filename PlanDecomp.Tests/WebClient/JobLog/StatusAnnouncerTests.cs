using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Web.Client.JobLog.Parts;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>Screen readers hear how a job stands, and are not flooded.</summary>
public sealed class StatusAnnouncerTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();
    private readonly IRenderedComponent<StatusAnnouncer> _announcer;

    public StatusAnnouncerTests()
    {
        Services.AddSingleton<TimeProvider>(_time);
        _announcer = Render<StatusAnnouncer>(parameters => parameters.Add(a => a.Text, "1 of 9"));
    }

    [Fact]
    public void What_the_page_shows_anyway_is_not_announced() => Assert.Equal("", Said);

    [Fact]
    public void News_is_announced_at_most_every_five_seconds()
    {
        Say("2 of 9");
        Assert.Equal("2 of 9", Said);
        Say("3 of 9");
        Say("4 of 9");
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal("2 of 9", Said);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        _announcer.WaitForAssertion(() => Assert.Equal("4 of 9", Said), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void The_end_does_not_wait()
    {
        Say("2 of 9");
        Say("3 of 9");
        Say("finished", atOnce: true);
        Assert.Equal("finished", Said);
    }

    private string Said => _announcer.Find("[role=status]").TextContent;

    private void Say(string text, bool atOnce = false) =>
        _announcer.Render(parameters => parameters.Add(a => a.Text, text).Add(a => a.AtOnce, atOnce));
}
