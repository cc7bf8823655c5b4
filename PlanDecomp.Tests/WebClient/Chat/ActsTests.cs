using Bunit;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>What a reply lists, proposes and asks, in the page.</summary>
public sealed class ActsTests : IAsyncLifetime
{
    private ChatHouse _house = null!;

    private ScriptedChat Chat => _house.Chat;

    public async ValueTask InitializeAsync() => _house = await ChatHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Acts_are_rows_with_their_state_and_undo_beside_what_can_be_undone()
    {
        await OpenAsync(
            new ChatAct { ActId = 1, Name = "read_task", Status = ChatActStatus.Read },
            new ChatAct { ActId = 2, Name = "edit_task", Status = ChatActStatus.Done, PlanId = 3, TaskId = 7, Subject = "Book flights", ChangeSetId = 5 },
            new ChatAct { ActId = 3, Name = "estimate", Status = ChatActStatus.Failed, Text = "There are **no** tasks." });

        Assert.Equal("What this reply did", _house.Page.Find(".acts").GetAttribute("aria-label"));
        Assert.Equal(["read", "done", "not done"], _house.Page.FindAll(".acts .standing").Select(state => state.TextContent));
        Assert.Equal("/plans/3?task=7", _house.Page.Find(".acts a").GetAttribute("href"));
        Assert.Equal("There are no tasks.", _house.TextOf(".acts .why"));
        Assert.Single(_house.Page.FindAll(".acts button"));

        _house.Click(ChatHouse.Button("Undo: Change a task: Book flights"));
        await _house.UntilShownAsync("undone");
        Assert.Contains(Chat.Requests, request => request.EndsWith("/acts/2/undo", StringComparison.Ordinal));
        Assert.Empty(_house.Page.FindAll(".acts button"));
    }

    [Theory]
    [InlineData("Do it: Execute: Trip", "confirm", "started")]
    [InlineData("Do not do it: Execute: Trip", "reject", "not wanted")]
    public async Task A_card_asks_and_its_buttons_settle_it(string button, string how, string state)
    {
        await OpenAsync(new ChatAct { ActId = 1, Name = "execute", Status = ChatActStatus.Proposed, PlanId = 3, Subject = "Trip", Text = "Execute: the plan [Trip](/plans/3)." });
        var card = _house.Page.Find(".card");
        Assert.Equal(("group", "Waits for your confirmation: Execute: Trip"), (card.GetAttribute("role"), card.GetAttribute("aria-label")));
        Assert.Contains("Execute: the plan Trip.", card.TextContent, StringComparison.Ordinal);

        _house.Click(ChatHouse.Button(button));

        await _house.UntilAsync(() => !_house.Has(".card"), "the card is settled");
        Assert.Contains(Chat.Requests, request => request.EndsWith($"/acts/1/{how}", StringComparison.Ordinal));
        Assert.Equal(state, _house.TextOf(".acts .standing"));
    }

    [Fact]
    public async Task A_card_that_has_expired_says_why()
    {
        var reply = await OpenAsync(new ChatAct { ActId = 1, Name = "execute", Status = ChatActStatus.Proposed, Text = "Execute." });
        Chat.Fault = request => request.EndsWith("/confirm", StringComparison.Ordinal) ? 409 : null;
        Chat.Change(reply.MessageId, message => message with { Acts = [message.Acts![0] with { Status = ChatActStatus.Expired, Text = "The plan has changed." }] });

        _house.Click(ChatHouse.Button("Do it: Execute"));

        await _house.UntilShownAsync("The plan has changed.");
        Assert.Equal("out of date", _house.TextOf(".acts .standing"));
    }

    [Fact]
    public async Task Steps_go_on_by_themselves()
    {
        var reply = await OpenAsync(
            new ChatAct { ActId = 1, Name = "merge", Status = ChatActStatus.Done, JobId = "j1", JobType = "task_operation" },
            new ChatAct { ActId = 2, Name = "estimate", Status = ChatActStatus.Waiting, Subject = "estimate it" });
        Assert.Equal(["started", "next"], _house.Page.FindAll(".acts .standing").Select(state => state.TextContent));
        Assert.True(_house.Has(ChatHouse.Button("Leave it out: Estimate effort: estimate it")));

        Chat.Change(reply.MessageId, message => message with { Acts = [message.Acts![0], message.Acts[1] with { Status = ChatActStatus.Skipped, Text = "Not done." }] });

        await _house.UntilShownAsync("Not done.");
        Assert.Equal(["started", "skipped"], _house.Page.FindAll(".acts .standing").Select(state => state.TextContent));
    }

