using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Store;

public sealed class SqliteChatStoreTests : IDisposable
{
    private const string Anna = "guest:anna";
    private const string Bert = "guest:bert";
    private readonly PlanData _data = new();
    private readonly ChatOptions _options = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Main => _data.Files.Folder.Main;

    private SqliteChatStore Open(SqliteFiles? files = null) => new(files ?? _data.Files, Options.Create(_options), _data.Time);

    private static NewQuestion Question(long sessionId, string content, string owner = Anna) => new() { Owner = owner, SessionId = sessionId, Content = content };

    private static async Task<SendOutcome.Begun> BeginAsync(SqliteChatStore store, NewQuestion question) =>
        Assert.IsType<SendOutcome.Begun>(await store.SendAsync(question, Ct));

    /// <summary>An exchange that is over.</summary>
    private static async Task<ChatExchange> SayAsync(SqliteChatStore store, NewQuestion question, string answer = "fine")
    {
        var begun = await BeginAsync(store, question);
        var reply = await store.EndReplyAsync(begun.Fence, new ReplyEnd(answer, ChatMessageStatus.Complete, null, null), Ct);
        return begun.Exchange with { Reply = reply! };
    }

    [Fact]
    public async Task An_exchange_is_stored_as_it_came()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var begun = await BeginAsync(store, Question(session.SessionId, "拆分 <b>it</b>\n\nplease") with { PlanId = 7, Language = "zh" });
        Assert.Equal((7L, "zh"), (begun.PlanId!.Value, begun.Language));
        Assert.Equal((ChatRole.Assistant, "", ChatMessageStatus.Streaming), (begun.Exchange.Reply.Role, begun.Exchange.Reply.Content, begun.Exchange.Reply.Status));

        var metadata = new ChatMetadata { Type = ChatMetadata.JobLogType, JobId = "j1", JobStatus = JobStatus.Queued, Job = new ChatJob(JobType.PlanDecompose), PlanId = 9, TaskId = 2 };
        Assert.Equal(ReplyStanding.Writing, await store.SaveReplyAsync(begun.Fence, "so", metadata, Ct));
        await store.EndReplyAsync(begun.Fence, new ReplyEnd("so far", ChatMessageStatus.Failed, "why", metadata), Ct);

