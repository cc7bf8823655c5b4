using Bunit;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>A reply while it is written, and how it may end.</summary>
public sealed class ReplyTests : IAsyncLifetime
{
    private static readonly string Retry = ChatHouse.Button("Write this reply again");
    private static readonly string Stop = ChatHouse.Button("Stop the reply");

    private ChatHouse _house = null!;

    private ScriptedChat Chat => _house.Chat;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_reply_is_thought_about_and_then_grows_word_by_word()
    {
        _house.Open();
        await _house.SayAsync("Hello");
        await _house.UntilShownAsync("Thinking …");
        var reply = await Chat.NextReplyAsync();

        await reply.SayAsync("**Good** ");
        await _house.UntilAsync(() => _house.TextOf(".reply strong") == "Good", "the first word is there");
        Assert.DoesNotContain("Thinking", _house.Page.Markup);
        Assert.Equal("true", _house.Page.Find(".reply").GetAttribute("aria-busy"));
        Assert.False(_house.Has(Retry));

        await reply.SayAsync("morning");
        await _house.UntilShownAsync("morning");
        await reply.DoneAsync();
        await _house.UntilAsync(() => _house.Has(Retry), "the reply has ended");
        Assert.False(_house.Has("[aria-busy]"));
        Assert.Equal(["Hello", "Good morning"], _house.Page.FindAll(".bubble, .markdown").Select(bubble => bubble.TextContent));
    }

    [Fact]
    public async Task Only_the_finished_reply_is_read_aloud()
    {
        _house.Open();
        await _house.SayAsync("Hello");
        var reply = await Chat.NextReplyAsync();
        await reply.SayAsync("Good **morning**");
        await _house.UntilShownAsync("Good <strong");
        Assert.Equal("", _house.TextOf("[aria-live=polite]"));
        Assert.False(_house.Has("[role=log], .scroll [aria-live]"));

        await reply.DoneAsync();
        await _house.UntilAsync(() => _house.TextOf("[aria-live=polite]") == "Reply: Good morning", "it is read aloud");
    }

    [Fact]
    public async Task Stop_keeps_what_is_there()
    {
        _house.Open();
        await _house.SayAsync("Hello");
        var reply = await Chat.NextReplyAsync();
        await reply.SayAsync("Half of it");
        await _house.UntilShownAsync("Half of it");

        _house.Click(Stop);
        await _house.UntilShownAsync("Stopped.");
        Assert.Contains($"POST /api/chat/sessions/1/messages/{reply.MessageId}/stop", Chat.Requests);
        Assert.Contains("Half of it", _house.TextOf(".reply"));
        Assert.True(_house.Has(Retry));
        await _house.UntilAsync(() => reply.IsLeft, "the stream is left");
    }

    [Theory]
    [InlineData(ChatMessageStatus.Failed, "The model did not answer.", "The model did not answer.", "The model did not answer.")]
    [InlineData(ChatMessageStatus.Failed, null, "There is no reply.", "未能生成回复。")]
    [InlineData(ChatMessageStatus.Interrupted, null, "The server was interrupted while it wrote this reply. Have it written again.", "服务器在生成回复时中断，请重新生成。")]
    [InlineData(ChatMessageStatus.Stopped, null, "Stopped.", "已停止。")]
    public async Task A_reply_that_did_not_come_to_its_end_says_so_and_can_be_had_again(ChatMessageStatus status, string? error, string english, string chinese)
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Hello");
        Chat.AddMessage(session, ChatRole.Assistant, "Half", message => message with { Status = status, Error = error });
        _house.Open(session);
        await _house.UntilShownAsync(english);
        await _house.Page.InvokeAsync(() => _house.Localizer.Use(PageLanguage.Chinese));
        Assert.Equal(chinese, _house.TextOf(".note"));
        await _house.Page.InvokeAsync(() => _house.Localizer.Use(PageLanguage.English));