    [Fact]
    public async Task A_job_and_acts_show_while_the_reply_is_written()
    {
        _house.Open();
        await _house.SayAsync("Merge 1 and 2");
        var reply = await Chat.NextReplyAsync();

        await reply.ShowAsync(new ChatShown(new ChatMetadata { PlanId = 3 }, [new ChatAct { ActId = 1, Name = "merge", Status = ChatActStatus.Done, Subject = "Trip" }]));

        await _house.UntilShownAsync("Merge with siblings");
        await reply.DoneAsync();
    }

    [Fact]
    public async Task Questions_have_answers_to_choose_and_can_be_skipped()
    {
        await OpenAsync(message => message with
        {
            Metadata = new ChatMetadata { Questions = [new ChatQuestion("date", "When?", ["in May", "in June"]), new ChatQuestion("budget", "How much?", ["little"])] },
        });
        Assert.Equal(["When?", "How much?"], _house.Page.FindAll(".questions legend").Select(legend => legend.TextContent));

        _house.Click(".questions fieldset:first-of-type button:nth-of-type(2)");
        await _house.UntilAsync(() => _house.Has(".chip[aria-pressed='true']"), "it is chosen");
        _house.Click(".questions .primary");
        await Chat.NextReplyAsync();

        Assert.Equal("When? in June", Chat.Said.Single().Request.Content);
    }

    [Fact]
    public async Task Just_do_it_skips_the_questions()
    {
        await OpenAsync(message => message with { Metadata = new ChatMetadata { Questions = [new ChatQuestion("date", "When?", ["in May"])] } });

        _house.Click(".questions .buttons button:last-child");
        await Chat.NextReplyAsync();

        Assert.Equal("Just do it", Chat.Said.Single().Request.Content);
    }

    [Fact]
    public async Task Notices_are_said_in_the_readers_language()
    {
        await OpenAsync(message => message with { Metadata = new ChatMetadata { Notices = [ChatNotices.UnbackedClaim, "of_another_version"] } });

        Assert.Equal("The text says that something was begun or done, but nothing was: no tool was used for it.", _house.TextOf(".notices"));
    }

    [Fact]
    public async Task All_of_it_is_said_in_Chinese_too()
    {
        _house.Localizer.Use(PageLanguage.Chinese);
        await OpenAsync(message => message with
        {
            Acts =
            [
                new ChatAct { ActId = 1, Name = "merge", Status = ChatActStatus.Waiting, Subject = "合并1和2" },
                new ChatAct { ActId = 2, Name = "execute", Status = ChatActStatus.Proposed, Subject = "旅行", Text = "执行：计划旅行。" },
            ],
            Metadata = new ChatMetadata { Notices = [ChatNotices.CutOff], Questions = [new ChatQuestion("date", "什么时候？", ["五月"])] },
        });

        Assert.Equal("合并同级任务：合并1和2", _house.TextOf(".acts .name"));
        Assert.Equal("等待你确认：执行：旅行", _house.Page.Find(".card").GetAttribute("aria-label"));
        Assert.Equal("回答没有正常结束，可能不完整。如有缺失，请重新生成。", _house.TextOf(".notices"));
        Assert.Equal(["按这些回答规划", "直接规划"], _house.Page.FindAll(".questions .buttons button").Select(button => button.TextContent));
        Assert.True(_house.Has(ChatHouse.Button("确认：执行：旅行")));
    }

    private Task<ChatMessage> OpenAsync(params ChatAct[] acts) => OpenAsync(message => message with { Acts = acts });

    private async Task<ChatMessage> OpenAsync(Func<ChatMessage, ChatMessage> more)
    {
        var session = Chat.AddSession("Old").SessionId;
        Chat.AddMessage(session, ChatRole.User, "Hello");
        var reply = Chat.AddMessage(session, ChatRole.Assistant, "Here.", more);
        _house.Open(session);
        await _house.UntilAsync(() => _house.Messages.Count == 2, "both are there");
        return reply;
    }
}
