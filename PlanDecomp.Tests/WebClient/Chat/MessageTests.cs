using Bunit;
using Microsoft.AspNetCore.Components.Web;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>The messages of a conversation, one's own and those that show a job.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private static readonly string Edit = ChatHouse.Button("Edit and send again");

    private ChatHouse _house = null!;

    private ScriptedChat Chat => _house.Chat;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[a](javascript:alert(1)) ![b](data:image/svg+xml,<svg/onload=alert(1)>)")]
    public async Task What_a_person_or_a_model_writes_runs_nothing(string text)
    {
        var session = Chat.AddSession(text).SessionId;
        Chat.AddMessage(session, ChatRole.User, text);
        Chat.AddMessage(session, ChatRole.Assistant, text);
        Chat.AddMessage(session, ChatRole.User, text);
        Chat.AddMessage(session, ChatRole.Assistant, "", message => message with { Status = ChatMessageStatus.Failed, Error = text });
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 4, "all are there");

        Assert.Equal(text, _house.Page.FindAll(".bubble")[0].TextContent);
        Assert.Equal(text, _house.TextOf(".note"));
        Assert.Empty(_house.Page.FindAll("script, img, iframe, article a, [onerror], [onload]"));
    }

    [Fact]
    public async Task Own_words_keep_their_lines_and_marks()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "a\n  **b**");
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 1, "it is there");

        Assert.Equal("a\n  **b**", _house.Page.Find(".bubble").TextContent);
        _house.Click(ChatHouse.Button("Copy message"));
        await _house.UntilAsync(() => _house.Copied is ["a\n  **b**"], "it is copied");
    }

    [Fact]
    public async Task An_edited_message_replaces_itself_and_what_follows()
    {
        var session = Chat.AddSession("Old").SessionId;
        var first = Chat.AddMessage(session, ChatRole.User, "One");
        Chat.AddMessage(session, ChatRole.Assistant, "Reply one");
        Chat.AddMessage(session, ChatRole.User, "Two");
        Chat.AddMessage(session, ChatRole.Assistant, "Reply two");
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 4, "all are there");

        _house.Click(Edit);
        var editor = _house.Page.WaitForElement(".editor textarea");
        Assert.Equal("One", editor.GetAttribute("value"));
        await _house.Page.InvokeAsync(() => editor.Input("One, better"));
        _ = _house.Page.InvokeAsync(() => _house.Page.Find(".editor").SubmitAsync());
        var reply = await Chat.NextReplyAsync();
        await reply.DoneAsync(message => message with { Content = "Reply anew" });

        await _house.UntilShownAsync("Reply anew");
        Assert.Equal(["One, better", "Reply anew"], _house.Page.FindAll(".bubble, .markdown").Select(bubble => bubble.TextContent));
        Assert.Equal(("One, better", first.MessageId), (Chat.Said.Single().Request.Content, Chat.Said.Single().Request.Replaces));
    }

    [Fact]
    public async Task The_editor_sends_on_enter_and_gives_up_on_escape()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "One");
        Chat.AddMessage(session, ChatRole.Assistant, "Reply one");
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 2, "all are there");

        _house.Click(Edit);
        await PressInEditorAsync("Escape", "changed");
        Assert.Equal("One", _house.TextOf(".bubble"));
        Assert.Empty(Chat.Said);

        _house.Click(Edit);
        _ = PressInEditorAsync("Enter", "changed");
        await Chat.NextReplyAsync();
        Assert.Equal("changed", Chat.Said.Single().Request.Content);

        async Task PressInEditorAsync(string key, string text)
        {
            _house.Page.WaitForElement(".editor textarea");
            await _house.Page.InvokeAsync(() => _house.Page.Find(".editor textarea").Input(text));
            await _house.Page.InvokeAsync(() => _house.Page.Find(".editor textarea").KeyDownAsync(new KeyboardEventArgs { Key = key }));
        }
    }

    [Fact]
    public async Task An_edit_that_cannot_be_sent_can_be_given_up_and_nothing_is_lost()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "One");
        Chat.AddMessage(session, ChatRole.Assistant, "Reply one");
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 2, "all are there");
        Chat.Fault = request => request.StartsWith("POST", StringComparison.Ordinal) ? 409 : null;

        _house.Click(Edit);
        var editor = _house.Page.WaitForElement(".editor textarea");
        await _house.Page.InvokeAsync(() => editor.Input("Better"));
        _ = _house.Page.InvokeAsync(() => _house.Page.Find(".editor").SubmitAsync());
        await _house.UntilShownAsync("A reply is still being written here.");
        Assert.DoesNotContain("Reply one", _house.Page.Markup);

        _house.Click(".below button:first-child");
        await _house.UntilShownAsync("Reply one");
        Assert.Equal("Better", _house.Input.GetAttribute("value"));
    }

    [Theory]
    [InlineData(null, null, JobType.PlanDecompose, "Breaking down")]
    [InlineData("job_log", null, JobType.PlanDecompose, "Breaking down")]
    [InlineData("job_log", "", JobType.PlanDecompose, "Breaking down")]
    [InlineData("job_log", JobType.PlanExecute, JobType.PlanExecute, "Executing")]
    [InlineData("job_log", JobType.TaskOperation, JobType.TaskOperation, "Working")]
    public async Task A_message_with_a_job_shows_its_log_below_the_words(string? type, string? jobType, string expected, string label)
    {
        var session = Chat.AddSession("Old").SessionId;
        var metadata = new ChatMetadata { Type = type, JobId = "job-1", JobStatus = JobStatus.Running, PlanId = 12, Job = jobType is null ? null : new ChatJob(jobType) };
        Chat.AddMessage(session, ChatRole.Assistant, "I am breaking it down.", message => message with { Metadata = metadata });
        Chat.Fault = request => request.Contains("/jobs/", StringComparison.Ordinal) ? 503 : null;
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 1, "it is there");

        Assert.Equal(label, _house.TextOf(".job .label"));
        Assert.Equal("/plans/12", _house.Page.Find(".job a").GetAttribute("href"));
        Assert.Equal("I am breaking it down.", _house.TextOf(".markdown"));
        var panel = _house.Page.FindComponent<JobLogPanel>().Instance;
        Assert.Equal(("job-1", expected, true), (panel.JobId, panel.ExpectType, panel.Compact));
    }

    [Theory]
    [InlineData(JobStatus.Running, "Breaking down")]
    [InlineData(JobStatus.Succeeded, "Decomposition")]
    public async Task Until_the_job_is_known_the_label_goes_by_what_the_message_says(JobStatus then, string label)
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.Assistant, "", message => message with { Metadata = new ChatMetadata { JobId = "job-1", JobStatus = then } });
        Chat.Fault = request => request.Contains("/jobs/", StringComparison.Ordinal) ? 503 : null;
        _house.Open(session);
        await _house.UntilAsync(() => _house.TextOf(".job .label") == label, "the label is there");

        Assert.False(_house.Has(".job a"));
    }

    [Fact]
    public async Task A_job_that_is_gone_no_longer_runs()
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.Assistant, "", message => message with { Metadata = new ChatMetadata { JobId = "gone", JobStatus = JobStatus.Running } });
        _house.Open(session);

        await _house.UntilAsync(() => _house.TextOf(".job .label") == "Decomposition", "it no longer runs");
    }

    [Theory]
    [InlineData("job_log", null)]
    [InlineData(null, "")]
    [InlineData("something", null)]
    public async Task A_message_without_a_job_shows_none(string? type, string? jobId)
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.Assistant, "Words", message => message with { Metadata = new ChatMetadata { Type = type, JobId = jobId } });
        _house.Open(session);
        await _house.UntilShownAsync("Words");

        Assert.Empty(_house.Page.FindComponents<JobLogPanel>());
    }
}
