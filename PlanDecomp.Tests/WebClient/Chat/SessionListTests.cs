using Bunit;
using Microsoft.AspNetCore.Components.Web;
using PlanDecomp.Web.Client.Chat.Sessions;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>The list of conversations.</summary>
public sealed class SessionListTests : IAsyncLifetime
{
    private ChatHouse _house = null!;
    private IRenderedComponent<SessionList> _list = null!;

    private ScriptedChat Chat => _house.Chat;

    private string[] Titles => [.. _list.FindAll(".session").Select(session => session.TextContent)];

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Without_any_it_says_how_one_begins()
    {
        _list = _house.Render<SessionList>();
        Assert.NotEmpty(_list.FindAll(".skeleton"));

        await _house.UntilAsync(() => _list.Find(".note").TextContent == "No conversations yet. Your first message starts one.", "it is empty");
        Assert.Empty(_list.FindAll("input"));
    }

    [Fact]
    public async Task The_current_one_is_marked()
    {
        var first = Chat.AddSession("First");
        Chat.AddSession("Second");
        _house.Navigation.NavigateTo($"/chat/{first.SessionId}?plan=3");
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => Titles is ["Second", "First"], "both are listed");

        Assert.Equal("First", _list.Find("[aria-current=page]").TextContent);
    }

    [Fact]
    public async Task More_come_on_demand()
    {
        for (var n = 1; n <= 40; n++) Chat.AddSession($"Session {n}");
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => Titles.Length == 30, "the first page is listed");

        _ = _list.InvokeAsync(() => _list.Find(".more").ClickAsync(new MouseEventArgs()));
        await _house.UntilAsync(() => Titles.Length == 40, "all are listed");
        Assert.Equal("Session 1", Titles[^1]);
        Assert.Empty(_list.FindAll(".more"));
    }

    [Fact]
    public async Task A_search_asks_once_when_the_typing_rests()
    {
        Chat.AddSession("Candles");
        Chat.AddSession("Kyoto");
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => Titles.Length == 2, "both are listed");

        foreach (var text in new[] { "c", "ca", "can" }) _ = _list.InvokeAsync(() => _list.Find("input").Input(text));
        await _house.UntilAsync(() => Titles is ["Candles"], "one matches");
        Assert.Single(Chat.Requests, request => request.Contains("q=", StringComparison.Ordinal));

        _ = _list.InvokeAsync(() => _list.Find("input").Input("zz"));
        await _house.UntilAsync(() => _list.Find(".note").TextContent == "Nothing matches “zz”.", "none matches");
        _ = _list.InvokeAsync(() => _list.Find("input").Input(""));
        await _house.UntilAsync(() => Titles.Length == 2, "both are listed again");
    }

    [Fact]
    public async Task One_can_be_renamed_and_escape_keeps_the_old_name()
    {
        Chat.AddSession("Old name");
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => Titles.Length == 1, "it is listed");

        await ClickAsync("Rename “Old name”");
        await _list.InvokeAsync(() => _list.Find(".row input").Input("Wrong"));
        await _list.InvokeAsync(() => _list.Find(".row input").KeyDown("Escape"));
        Assert.Equal(["Old name"], Titles);

        await ClickAsync("Rename “Old name”");
        await _list.InvokeAsync(() => _list.Find(".row input").Input(" <b>New</b> name "));
        _ = _list.InvokeAsync(() => _list.Find(".row form").SubmitAsync());
        await _house.UntilAsync(() => Titles is ["<b>New</b> name"], "it has its new name");
        Assert.Equal("<b>New</b> name", Assert.Single(Chat.Sessions).Title);
        Assert.Single(Chat.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_is_deleted_only_when_it_is_confirmed()
    {
        var session = Chat.AddSession("Doomed");
        _house.Navigation.NavigateTo($"/chat/{session.SessionId}");
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => Titles.Length == 1, "it is listed");

        _ = ClickAsync("Delete “Doomed”");
        await _house.UntilAsync(() => _house.Dialogs.Markup.Contains("“Doomed” and all its messages are removed for good.", StringComparison.Ordinal), "it is asked");
        await AnswerAsync("Cancel");
        Assert.Single(Chat.Sessions);

        _ = ClickAsync("Delete “Doomed”");
        await AnswerAsync("Delete");
        await _house.UntilAsync(() => Titles.Length == 0, "it is gone");
        Assert.Empty(Chat.Sessions);
        Assert.Equal("/", new Uri(_house.Navigation.Uri).AbsolutePath);
    }

    [Fact]
    public async Task What_cannot_be_deleted_stays_listed()
    {
        Chat.AddSession("Sturdy");
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => Titles.Length == 1, "it is listed");
        Chat.Fault = request => request.StartsWith("DELETE", StringComparison.Ordinal) ? 503 : null;

        _ = ClickAsync("Delete “Sturdy”");
        await AnswerAsync("Delete");
        await _house.UntilAsync(() => Chat.Requests.Any(request => request.StartsWith("DELETE", StringComparison.Ordinal)), "it was tried");
        Assert.Equal(["Sturdy"], Titles);
    }

    [Fact]
    public async Task The_list_comes_by_itself_when_the_server_is_back()
    {
        Chat.AddSession("Here");
        Chat.Fault = _ => 503;
        _list = _house.Render<SessionList>();
        await _house.UntilAsync(() => _list.Find(".note").TextContent.StartsWith("The service is not available", StringComparison.Ordinal), "the fault is said");

        Chat.Fault = _ => null;
        await _house.UntilAsync(() => Titles is ["Here"], "it is listed");
        Assert.Empty(_list.FindAll(".note"));
    }

    private Task ClickAsync(string label) => _list.InvokeAsync(() => _list.Find($"button[aria-label='{label}']").ClickAsync(new MouseEventArgs()));

    private async Task AnswerAsync(string button)
    {
        await _house.UntilAsync(() => _house.Dialogs.FindAll(".mud-dialog button").Any(IsIt), "the dialog is open");
        await _house.Dialogs.InvokeAsync(() => _house.Dialogs.FindAll(".mud-dialog button").First(IsIt).ClickAsync(new MouseEventArgs()));
        await _house.UntilAsync(() => _house.Dialogs.FindAll(".mud-dialog").Count == 0, "the dialog is closed");

        bool IsIt(AngleSharp.Dom.IElement element) => element.TextContent.Trim() == button;
    }
}
