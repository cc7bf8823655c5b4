using CsCheck;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans.Changes;

public sealed class SqlitePlanHistoryTests : IDisposable
{
    private readonly PlanData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Each_change_by_hand_is_one_change_set_that_says_what_it_was()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var a1 = await AddAsync(plan, "a1", a);
        await _data.Plans.UpdateTaskAsync(plan, a, new UpdateTaskRequest { Title = "A", Status = PlanTaskStatus.Completed }, Ct);
        await _data.Plans.MoveTaskAsync(plan, a1, new MoveTaskRequest { Position = 0 }, Ct);
        await _data.Plans.UpdateAsync(plan, new UpdatePlanRequest { Title = "another" }, Ct);
        await _data.Plans.DeleteTaskAsync(plan, a, Ct);

        var page = await HistoryAsync(plan);

        Assert.Equal(
            ["task.deleted", "plan.changed", "task.moved", "task.changed", "task.added", "task.added"],
            page.ChangeSets.Select(change => change.Kind));
        Assert.Equal(
            ["Deleted \"A\"", "Changed the plan's title", "Moved \"a1\"", "Changed \"A\": title, status", "Added \"a1\"", "Added \"a\""],
            page.ChangeSets.Select(change => change.Message));
        var changed = page.ChangeSets[3];
        Assert.Equal(("guest:anna", null, plan, _data.Time.GetUtcNow()), (changed.ChangedBy, changed.JobId, changed.PlanId, changed.CreatedAt));
        Assert.Equal($$$"""{"code":"task.changed","args":{"task_id":{{{a}}},"title":"A","fields":"title, status"}}""", changed.Metadata!.Value.GetRawText());
        Assert.Equal(page.ChangeSets[0].ChangeSetId, page.CanUndo);
        Assert.Null(page.CanRedo);
    }

    [Fact]
    public async Task Undo_restores_a_deleted_subtree_with_ids_places_dependencies_and_times()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a 中文 \"quoted\"");
        var a1 = await AddAsync(plan, "a1", a);
        await AddAsync(plan, "a2", a, dependsOn: [a1]);
        var b = await AddAsync(plan, "b", dependsOn: [a]);
        await _data.Plans.UpdateTaskAsync(plan, b, new UpdateTaskRequest { EffortHours = 0.1 }, Ct);
        var before = Dump(plan);
        _data.Time.Advance(TimeSpan.FromHours(1));

        await _data.Plans.DeleteTaskAsync(plan, a, Ct);
        Assert.NotEqual(before, Dump(plan));
        var undone = await UndoAsync(plan);

        Assert.Equal(before, Dump(plan));
        Assert.Equal(("change.undone", "Undid: Deleted \"a 中文 \"quoted\"\" with 2 below it"), (undone.Kind, undone.Message));
        Assert.Equal(4, (await _data.Plans.ListAsync("guest:anna", null, null, 10, Ct)).Plans.Single().TaskCount);
    }

    [Fact]
    public async Task Undo_goes_back_step_by_step_and_redo_forth_again()
    {
        var plan = await PlanAsync();
        var states = new List<string> { Dump(plan) };
        foreach (var title in (string[])["a", "b", "c"])
        {
            _data.Time.Advance(TimeSpan.FromMinutes(1));
            await AddAsync(plan, title);
            states.Add(Dump(plan));
        }

        for (var i = 2; i >= 0; i--)
        {
            await UndoAsync(plan);
            Assert.Equal(states[i], Dump(plan));
        }

        Assert.IsType<UndoOutcome.Nothing>(await _data.History.UndoAsync(plan, null, Ct));
        for (var i = 1; i <= 3; i++)
        {
            var redone = Assert.IsType<UndoOutcome.Done>(await _data.History.RedoAsync(plan, null, Ct)).ChangeSet;
            Assert.Equal(states[i], Dump(plan));
            Assert.Equal("task.added", redone.Metadata!.Value.GetProperty("args").GetProperty("kind").GetString());
        }

        Assert.IsType<UndoOutcome.Nothing>(await _data.History.RedoAsync(plan, null, Ct));
        await UndoAsync(plan);
        Assert.Equal(states[2], Dump(plan));
    }

    [Fact]
    public async Task A_change_after_an_undo_leaves_nothing_to_do_again()
    {
        var plan = await PlanAsync();
        await AddAsync(plan, "a");
        await UndoAsync(plan);
        Assert.NotNull((await HistoryAsync(plan)).CanRedo);

        await AddAsync(plan, "b");

        Assert.Null((await HistoryAsync(plan)).CanRedo);
        Assert.IsType<UndoOutcome.Nothing>(await _data.History.RedoAsync(plan, null, Ct));
    }

    [Fact]
    public async Task Only_the_newest_change_set_can_be_named()
    {
        var plan = await PlanAsync();
        await AddAsync(plan, "a");
        await AddAsync(plan, "b");
        var sets = (await HistoryAsync(plan)).ChangeSets;

        var refused = Assert.IsType<UndoOutcome.NotNewest>(await _data.History.UndoAsync(plan, sets[1].ChangeSetId, Ct));
        Assert.Equal(sets[0].ChangeSetId, refused.Newest.ChangeSetId);
        Assert.IsType<UndoOutcome.Done>(await _data.History.UndoAsync(plan, sets[0].ChangeSetId, Ct));
        Assert.IsType<UndoOutcome.Done>(await _data.History.UndoAsync(plan, sets[1].ChangeSetId, Ct));
        Assert.IsType<UndoOutcome.Nothing>(await _data.History.UndoAsync(plan, sets[1].ChangeSetId, Ct));
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("running")]
    public async Task Nothing_is_undone_while_a_job_is_at_work(string status)
    {
        var plan = await PlanAsync();
        await AddAsync(plan, "a");
        var before = Dump(plan);
        PlanData.Execute(FileOf(plan), "INSERT INTO decomposition_jobs (job_id, mode, status) VALUES ('j', 'plan_bfs', @status)", new { status });

        Assert.Equal("j", Assert.IsType<UndoOutcome.JobAtWork>(await _data.History.UndoAsync(plan, null, Ct)).JobId);
        Assert.Equal(before, Dump(plan));
        PlanData.Execute(FileOf(plan), "UPDATE decomposition_jobs SET status = 'succeeded'");
        Assert.IsType<UndoOutcome.Done>(await _data.History.UndoAsync(plan, null, Ct));
    }

    [Fact]
    public async Task A_refused_change_leaves_no_change_set()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");

        await Assert.ThrowsAsync<PlanRuleException>(() => _data.Plans.UpdateTaskAsync(plan, a, new UpdateTaskRequest { Title = "x", DependsOn = [a] }, Ct));

        Assert.Equal(["task.added"], (await HistoryAsync(plan)).ChangeSets.Select(change => change.Kind));
        Assert.Empty(PlanData.Query<long>(FileOf(plan), "SELECT change_set_id FROM change_recording"));
    }

    [Fact]
    public async Task What_was_written_without_a_record_survives_an_undo()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        await _data.Plans.UpdateTaskAsync(plan, a, new UpdateTaskRequest { Title = "A", Status = PlanTaskStatus.Skipped }, Ct);

        // As an execution does.
        PlanData.Execute(FileOf(plan), "UPDATE tasks SET status = 'completed'");
        await UndoAsync(plan);

        var task = (await _data.Plans.FindTaskAsync(plan, a, Ct))!;
        Assert.Equal(("a", PlanTaskStatus.Completed), (task.Title, task.Status));
    }

    [Fact]
    public async Task The_history_is_bounded_and_says_so()
    {
        using var data = new PlanData { ChangeOptions = new ChangeOptions { Keep = 3 } };
        var plan = (await data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;
        for (var i = 0; i < 10; i++) await data.Plans.AddTaskAsync(plan, new CreateTaskRequest { Title = $"t{i}" }, Ct);

        var page = (await data.History.ListAsync(plan, null, 50, Ct))!;

        Assert.Equal(3, page.Kept);
        Assert.Equal(["Added \"t9\"", "Added \"t8\"", "Added \"t7\""], page.ChangeSets.Select(change => change.Message));
        Assert.Equal([3L], PlanData.Query<long>(data.Files.Folder.Plan(plan), "SELECT count(DISTINCT change_set_id) FROM change_images"));
    }

    [Fact]
    public async Task The_history_comes_in_pages()
    {
        var plan = await PlanAsync();
        for (var i = 0; i < 5; i++) await AddAsync(plan, $"t{i}");

        var messages = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await _data.History.ListAsync(plan, cursor, 2, Ct))!;
            messages.AddRange(page.ChangeSets.Select(change => change.Message));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(["Added \"t4\"", "Added \"t3\"", "Added \"t2\"", "Added \"t1\"", "Added \"t0\""], messages);
        await Assert.ThrowsAsync<PlanRuleException>(() => _data.History.ListAsync(plan, "x", 2, Ct));
        Assert.Null(await _data.History.ListAsync(99, null, 2, Ct));
        Assert.Null(await _data.History.UndoAsync(99, null, Ct));
    }

    /// <summary>Whatever is changed in whatever order: going back all the way leads through every state there was, and forth again too.</summary>
    [Fact]
    public void Undoing_everything_leads_through_every_state_there_was()
    {
        var operation = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 4]);
        operation.Array[3, 25].Sample(operations => RunAsync(operations).GetAwaiter().GetResult(), iter: 30, threads: 1);

        async Task RunAsync((int Kind, int One, int Other, int Position)[] operations)
        {
            var plan = await PlanAsync();
            var states = new Stack<string>();
            foreach (var (kind, one, other, position) in operations)
            {
                var before = Dump(plan);
                var count = PlanData.Query<long>(FileOf(plan), "SELECT count(*) FROM change_sets").Single();
                _data.Time.Advance(TimeSpan.FromSeconds(1));
                await ChangeAsync(plan, kind, one, other, position);
                if (PlanData.Query<long>(FileOf(plan), "SELECT count(*) FROM change_sets").Single() > count) states.Push(before);
                else Assert.Equal(before, Dump(plan));
            }

            var forth = new Stack<string>();
            while (states.TryPop(out var state))
            {
                forth.Push(Dump(plan));
                await UndoAsync(plan);
                Assert.Equal(state, Dump(plan));
            }

            Assert.IsType<UndoOutcome.Nothing>(await _data.History.UndoAsync(plan, null, Ct));
            while (forth.TryPop(out var state))
            {
                Assert.IsType<UndoOutcome.Done>(await _data.History.RedoAsync(plan, null, Ct));
                Assert.Equal(state, Dump(plan));
            }
        }
    }

    private async Task ChangeAsync(long plan, int kind, int one, int other, int position)
    {
        var tasks = PlanData.Query<long>(FileOf(plan), "SELECT task_id FROM tasks ORDER BY task_id");
        long? Pick(int index) => index < tasks.Count ? tasks[index] : null;
        try
        {
            switch (kind)
            {
                case 0 or 1: await AddAsync(plan, $"t{one}", Pick(one), position, Pick(other) is { } d ? [d] : null); break;
                case 2: await _data.Plans.MoveTaskAsync(plan, Pick(one) ?? 0, new MoveTaskRequest { ParentId = Pick(other), Position = position }, Ct); break;
                case 3: await _data.Plans.UpdateTaskAsync(plan, Pick(one) ?? 0, new UpdateTaskRequest { DependsOn = Pick(other) is { } dependency ? [dependency] : [] }, Ct); break;
                case 4: await _data.Plans.UpdateTaskAsync(plan, Pick(one) ?? 0, new UpdateTaskRequest { Title = $"x{other}", EffortHours = position / 3.0 }, Ct); break;
                case 5: await _data.Plans.UpdateAsync(plan, new UpdatePlanRequest { Title = $"p{one}" }, Ct); break;
                default: await _data.Plans.DeleteTaskAsync(plan, Pick(one) ?? 0, Ct); break;
            }
        }
        catch (PlanRuleException)
        {
            // Refused: then nothing may have changed, which the caller looks at.
        }
    }

    private string FileOf(long plan) => _data.Files.Folder.Plan(plan);

    private string Dump(long plan) => PlanDump.Of(FileOf(plan));

    private async Task<long> PlanAsync() => (await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;

    private async Task<long> AddAsync(long plan, string title, long? parentId = null, int? position = null, long[]? dependsOn = null) =>
        (await _data.Plans.AddTaskAsync(plan, new CreateTaskRequest { Title = title, ParentId = parentId, Position = position, DependsOn = dependsOn }, Ct))!.TaskId;

    private async Task<ChangeSetPage> HistoryAsync(long plan) => (await _data.History.ListAsync(plan, null, 50, Ct))!;

    private async Task<ChangeSet> UndoAsync(long plan) => Assert.IsType<UndoOutcome.Done>(await _data.History.UndoAsync(plan, null, Ct)).ChangeSet;
}