        var page = await Open(_data.OpenFiles()).ReadMessagesAsync(Anna, session.SessionId, null, 50, Ct);
        Assert.False(page!.HasOlder);
        Assert.Equal(begun.Exchange.Question, page.Messages[0]);
        var reply = page.Messages[1];
        Assert.Equal(("so far", ChatMessageStatus.Failed, "why"), (reply.Content, reply.Status, reply.Error));
        Assert.Equal(("job_log", "j1", JobStatus.Queued, "plan_decompose", 9L, 2L),
            (reply.Metadata!.Type, reply.Metadata.JobId, reply.Metadata.JobStatus!.Value, reply.Metadata.Job!.JobType, reply.Metadata.PlanId!.Value, reply.Metadata.TaskId!.Value));
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("  two\n\tlines \r\n here ", "two lines here")]
    [InlineData("/plan Trip to Rome", "Trip to Rome")]
    [InlineData("/计划 罗马旅行", "罗马旅行")]
    [InlineData("/help", "/help")]
    [InlineData("Please help me plan a team trip to Lisbon for eight people in the second week of May", "Please help me plan a team trip to Lisbon for eight people…")]
    [InlineData("请帮我规划一次团队去里斯本的旅行，八个人，五月第二周出发，预算两万元，要有海滩，要有博物馆，还要安排一天自由活动时间，最好住在市中心附近，谢谢", "请帮我规划一次团队去里斯本的旅行，八个人，五月第二周出发，预算两万元，要有海滩，要有博物馆，还要安排一天自由活动时间…")]
    public async Task A_title_is_one_line_cut_at_a_word(string content, string title)
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        Assert.Equal("", session.Title);

        await SayAsync(store, Question(session.SessionId, content));

        Assert.Equal(title, (await store.FindSessionAsync(Anna, session.SessionId, Ct))!.Title);
    }

    [Fact]
    public async Task A_title_never_tears_an_emoji()
    {
        var family = "👩‍👩‍👧‍👦";
        var title = TakenTitle.Of(string.Concat(Enumerable.Repeat(family, 80)));

        Assert.Equal(string.Concat(Enumerable.Repeat(family, 59)) + "…", title);
    }

    [Fact]
    public async Task A_given_title_stays()
    {
        var store = Open();
        var named = await store.CreateSessionAsync(Anna, "mine", Ct);
        var renamed = await store.CreateSessionAsync(Anna, null, Ct);
        await SayAsync(store, Question(named.SessionId, "first"));
        var first = await SayAsync(store, Question(renamed.SessionId, "first"));
        _data.Time.Advance(TimeSpan.FromMinutes(1));
        var before = (await store.FindSessionAsync(Anna, renamed.SessionId, Ct))!.UpdatedAt;
        await store.RenameSessionAsync(Anna, renamed.SessionId, "ours", Ct);
        Assert.Equal(before, (await store.FindSessionAsync(Anna, renamed.SessionId, Ct))!.UpdatedAt);

        await SayAsync(store, Question(renamed.SessionId, "other") with { Replaces = first.Question.MessageId });

        Assert.Equal(["mine", "ours"], (await store.ListSessionsAsync(Anna, null, null, 9, Ct)).Sessions.OrderBy(s => s.SessionId).Select(s => s.Title));
    }

    [Fact]
    public async Task Sessions_come_by_newest_message_page_by_page()
    {
        var store = Open();
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await store.CreateSessionAsync(Anna, $"s{i}", Ct)).SessionId);
            if (i % 2 == 0) _data.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await store.CreateSessionAsync(Bert, "Bert's", Ct);
        await SayAsync(store, Question(ids[1], "again"));

        var (seen, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = await store.ListSessionsAsync(Anna, null, cursor, 2, Ct);
            Assert.InRange(page.Sessions.Count, 1, 2);
            seen.AddRange(page.Sessions.Select(session => session.SessionId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([ids[1], ids[4], ids[3], ids[2], ids[0]], seen);
        await Assert.ThrowsAsync<FormatException>(() => store.ListSessionsAsync(Anna, null, "nonsense", 2, Ct));
        await Assert.ThrowsAsync<FormatException>(() => store.ListSessionsAsync(Anna, null, "2026-01-01T00:00:00Z_x", 2, Ct));
    }

    [Theory]
    [InlineData("lisbon", "trip")]
    [InlineData("ÜBUNG", "exercise")]
    [InlineData("привет", "russian")]
    [InlineData("里斯本", "chinese")]
    [InlineData("100%_", "signs")]
    [InlineData("the answer", "exercise")]
    [InlineData("EXERC", "exercise")]
    public async Task A_search_finds_titles_and_messages_upper_and_lower_case_alike(string search, string expected)
    {
        var store = Open();
        foreach (var (title, question, answer) in ((string, string, string)[])
        [
            ("trip", "A trip to LISBON", "ok"), ("exercise", "eine übung", "The Answer"), ("russian", "ПРИВЕТ", "ok"), ("chinese", "去里斯本", "ok"),
            ("signs", "costs 100%_ of it", "ok"), ("other", "costs 1000 of it", "ok"),
        ])
        {
            var session = await store.CreateSessionAsync(Anna, title, Ct);
            await SayAsync(store, Question(session.SessionId, question), answer);
        }

        var others = await store.CreateSessionAsync(Bert, "trip exercise russian chinese signs", Ct);
        await SayAsync(store, Question(others.SessionId, "Lisbon übung привет 里斯本 100%_ the answer", Bert));

        Assert.Equal([expected], (await store.ListSessionsAsync(Anna, search, null, 9, Ct)).Sessions.Select(session => session.Title));
    }

    [Fact]
    public async Task Messages_come_page_by_page_oldest_first()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        for (var i = 1; i <= 3; i++) await SayAsync(store, Question(session.SessionId, $"q{i}"), $"a{i}");

        var newest = await store.ReadMessagesAsync(Anna, session.SessionId, null, 4, Ct);
        Assert.Equal(["q2", "a2", "q3", "a3"], newest!.Messages.Select(message => message.Content));
        Assert.True(newest.HasOlder);
        var older = await store.ReadMessagesAsync(Anna, session.SessionId, newest.Messages[0].MessageId, 4, Ct);
        Assert.Equal(["q1", "a1"], older!.Messages.Select(message => message.Content));
        Assert.False(older.HasOlder);
    }

    [Fact]
    public async Task One_reply_at_a_time_also_between_two_processes()
    {
        var (one, other) = (Open(), Open(_data.OpenFiles()));
        var session = await one.CreateSessionAsync(Anna, null, Ct);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).SendAsync(Question(session.SessionId, $"q{i}"), Ct)));

        var begun = Assert.Single(outcomes.OfType<SendOutcome.Begun>());
        Assert.All(outcomes.OfType<SendOutcome.Busy>(), busy => Assert.Equal(begun.Fence.MessageId, busy.MessageId));
        Assert.Equal(19, outcomes.OfType<SendOutcome.Busy>().Count());
        Assert.Equal(2, (await other.ReadMessagesAsync(Anna, session.SessionId, null, 50, Ct))!.Messages.Count);
    }

    [Fact]
    public async Task A_key_names_one_exchange_for_ever()
    {
        var (one, other) = (Open(), Open(_data.OpenFiles()));
        var session = await one.CreateSessionAsync(Anna, null, Ct);
        var question = Question(session.SessionId, "once") with { Key = IdempotencyKey.Of("k", "once") };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).SendAsync(question, Ct)));
        var begun = Assert.Single(outcomes.OfType<SendOutcome.Begun>());
        Assert.All(outcomes.OfType<SendOutcome.Replayed>(), replay => Assert.Equal(begun.Exchange, replay.Exchange));
        Assert.Equal(19, outcomes.OfType<SendOutcome.Replayed>().Count());

        await one.EndReplyAsync(begun.Fence, new ReplyEnd("done", ChatMessageStatus.Complete, null, null), Ct);
        await SayAsync(one, Question(session.SessionId, "later"));
        Assert.Equal("done", Assert.IsType<SendOutcome.Replayed>(await other.SendAsync(question, Ct)).Exchange.Reply.Content);
        Assert.IsType<SendOutcome.KeyReused>(await other.SendAsync(question with { Content = "else", Key = IdempotencyKey.Of("k", "else") }, Ct));

        // Within a session, not beyond it.
        var second = await one.CreateSessionAsync(Anna, null, Ct);
        await BeginAsync(one, question with { SessionId = second.SessionId });
    }

    [Fact]
    public async Task A_key_names_a_retry_too()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var first = await SayAsync(store, Question(session.SessionId, "q"));
        var key = IdempotencyKey.Of("k", "retry");

        var begun = Assert.IsType<SendOutcome.Begun>(await store.RetryAsync(Anna, session.SessionId, first.Reply.MessageId, key, Ct));
        var replayed = Assert.IsType<SendOutcome.Replayed>(await store.RetryAsync(Anna, session.SessionId, first.Reply.MessageId, key, Ct));

        Assert.Equal(begun.Exchange, replayed.Exchange);
        Assert.IsType<SendOutcome.KeyReused>(await store.SendAsync(Question(session.SessionId, "x") with { Key = IdempotencyKey.Of("k", "x") }, Ct));
    }

    [Fact]
    public async Task Edit_and_resend_removes_the_message_and_all_after_it()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var other = await store.CreateSessionAsync(Anna, null, Ct);
        await SayAsync(store, Question(other.SessionId, "other"));
        var first = await SayAsync(store, Question(session.SessionId, "q1"), "a1");
        var second = await SayAsync(store, Question(session.SessionId, "q2"), "a2");
        await SayAsync(store, Question(session.SessionId, "q3"), "a3");

        var anew = await SayAsync(store, Question(session.SessionId, "q2 anew") with { Replaces = second.Question.MessageId }, "a2 anew");

        Assert.Equal(["q1", "a1", "q2 anew", "a2 anew"], (await store.ReadMessagesAsync(Anna, session.SessionId, null, 50, Ct))!.Messages.Select(m => m.Content));
        Assert.True(anew.Question.MessageId > second.Reply.MessageId);
        Assert.Equal(2, (await store.ReadMessagesAsync(Anna, other.SessionId, null, 50, Ct))!.Messages.Count);
        Assert.IsType<SendOutcome.WrongMessage>(await store.SendAsync(Question(session.SessionId, "x") with { Replaces = first.Reply.MessageId }, Ct));
        Assert.IsType<SendOutcome.NotFound>(await store.SendAsync(Question(session.SessionId, "x") with { Replaces = second.Question.MessageId }, Ct));

        await SayAsync(store, Question(session.SessionId, "from the start") with { Replaces = first.Question.MessageId });
        Assert.Equal("from the start", (await store.FindSessionAsync(Anna, session.SessionId, Ct))!.Title);
    }

    [Fact]
    public async Task What_is_refused_removes_nothing()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var first = await SayAsync(store, Question(session.SessionId, "q1"));
        await BeginAsync(store, Question(session.SessionId, "q2"));

        Assert.IsType<SendOutcome.Busy>(await store.SendAsync(Question(session.SessionId, "q1 anew") with { Replaces = first.Question.MessageId }, Ct));
        Assert.IsType<SendOutcome.Busy>(await store.RetryAsync(Anna, session.SessionId, first.Reply.MessageId, null, Ct));

        Assert.Equal(4, (await store.ReadMessagesAsync(Anna, session.SessionId, null, 50, Ct))!.Messages.Count);
    }

    [Fact]
    public async Task Only_the_last_reply_is_retried()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var first = await SayAsync(store, Question(session.SessionId, "q1") with { PlanId = 3, Language = "en" });
        Assert.IsType<SendOutcome.WrongMessage>(await store.RetryAsync(Anna, session.SessionId, first.Question.MessageId, null, Ct));

        var retried = Assert.IsType<SendOutcome.Begun>(await store.RetryAsync(Anna, session.SessionId, first.Reply.MessageId, null, Ct));
        Assert.Equal((first.Question, 3L, "en"), (retried.Exchange.Question, retried.PlanId!.Value, retried.Language));
        Assert.True(retried.Exchange.Reply.MessageId > first.Reply.MessageId);
        await store.EndReplyAsync(retried.Fence, new ReplyEnd("anew", ChatMessageStatus.Complete, null, null), Ct);
        Assert.IsType<SendOutcome.NotFound>(await store.RetryAsync(Anna, session.SessionId, first.Reply.MessageId, null, Ct));

        await SayAsync(store, Question(session.SessionId, "q2"));
        Assert.IsType<SendOutcome.WrongMessage>(await store.RetryAsync(Anna, session.SessionId, retried.Exchange.Reply.MessageId, null, Ct));
    }

    [Fact]
    public async Task A_lost_writer_is_recognised_and_writes_nothing_more()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var begun = await BeginAsync(store, Question(session.SessionId, "q"));
        _data.Time.Advance(_options.WriterLostAfter - TimeSpan.FromSeconds(1));
        await store.SaveReplyAsync(begun.Fence, "half", null, Ct);
        _data.Time.Advance(_options.WriterLostAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(ChatMessageStatus.Streaming, (await store.FindMessageAsync(Anna, session.SessionId, begun.Fence.MessageId, Ct))!.Status);

        _data.Time.Advance(TimeSpan.FromSeconds(2));
        var seen = await Open(_data.OpenFiles()).FindMessageAsync(Anna, session.SessionId, begun.Fence.MessageId, Ct);

        Assert.Equal((ChatMessageStatus.Interrupted, "half"), (seen!.Status, seen.Content));
        Assert.Equal(["interrupted"], PlanData.Query<string>(Main, "SELECT status FROM chat_messages WHERE role = 'assistant'"));
        Assert.Equal(ReplyStanding.Lost, await store.SaveReplyAsync(begun.Fence, "half and more", null, Ct));
        Assert.Equal(ReplyStanding.Lost, await store.FindStandingAsync(begun.Fence, Ct));
        Assert.Null(await store.EndReplyAsync(begun.Fence, new ReplyEnd("all", ChatMessageStatus.Complete, null, null), Ct));
        Assert.Equal("half", (await store.FindMessageAsync(Anna, session.SessionId, begun.Fence.MessageId, Ct))!.Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_lost_writer_the_session_goes_on(bool retry)
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var lost = await BeginAsync(store, Question(session.SessionId, "q"));
        _data.Time.Advance(_options.WriterLostAfter + TimeSpan.FromSeconds(1));

        var outcome = retry
            ? await store.RetryAsync(Anna, session.SessionId, lost.Fence.MessageId, null, Ct)
            : await store.SendAsync(Question(session.SessionId, "next"), Ct);

        Assert.IsType<SendOutcome.Begun>(outcome);
    }

    [Fact]
    public async Task A_stop_reaches_the_writer_through_the_store()
    {
        var (one, other) = (Open(), Open(_data.OpenFiles()));
        var session = await one.CreateSessionAsync(Anna, null, Ct);
        var begun = await BeginAsync(one, Question(session.SessionId, "q"));
        Assert.Equal(ReplyStanding.Writing, await one.FindStandingAsync(begun.Fence, Ct));

        await other.RequestStopAsync(Anna, session.SessionId, begun.Fence.MessageId, Ct);

        Assert.Equal(ReplyStanding.StopRequested, await one.FindStandingAsync(begun.Fence, Ct));
        Assert.Equal(ReplyStanding.StopRequested, await one.SaveReplyAsync(begun.Fence, "so far", null, Ct));
        await one.EndReplyAsync(begun.Fence, new ReplyEnd("so far", ChatMessageStatus.Stopped, null, null), Ct);
        Assert.Equal(ChatMessageStatus.Stopped, (await other.RequestStopAsync(Anna, session.SessionId, begun.Fence.MessageId, Ct))!.Status);
    }

    [Fact]
    public async Task Deleting_a_session_takes_its_messages_and_its_writer_learns_of_it()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var begun = await BeginAsync(store, Question(session.SessionId, "q"));

        Assert.True(await store.DeleteSessionAsync(Anna, session.SessionId, Ct));

        Assert.Equal([0L], PlanData.Query<long>(Main, "SELECT count(*) FROM chat_messages"));
        Assert.Equal(ReplyStanding.Lost, await store.FindStandingAsync(begun.Fence, Ct));
        Assert.False(await store.DeleteSessionAsync(Anna, session.SessionId, Ct));
        Assert.True((await store.CreateSessionAsync(Anna, null, Ct)).SessionId > session.SessionId);
    }

    [Fact]
    public async Task Anothers_session_is_none()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, "Anna's", Ct);
        var exchange = await SayAsync(store, Question(session.SessionId, "secret"));
        var (id, question, reply) = (session.SessionId, exchange.Question.MessageId, exchange.Reply.MessageId);

        Assert.Null(await store.FindSessionAsync(Bert, id, Ct));
        Assert.Empty((await store.ListSessionsAsync(Bert, "secret", null, 9, Ct)).Sessions);
        Assert.Null(await store.RenameSessionAsync(Bert, id, "stolen", Ct));
        Assert.False(await store.DeleteSessionAsync(Bert, id, Ct));
        Assert.Null(await store.ReadMessagesAsync(Bert, id, null, 9, Ct));
        Assert.Null(await store.FindMessageAsync(Bert, id, question, Ct));
        Assert.Null(await store.RequestStopAsync(Bert, id, reply, Ct));
        Assert.IsType<SendOutcome.NotFound>(await store.SendAsync(Question(id, "mine", Bert), Ct));
        Assert.IsType<SendOutcome.NotFound>(await store.RetryAsync(Bert, id, reply, null, Ct));

        // Nor through a session of one's own.
        var own = await store.CreateSessionAsync(Bert, null, Ct);
        Assert.Null(await store.FindMessageAsync(Bert, own.SessionId, question, Ct));
        Assert.IsType<SendOutcome.NotFound>(await store.SendAsync(Question(own.SessionId, "mine", Bert) with { Replaces = question }, Ct));
        Assert.Equal(("Anna's", 2), ((await store.FindSessionAsync(Anna, id, Ct))!.Title, (await store.ReadMessagesAsync(Anna, id, null, 9, Ct))!.Messages.Count));
    }

    [Fact]
    public async Task The_plan_in_talk_is_the_newest_one_named()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var first = await BeginAsync(store, Question(session.SessionId, "q1") with { PlanId = 3 });
        await store.EndReplyAsync(first.Fence, new ReplyEnd("a1", ChatMessageStatus.Complete, null, new ChatMetadata { PlanId = 5 }), Ct);
        var second = await SayAsync(store, Question(session.SessionId, "q2"));

        Assert.Null(await store.FindPlanInTalkAsync(session.SessionId, first.Exchange.Question.MessageId, Ct));
        Assert.Equal(3, await store.FindPlanInTalkAsync(session.SessionId, first.Fence.MessageId, Ct));
        Assert.Equal(5, await store.FindPlanInTalkAsync(session.SessionId, second.Question.MessageId, Ct));

        await store.AddMadePlanAsync(second.Question.MessageId, 8, Ct);
        await store.AddMadePlanAsync(second.Question.MessageId, 9, Ct);
        Assert.Equal([8, 9], await store.ReadMadePlansAsync(second.Question.MessageId, Ct));
        Assert.Empty(await store.ReadMadePlansAsync(first.Exchange.Question.MessageId, Ct));
    }

    [Fact]
    public async Task Old_and_strange_metadata_is_read_as_far_as_it_can_be()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        await SayAsync(store, Question(session.SessionId, "q"));
        foreach (var json in (string[])["""{"job_id":"old"}""", """{"job_id":"x","job_status":"unheard of"}""", "broken", """{"job_id":"new","more":{"a":1}}"""])
        {
            PlanData.Execute(Main, "INSERT INTO chat_messages (session_id, role, content, status, metadata_json, created_at) VALUES (@id, 'assistant', '', 'complete', @json, '2024-01-01 00:00:00')", new { id = session.SessionId, json });
        }

        var messages = (await store.ReadMessagesAsync(Anna, session.SessionId, null, 50, Ct))!.Messages;

        Assert.Equal(["old", null, null, "new"], messages.Skip(2).Select(message => message.Metadata?.JobId));
        Assert.Equal(1, messages[^1].Metadata!.Others!["more"].GetProperty("a").GetInt32());
        Assert.Null(await store.FindPlanInTalkAsync(session.SessionId, long.MaxValue, Ct));
    }

    [Fact]
    public async Task A_file_from_before_the_chat_is_completed_in_place()
    {
        var plan = await _data.Plans.CreateAsync(Anna, "kept", "", Ct);
        PlanData.Execute(Main, "DROP TABLE chat_messages; DROP TABLE chat_sessions; PRAGMA user_version = 1;");

        var session = await Open(_data.OpenFiles()).CreateSessionAsync(Anna, "new", Ct);

        Assert.Equal("new", (await Open(_data.OpenFiles()).FindSessionAsync(Anna, session.SessionId, Ct))!.Title);
        Assert.Equal([4L], PlanData.Query<long>(Main, "PRAGMA user_version"));
        Assert.Equal([plan.PlanId], PlanData.Query<long>(Main, "SELECT plan_id FROM plans"));
    }

    [Fact]
    public async Task Rebuilding_the_index_and_deleting_a_plan_leave_the_chat_alone()
    {
        var store = Open();
        var plan = await _data.Plans.CreateAsync(Anna, "plan", "", Ct);
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        var begun = await BeginAsync(store, Question(session.SessionId, "q") with { PlanId = plan.PlanId });
        await store.EndReplyAsync(begun.Fence, new ReplyEnd("a", ChatMessageStatus.Complete, null, new ChatMetadata { PlanId = plan.PlanId }), Ct);
        const string all = "SELECT session_id || role || content || status || coalesce(metadata_json, '') || coalesce(plan_id, '') FROM chat_messages ORDER BY message_id";
        var before = PlanData.Query<string>(Main, all);

        await _data.Rebuild.RunAsync(null, Ct);
        await _data.Plans.DeleteAsync(plan.PlanId, Ct);

        Assert.Equal(2, before.Count);
        Assert.Equal(before, PlanData.Query<string>(Main, all));
        Assert.Equal("q", Assert.Single((await store.ListSessionsAsync(Anna, null, null, 9, Ct)).Sessions).Title);
    }
}
