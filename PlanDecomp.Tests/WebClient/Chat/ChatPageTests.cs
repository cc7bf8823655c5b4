using Bunit;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>New chats, sessions and their addresses, and what happens when the Api is away.</summary>
public sealed class ChatPageTests : IAsyncLifetime
{
    private const string TryAgain = ".below button:last-child";

    private ChatHouse _house = null!;

    private ScriptedChat Chat => _house.Chat;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_session_begins_with_the_first_message_and_its_reply_goes_on_under_its_address()
    {
        _house.Open();
        Assert.Equal("New chat", _house.TextOf("h1"));
        Assert.True(_house.Has(".welcome"));
        await _house.UntilAsync(() => Chat.Requests.Contains("GET /api/chat/about"), "the note is asked for");
        Assert.DoesNotContain(Chat.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));

        await _house.SayAsync("Plan a trip");
        var reply = await Chat.NextReplyAsync();
        await _house.UntilAsync(() => _house.Navigation.Uri.EndsWith("/chat/1", StringComparison.Ordinal), "the address is the session's");
        await reply.SayAsync("On it");
        await _house.UntilShownAsync("On it");
        await _house.UntilAsync(() => _house.TextOf("h1") == "Plan a trip", "the session is named");
        await reply.DoneAsync();
        await _house.UntilAsync(() => _house.Has(".actions.last"), "the reply has ended");

