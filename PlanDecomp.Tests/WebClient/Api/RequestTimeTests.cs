using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Chat;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Api;

/// <summary>Requests that are never answered: the page says so, and goes on.</summary>
public sealed class RequestTimeTests : IAsyncDisposable
{
    private static readonly TimeSpan PastTheLimit = TimeSpan.FromSeconds(31);

    private readonly FakeTimeProvider _time = new();
    private readonly PagesHouse _house;

    public RequestTimeTests(SharedApi shared) => _house = new PagesHouse(shared, _time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_page_whose_request_hangs_says_so_in_both_languages_and_tries_again_when_asked()
    {
        await _house.Person.CreatePlanAsync("Write a survey");
        _house.Hangs = request => request.RequestUri!.AbsolutePath == "/plans";
        var page = _house.Open<PlansPage>("/plans");
        await UntilAsync(() => _house.Requests.Any(request => request.StartsWith("GET /plans?", StringComparison.Ordinal)), "the plans are asked for");

        _time.Advance(PastTheLimit);

        await UntilAsync(() => page.Text().Contains("The server is taking too long to answer.", StringComparison.Ordinal), "the page says that it has waited in vain");
        _house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Text().Contains("服务器响应超时", StringComparison.Ordinal), "it says so in Chinese");
        _house.Localizer.Use(PageLanguage.English);
        _house.Hangs = _ => false;
        await page.PressAsync(_house.Localizer[CommonText.Retry]);
        await UntilAsync(() => page.Text().Contains("Write a survey", StringComparison.Ordinal), "the plan is listed");
    }

    [Fact]
    public async Task A_first_change_that_hangs_holds_up_other_changes_no_longer_than_the_limit_and_reads_not_at_all()
    {
        var plans = _house.Service<PlansClient>();
        var chat = _house.Service<ChatClient>();
        var isFirst = 1;
        _house.Hangs = _ => Interlocked.Exchange(ref isFirst, 0) == 1;
        var first = chat.CreateSessionAsync(new ChatSessionRequest(), Ct);
        var second = chat.CreateSessionAsync(new ChatSessionRequest(), Ct);
        await UntilAsync(() => _house.Requests.Count == 1, "the first one is on its way");
        Assert.Empty((await plans.ListAsync(null, null, null, Ct)).Plans);

        _time.Advance(PastTheLimit);

        Assert.Equal(ApiFault.TimedOut, (await Assert.ThrowsAsync<ApiException>(() => first.WaitAsync(Ct))).Fault);
        await Assert.ThrowsAsync<ApiException>(() => second.WaitAsync(Ct));
        Assert.Empty((await plans.ListAsync(null, null, null, Ct)).Plans);
    }

    [Fact]
    public async Task A_document_on_its_way_up_has_longer()
    {
        _house.Hangs = request => request.Method == HttpMethod.Post;
        var transfers = _house.Service<TransfersClient>();
        var import = transfers.ImportAsync(new ImportPlanRequest { Content = "- a" }, Ct);
        await UntilAsync(() => _house.Requests.Count == 1, "it is on its way");

        _time.Advance(PastTheLimit);
        Assert.False(import.IsCompleted);

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(ApiFault.TimedOut, (await Assert.ThrowsAsync<ApiException>(() => import.WaitAsync(Ct))).Fault);
    }

    [Fact]
    public async Task A_conversation_whose_request_hangs_is_loaded_once_the_server_answers()
    {
        var chat = _house.Service<ChatClient>();
        var session = await chat.CreateSessionAsync(new ChatSessionRequest(), Ct);
        using var conversation = new Conversation(chat, _time, session.SessionId);
        _house.Hangs = request => request.RequestUri!.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal);
        var opened = conversation.OpenAsync();
        await UntilAsync(() => _house.Requests.Any(request => request.Contains("/messages", StringComparison.Ordinal)), "the messages are asked for");
        _time.Advance(PastTheLimit);
        await UntilAsync(() => conversation.LoadFault is { Fault: ApiFault.TimedOut }, "the conversation says that it has waited in vain");

        _house.Hangs = _ => false;

        await Drawn.UntilAsync(() => opened.IsCompleted && conversation is { LoadFault: null, IsLoading: false }, "the messages are there", _time, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task One_who_leaves_is_told_of_no_fault()
    {
        _house.Hangs = _ => true;
        using var left = new CancellationTokenSource();
        var asked = _house.Service<PlansClient>().FindAsync(1, left.Token);

        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Ct));
    }
}