        _house.Click(Retry);
        var reply = await Chat.NextReplyAsync();
        await reply.SayAsync("Whole");
        await reply.DoneAsync();
        await _house.UntilAsync(() => _house.TextOf(".markdown") == "Whole", "the new reply is there");
        Assert.Equal(2, _house.Messages.Count);
        Assert.False(_house.Has(".note"));
    }

    [Fact]
    public async Task Only_the_last_reply_can_be_had_again()
    {
        var session = Chat.AddSession("Old").SessionId;
        for (var n = 0; n < 2; n++)
        {
            Chat.AddMessage(session, ChatRole.User, "Hello");
            Chat.AddMessage(session, ChatRole.Assistant, "Hi");
        }

        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 4, "all are there");
        Assert.True(_house.Page.FindAll(".reply").Single(reply => reply.QuerySelector(Retry) is not null) == _house.Page.FindAll(".reply")[^1]);
    }

    [Fact]
    public async Task A_retry_that_cannot_be_sent_brings_the_old_reply_back()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Hello");
        Chat.AddMessage(session, ChatRole.Assistant, "The old one");
        _house.Open(session);
        await _house.UntilShownAsync("The old one");
        Chat.Fault = request => request.EndsWith("/retry", StringComparison.Ordinal) ? 503 : null;

        _house.Click(Retry);
        await _house.UntilShownAsync("Not sent.");
        Assert.Contains("The old one", _house.Page.Markup);
        Chat.Fault = _ => null;
        _house.Click(".below button:last-child");
        await (await Chat.NextReplyAsync()).DoneAsync(reply => reply with { Content = "The new one" });
        await _house.UntilShownAsync("The new one");
        Assert.DoesNotContain("The old one", _house.Page.Markup);
    }

    [Fact]
    public async Task A_reply_that_is_still_written_when_the_page_is_opened_is_followed_to_its_end()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Hello");
        var reply = Chat.AddMessage(session, ChatRole.Assistant, "One", message => message with { Status = ChatMessageStatus.Streaming });
        _house.Open(session);
        await _house.UntilShownAsync("One");
        Assert.True(_house.Has(Stop));

        Chat.Change(reply.MessageId, message => message with { Content = "One two" });
        await _house.UntilShownAsync("One two");
        Chat.Change(reply.MessageId, message => message with { Content = "One two three", Status = ChatMessageStatus.Complete });
        await _house.UntilAsync(() => _house.Has(Retry), "it has ended");
        Assert.Equal("One two three", _house.TextOf(".markdown"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_lost_in_the_middle_is_said_and_the_rest_is_read_from_the_server(bool cut)
    {
        _house.Open();
        await _house.SayAsync("Hello");
        var reply = await Chat.NextReplyAsync();
        await reply.SayAsync("The beginning");
        await _house.UntilShownAsync("The beginning");

        Chat.Fault = _ => 502;
        if (cut) reply.Cut();
        else reply.Close();
        await _house.UntilShownAsync("The connection was lost.");
        Assert.Contains("The beginning", _house.Page.Markup);
        reply.Store(" and the end");
        Chat.Fault = _ => null;
        await _house.UntilShownAsync("The beginning and the end");
        Assert.DoesNotContain("The connection was lost.", _house.Page.Markup);
        reply.End();
        await _house.UntilAsync(() => _house.Has(Retry), "it has ended");
        Assert.Single(Chat.Said);
    }

    [Fact]
    public async Task A_followed_reply_that_was_removed_elsewhere_goes()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Hello");
        var reply = Chat.AddMessage(session, ChatRole.Assistant, "Doomed", message => message with { Status = ChatMessageStatus.Streaming });
        _house.Open(session);
        await _house.UntilShownAsync("Doomed");

        Chat.Remove(reply.MessageId);
        await _house.UntilAsync(() => _house.Messages.Count == 1, "the reply is gone");
        Assert.True(_house.Has(ChatHouse.Button("Send")));
    }
}