        Assert.False(reply.IsLeft);
        Assert.False(_house.Has(".welcome"));
        Assert.DoesNotContain(Chat.Requests, request => request.StartsWith("GET /api/chat/sessions/1/messages", StringComparison.Ordinal));
        Assert.Equal("Plan a trip", Assert.Single(_house.Sessions.Sessions).Title);
    }

    [Fact]
    public async Task An_example_sends_itself_in_the_pages_language()
    {
        _house.Localizer.Use(PageLanguage.Chinese);
        _house.Open();
        Assert.Equal(4, _house.Page.FindAll("button.prompt").Count);
        var prompt = _house.Page.Find("button.prompt").GetAttribute("data-prompt");

        _house.Click("button.prompt");
        await Chat.NextReplyAsync();
        Assert.Equal((prompt, "zh"), (Chat.Said.Single().Request.Content, Chat.Said.Single().Request.Language));
    }

    [Theory]
    [InlineData("rules", null, "Built-in rules answer: no language model is configured. To use one, set Llm__ApiKey or Llm__BaseUrl and start the server again.")]
    [InlineData("llm", "gpt-4.1-mini", "Answers come from the language model gpt-4.1-mini.")]
    public async Task The_empty_chat_says_who_answers(string reader, string? model, string note)
    {
        Chat.About = new ChatAbout(reader, model);
        _house.Open();

        await _house.UntilAsync(() => _house.TextOf(".reader") == note, "the note is there");
    }

    [Fact]
    public async Task A_message_about_a_plan_carries_it_until_the_chip_is_closed()
    {
        _house.Navigation.NavigateTo("/?plan=12");
        _house.Open();
        await _house.UntilAsync(() => _house.TextOf(".about a") == "About plan 12", "the chip is there");
        await _house.SayAsync("Break it down");
        await (await Chat.NextReplyAsync()).DoneAsync();
        await _house.UntilAsync(() => _house.Navigation.Uri.EndsWith("/chat/1?plan=12", StringComparison.Ordinal), "the address keeps the plan");
        await _house.UntilAsync(() => _house.Has(".actions.last"), "the reply has ended");

        _house.Click(ChatHouse.Button("No longer about this plan"));
        await _house.UntilAsync(() => !_house.Has(".composer .about"), "the chip is gone");
        await _house.SayAsync("And now?");
        await Chat.NextReplyAsync();
        Assert.Equal([12, null], Chat.Said.Select(said => said.Request.PlanId));
    }

    [Fact]
    public async Task What_could_not_be_sent_stays_and_is_sent_again_under_its_key()
    {
        _house.Open();
        await _house.SayAsync("First");
        await (await Chat.NextReplyAsync()).DoneAsync(reply => reply with { Content = "Fine" });
        await _house.UntilShownAsync("Fine");

        Chat.Fault = request => request.StartsWith("POST", StringComparison.Ordinal) ? 503 : null;
        await _house.SayAsync("Second");
        await _house.UntilShownAsync("Not sent.");
        Assert.Equal("Second", _house.TextOf(".outgoing .bubble"));
        _house.Click(TryAgain);
        await _house.UntilAsync(() => Chat.Keys.Count == 3 && _house.Page.Markup.Contains("Not sent.", StringComparison.Ordinal), "it is tried again in vain");

        Chat.Fault = _ => null;
        _house.Click(TryAgain);
        await (await Chat.NextReplyAsync()).DoneAsync(reply => reply with { Content = "At last" });
        await _house.UntilShownAsync("At last");
        Assert.False(_house.Has(".outgoing"));
        var keys = Chat.Keys.ToArray();
        Assert.Equal([keys[1], keys[1], keys[1]], keys[1..]);
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task What_was_not_sent_can_be_taken_back_into_the_input()
    {
        _house.Open();
        Chat.Fault = request => request.StartsWith("POST", StringComparison.Ordinal) ? 503 : null;
        await _house.SayAsync("Second thoughts");
        await _house.UntilShownAsync("Not sent.");
        await _house.TypeAsync("and more");

        _house.Click(".below button:first-child");
        await _house.UntilAsync(() => _house.Input.GetAttribute("value") == "Second thoughts\nand more", "both are in the input");
        Assert.False(_house.Has(".outgoing"));
    }

    [Fact]
    public async Task A_new_chat_that_finds_no_server_makes_its_session_when_it_is_back()
    {
        _house.Open();
        Chat.Fault = _ => 502;
        await _house.SayAsync("Hello");
        await _house.UntilShownAsync("Not sent.");
        Assert.Equal("Hello", _house.TextOf(".outgoing .bubble"));
        Assert.Empty(Chat.Sessions);

        Chat.Fault = _ => null;
        _house.Click(TryAgain);
        await Chat.NextReplyAsync();
        await _house.UntilAsync(() => _house.Navigation.Uri.EndsWith("/chat/1", StringComparison.Ordinal), "the session is there");
        Assert.Single(Chat.Said);
    }

    [Fact]
    public async Task A_session_opens_with_its_newest_messages_and_loads_earlier_ones()
    {
        var session = Chat.AddSession("Long").SessionId;
        for (var n = 1; n <= 90; n++) Chat.AddMessage(session, n % 2 == 1 ? ChatRole.User : ChatRole.Assistant, $"message {n}.");
        _house.Open(session);
        Assert.True(_house.Has(".skeleton"));
        await _house.UntilAsync(() => _house.Messages.Count == 40, "the newest are there");
        Assert.Contains("message 90.", _house.Messages[^1].TextContent);

        _house.Click("[data-load-earlier]");
        await _house.UntilAsync(() => _house.Messages.Count == 80, "earlier ones are there");
        _house.Click("[data-load-earlier]");
        await _house.UntilAsync(() => _house.Messages.Count == 90, "all are there");
        Assert.Contains("message 1.", _house.Messages[0].TextContent);
        Assert.False(_house.Has("[data-load-earlier]"));
    }

    [Fact]
    public async Task A_session_that_is_not_there_says_so_and_leads_to_a_new_chat()
    {
        _house.Open(404);
        await _house.UntilShownAsync("This conversation was removed or never existed.");

        Assert.Equal("/", _house.Page.Find(".fault a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_session_that_cannot_be_reached_is_loaded_when_the_server_is_back()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Here I am");
        Chat.Fault = _ => 503;
        _house.Open(session);
        await _house.UntilShownAsync("The service is not available right now.");

        Chat.Fault = _ => null;
        await _house.UntilShownAsync("Here I am");
        Assert.False(_house.Has(".fault"));
    }

    [Fact]
    public async Task Another_session_takes_the_page_and_the_reply_goes_on_without_it()
    {
        var old = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(old, ChatRole.User, "Here I am");
        _house.Open();
        await _house.SayAsync("Hello");
        var reply = await Chat.NextReplyAsync();
        await reply.SayAsync("Once upon a time");
        await _house.UntilShownAsync("Once upon a time");

        await _house.Page.InvokeAsync(() => _house.Navigation.NavigateTo($"/chat/{old}"));
        await _house.UntilShownAsync("Here I am");
        await _house.UntilAsync(() => reply.IsLeft, "the stream is left");
        Assert.DoesNotContain("Once upon a time", _house.Page.Markup);

        await _house.Page.InvokeAsync(() => _house.Navigation.NavigateTo("/"));
        Assert.True(_house.Has(".welcome"));
    }
}
