using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Store;

/// <summary>What replies list, in the store: by whom it may be written, and who may do it.</summary>
public sealed class ActStoreTests : IDisposable
{
    private const string Anna = "guest:anna";
    private readonly PlanData _data = new();
    private readonly ChatOptions _options = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SqliteChatStore Open(bool isOtherProcess = false) => new(isOtherProcess ? _data.OpenFiles() : _data.Files, Options.Create(_options), _data.Time);

    [Fact]
    public async Task An_act_is_stored_with_its_reply_and_what_it_takes_to_do_it()
    {
        var (store, begun) = await BeginAsync();
        var call = new ActCall
        {
            Tool = "operate",
            Arguments = new() { ["action"] = JsonSerializer.SerializeToElement("merge"), ["tasks"] = JsonSerializer.SerializeToElement(new[] { "1", "任务2" }) },
            PlanId = 3,
            Language = ReplyLanguage.Chinese,
            Places = new() { ["1"] = 12 },
        };
        var act = await store.AddActAsync(begun.Fence, Waiting with { Call = call, Mark = "m", PlanId = 3, TaskId = 12, Subject = "<b>", Text = "text" }, Ct);
        await store.EndReplyAsync(begun.Fence, new ReplyEnd("said", ChatMessageStatus.Complete, null, null), Ct);

        var stored = await Open(isOtherProcess: true).FindActAsync(Anna, begun.Exchange.Reply.SessionId, begun.Fence.MessageId, act!.ActId, Ct);
        Assert.Equal((act, "m", Anna, begun.Exchange.Question), (stored!.Act, stored.Mark, stored.Owner, stored.Question));
        Assert.Equal(call.ToJson(), stored.Call!.ToJson());
        Assert.Equal([act], (await store.FindMessageAsync(Anna, begun.Exchange.Reply.SessionId, begun.Fence.MessageId, Ct))!.Acts!);
        Assert.Null(await store.FindActAsync("guest:bert", begun.Exchange.Reply.SessionId, begun.Fence.MessageId, act.ActId, Ct));
    }

    [Fact]
    public async Task Only_the_writer_of_a_reply_lists_something_in_it()
    {
        var (store, begun) = await BeginAsync();
        Assert.Null(await store.AddActAsync(begun.Fence with { Writer = "another" }, Waiting, Ct));

        await store.EndReplyAsync(begun.Fence, new ReplyEnd("said", ChatMessageStatus.Complete, null, null), Ct);

        Assert.Null(await store.AddActAsync(begun.Fence, Waiting, Ct));
        Assert.Empty(await store.ReadOpenActsAsync(Ct));
    }

    [Fact]
    public async Task One_of_several_claims_an_act_and_only_it_ends_it()
    {
        var (store, begun) = await BeginAsync();
        var act = (await store.AddActAsync(begun.Fence, Waiting, Ct))!;
        var other = Open(isOtherProcess: true);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? store : other).ClaimActAsync(act.ActId, $"w{i}", Ct)));

        var winner = $"w{Array.IndexOf(claims, true)}";
        Assert.Single(claims, claim => claim);
        Assert.False(await store.EndActAsync(act.ActId, "w9", new ActEnd(ChatActStatus.Failed, ""), Ct));
        Assert.True(await store.EndActAsync(act.ActId, winner, new ActEnd(ChatActStatus.Done, "done") { JobId = "j" }, Ct));
        Assert.False(await store.EndActAsync(act.ActId, winner, new ActEnd(ChatActStatus.Failed, ""), Ct));
        Assert.False(await store.ClaimActAsync(act.ActId, "w9", Ct));
    }

    [Fact]
    public async Task A_lost_claim_is_open_again_and_the_one_who_had_it_ends_nothing()
    {
        var (store, begun) = await BeginAsync();
        var act = (await store.AddActAsync(begun.Fence, Waiting, Ct))!;
        Assert.True(await store.ClaimActAsync(act.ActId, "frozen", Ct));
        Assert.Empty(await store.ReadOpenActsAsync(Ct));

        _data.Time.Advance(_options.WriterLostAfter + TimeSpan.FromSeconds(1));

        Assert.Equal(act.ActId, Assert.Single(await store.ReadOpenActsAsync(Ct)).Act.ActId);
        Assert.True(await store.ClaimActAsync(act.ActId, "next", Ct));
        Assert.False(await store.EndActAsync(act.ActId, "frozen", new ActEnd(ChatActStatus.Failed, ""), Ct));
        Assert.True(await store.EndActAsync(act.ActId, "next", new ActEnd(ChatActStatus.Done, ""), Ct));
    }

    [Fact]
    public async Task An_act_is_moved_on_once_and_goes_with_its_reply()
    {
        var (store, begun) = await BeginAsync();
        var act = (await store.AddActAsync(begun.Fence, Waiting with { Status = ChatActStatus.Proposed }, Ct))!;
        Assert.True(await store.MoveActAsync(act.ActId, ChatActStatus.Proposed, ChatActStatus.Waiting, "", Ct));
        Assert.False(await store.MoveActAsync(act.ActId, ChatActStatus.Proposed, ChatActStatus.Waiting, "", Ct));
        Assert.Single(await store.ReadOpenActsAsync(Ct));

        await store.DeleteSessionAsync(Anna, begun.Exchange.Reply.SessionId, Ct);

        Assert.Empty(await store.ReadOpenActsAsync(Ct));
        Assert.Equal([0], PlanData.Query<long>(_data.Files.Folder.Main, "SELECT count(*) FROM chat_acts"));
    }

    [Fact]
    public async Task Another_versions_call_is_none()
    {
        var (store, begun) = await BeginAsync();
        var act = (await store.AddActAsync(begun.Fence, Waiting, Ct))!;
        PlanData.Execute(_data.Files.Folder.Main, "UPDATE chat_acts SET call_json = '[1]', name = 'levitate' WHERE act_id = @id", new { id = act.ActId });

        Assert.Null(Assert.Single(await store.ReadOpenActsAsync(Ct)).Call);
        Assert.Equal("levitate", ChatActNames.Of("levitate").English);
    }

    private static ActDraft Waiting => new("merge", ChatActStatus.Waiting) { Call = new ActCall { Words = "merge tasks 1 and 2" } };

    private async Task<(SqliteChatStore Store, SendOutcome.Begun Begun)> BeginAsync()
    {
        var store = Open();
        var session = await store.CreateSessionAsync(Anna, null, Ct);
        return (store, Assert.IsType<SendOutcome.Begun>(await store.SendAsync(new NewQuestion { Owner = Anna, SessionId = session.SessionId, Content = "hi" }, Ct)));
    }
}
