using CsCheck;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans;

public sealed class PlanTaskTests : IDisposable
{
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_take_the_place_asked_for_and_positions_have_no_gaps()
    {
        var plan = await PlanAsync();
        await AddAsync(plan, "b");
        await AddAsync(plan, "d");
        await AddAsync(plan, "a", position: 0);
        await AddAsync(plan, "c", position: 2);
        await AddAsync(plan, "e", position: 99);

        Assert.Equal("a0 b1 c2 d3 e4", await DrawAsync(plan));
    }

    [Fact]
    public async Task A_task_moves_with_its_subtree()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var b = await AddAsync(plan, "b");
        await AddAsync(plan, "a1", a);
        await AddAsync(plan, "a2", a);
        var b1 = await AddAsync(plan, "b1", b);

        var moved = await _data.Plans.MoveTaskAsync(plan, a, new MoveTaskRequest { ParentId = b, Position = 0 }, Ct);

        Assert.Equal((b, 0, 2), (moved!.ParentId!.Value, moved.Position, moved.Depth));
        Assert.Equal("b0[a0[a10 a21] b11]", await DrawAsync(plan));
        await _data.Plans.MoveTaskAsync(plan, b1, new MoveTaskRequest { Position = 0 }, Ct);
        await _data.Plans.MoveTaskAsync(plan, a, new MoveTaskRequest { ParentId = b, Position = 5 }, Ct);
        Assert.Equal("b10 b1[a0[a10 a21]]", await DrawAsync(plan));
    }

    [Fact]
    public async Task A_task_moves_among_its_siblings()
    {
        var plan = await PlanAsync();
        var ids = new List<long>();
        foreach (var title in (string[])["a", "b", "c", "d"]) ids.Add(await AddAsync(plan, title));

        await _data.Plans.MoveTaskAsync(plan, ids[0], new MoveTaskRequest { Position = 2 }, Ct);
        Assert.Equal("b0 c1 a2 d3", await DrawAsync(plan));
        await _data.Plans.MoveTaskAsync(plan, ids[3], new MoveTaskRequest { Position = 0 }, Ct);
        Assert.Equal("d0 b1 c2 a3", await DrawAsync(plan));
    }

    [Fact]
    public async Task A_deleted_task_takes_its_subtree_and_dependencies_along()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var a1 = await AddAsync(plan, "a1", a);
        var b = await AddAsync(plan, "b", dependsOn: [a1]);

        Assert.True(await _data.Plans.DeleteTaskAsync(plan, a, Ct));
        Assert.False(await _data.Plans.DeleteTaskAsync(plan, a, Ct));

        Assert.Equal("b0", await DrawAsync(plan));
        Assert.Empty((await _data.Plans.FindTaskAsync(plan, b, Ct))!.DependsOn);
        Assert.Equal(1, (await _data.Plans.FindAsync(plan, Ct))!.TaskCount);
    }

    [Fact]
    public async Task An_unknown_parent_or_dependency_is_named_and_nothing_is_stored()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");

        Assert.Equal("parent_id", (await RefusedAsync(() => AddAsync(plan, "x", parentId: 99))).Field);
        Assert.Equal("depends_on", (await RefusedAsync(() => AddAsync(plan, "x", dependsOn: [a, 99]))).Field);
        Assert.Equal("parent_id", (await RefusedAsync(() => _data.Plans.MoveTaskAsync(plan, a, new MoveTaskRequest { ParentId = 99 }, Ct))).Field);
        Assert.Equal("a0", await DrawAsync(plan));
    }

    [Fact]
    public async Task A_dependency_that_would_close_a_cycle_is_refused()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var b = await AddAsync(plan, "b", dependsOn: [a]);
        var c = await AddAsync(plan, "c", dependsOn: [b]);

        await RefusedAsync(() => DependAsync(plan, a, c));
        await RefusedAsync(() => DependAsync(plan, a, a));
        Assert.Empty((await _data.Plans.FindTaskAsync(plan, a, Ct))!.DependsOn);

        // Once the way back is cut, it may.
        await DependAsync(plan, b);
        Assert.Equal([c], (await DependAsync(plan, a, c))!.DependsOn);
    }

    [Fact]
    public async Task A_task_depends_on_nothing_above_or_below_it()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var a1 = await AddAsync(plan, "a1", a);
        var a11 = await AddAsync(plan, "a11", a1);

        await RefusedAsync(() => DependAsync(plan, a11, a));
        await RefusedAsync(() => DependAsync(plan, a, a11));
        await RefusedAsync(() => AddAsync(plan, "a12", a1, dependsOn: [a1]));
    }

    [Fact]
    public async Task A_cycle_through_parents_is_refused()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var a1 = await AddAsync(plan, "a1", a);
        var b = await AddAsync(plan, "b", dependsOn: [a1]);
        var b1 = await AddAsync(plan, "b1", b);

        // a2 ends before a does; a1 waits for nothing; but b1 starts after a1, so a1 cannot wait for b1.
        await RefusedAsync(() => DependAsync(plan, a1, b1));
        Assert.Equal([b1], (await _data.Plans.FindTaskAsync(plan, await AddAsync(plan, "a2", a, dependsOn: [b1]), Ct))!.DependsOn);
    }

    [Fact]
    public async Task A_move_that_contradicts_a_dependency_is_refused()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        var b = await AddAsync(plan, "b", dependsOn: [a]);

        await RefusedAsync(() => _data.Plans.MoveTaskAsync(plan, b, new MoveTaskRequest { ParentId = a }, Ct));
        await RefusedAsync(() => _data.Plans.MoveTaskAsync(plan, a, new MoveTaskRequest { ParentId = b }, Ct));
        await RefusedAsync(() => _data.Plans.MoveTaskAsync(plan, a, new MoveTaskRequest { ParentId = a }, Ct));
        Assert.Equal("a0 b1", await DrawAsync(plan));
    }

    [Fact]
    public async Task A_tree_ends_at_the_deepest_level()
    {
        var plan = await PlanAsync();
        long? parent = null;
        for (var level = 1; level <= PlanLimits.Depth; level++) parent = await AddAsync(plan, $"level {level}", parent);
        var pair = await AddAsync(plan, "pair");
        await AddAsync(plan, "pair's child", pair);

        Assert.Equal("parent_id", (await RefusedAsync(() => AddAsync(plan, "too deep", parent))).Field);
        await RefusedAsync(() => _data.Plans.MoveTaskAsync(plan, pair, new MoveTaskRequest { ParentId = parent - 1 }, Ct));
        await RefusedAsync(() => _data.Files.WriteAsync(_data.Files.Folder.Plan(plan), connection =>
            PlanTaskWrites.AddChildren(connection, plan, parent, [new NewTask("too deep", "", [])], "job-1", _data.Time.GetUtcNow()), Ct));

        var json = System.Text.Json.JsonSerializer.Serialize(await _data.Plans.ReadTreeAsync(plan, Ct), Contracts.Json.ContractsJson.Default.PlanTree);
        Assert.Equal(22, System.Text.Json.JsonSerializer.Deserialize(json, Contracts.Json.ContractsJson.Default.PlanTree)!.Plan.TaskCount);
    }

    [Fact]
    public async Task A_decompositions_children_come_after_those_there_are()
    {
        var plan = await PlanAsync();
        var a = await AddAsync(plan, "a");
        await AddAsync(plan, "first", a);

        var made = await _data.Files.WriteAsync(_data.Files.Folder.Plan(plan), connection => PlanTaskWrites.AddChildren(
            connection, plan, a, [new NewTask("second", "do it", []), new NewTask("third", "", [0])], "job-1", _data.Time.GetUtcNow()), Ct);

        Assert.Equal("a0[first0 second1 third2]", await DrawAsync(plan));
        foreach (var task in made)
        {
            Assert.Equivalent(await _data.Plans.FindTaskAsync(plan, task.TaskId, Ct), task, strict: true);
        }

        Assert.Equal([made[0].TaskId], made[1].DependsOn);
        Assert.Equal("parent_id", (await RefusedAsync(() => _data.Files.WriteAsync(_data.Files.Folder.Plan(plan), connection =>
            PlanTaskWrites.AddChildren(connection, plan, 99, [new NewTask("x", "", [])], "job-1", _data.Time.GetUtcNow()), Ct))).Field);
    }

    [Fact]
    public async Task A_large_tree_reads_whole_and_in_order()
    {
        var plan = await PlanAsync();
        var file = _data.Files.Folder.Plan(plan);
        await _data.Files.WriteAsync(file, connection =>
        {
            var frontier = new Queue<long?>([null]);
            for (var made = 0; made < 5_000; made += 10)
            {
                var children = Enumerable.Range(0, 10).Select(i => new NewTask($"{i}", "", i == 0 ? [] : [i - 1])).ToList();
                foreach (var task in PlanTaskWrites.AddChildren(connection, plan, frontier.Dequeue(), children, "job-1", _data.Time.GetUtcNow())) frontier.Enqueue(task.TaskId);
            }
        }, Ct);

        var tree = (await _data.Plans.ReadTreeAsync(plan, Ct))!;

        var count = 0;
        void Visit(IReadOnlyList<PlanTaskNode> nodes, int depth)
        {
            Assert.Equal(nodes.Select((_, i) => ($"{i}", i, depth)), nodes.Select(n => (n.Title, n.Position, n.Depth)));
            count += nodes.Count;
            foreach (var node in nodes) Visit(node.Children, depth + 1);
        }

        Visit(tree.Tasks, 1);
        Assert.Equal((5_000, 5_000), (count, tree.Plan.TaskCount));
    }

    /// <summary>Whatever is asked in whatever order: positions are dense, and an order of work exists.</summary>
    [Fact]
    public void No_sequence_of_changes_breaks_a_plan()
    {
        var operation = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[0, 5]);
        operation.Array[5, 40].Sample(operations => RunAsync(operations).GetAwaiter().GetResult(), iter: 40, threads: 1);

        async Task RunAsync((int Kind, int One, int Other, int Position)[] operations)
        {
            var plan = await PlanAsync();
            foreach (var (kind, one, other, position) in operations)
            {
                var tasks = Flatten((await _data.Plans.ReadTreeAsync(plan, Ct))!.Tasks).Select(t => t.TaskId).Order().ToList();
                long? Pick(int index) => index < tasks.Count ? tasks[index] : null;
                try
                {
                    switch (kind)
                    {
                        case 0 or 1: await AddAsync(plan, "t", Pick(one), position, Pick(other) is { } d ? [d] : null); break;
                        case 2: await _data.Plans.MoveTaskAsync(plan, Pick(one) ?? 0, new MoveTaskRequest { ParentId = Pick(other), Position = position }, Ct); break;
                        case 3: await _data.Plans.UpdateTaskAsync(plan, Pick(one) ?? 0, new UpdateTaskRequest { DependsOn = Pick(other) is { } dependency ? [dependency] : [] }, Ct); break;
                        default: if (position == 0) await _data.Plans.DeleteTaskAsync(plan, Pick(one) ?? 0, Ct); break;
                    }
                }
                catch (PlanRuleException)
                {
                    // Refused: then nothing may have changed, which the checks below would tell.
                }
            }

            Check((await _data.Plans.ReadTreeAsync(plan, Ct))!);
        }
    }

    private static void Check(PlanTree tree)
    {
        var tasks = Flatten(tree.Tasks).ToList();
        Assert.Equal(tree.Plan.TaskCount, tasks.Count);
        foreach (var siblings in tasks.GroupBy(t => t.ParentId)) Assert.Equal(Enumerable.Range(0, siblings.Count()), siblings.Select(t => t.Position));

        // Carried out by the rules: start below a started parent once what it depends on has ended, end once all children have.
        var started = new HashSet<long>();
        var ended = new HashSet<long>();
        bool moved;
        do
        {
            moved = false;
            foreach (var task in tasks)
            {
                if ((task.ParentId is not { } parent || started.Contains(parent)) && task.DependsOn.All(ended.Contains)) moved |= started.Add(task.TaskId);
                if (started.Contains(task.TaskId) && task.Children.All(c => ended.Contains(c.TaskId))) moved |= ended.Add(task.TaskId);
            }
        }
        while (moved);
        Assert.Equal(tasks.Count, ended.Count);
    }

    private static IEnumerable<PlanTaskNode> Flatten(IEnumerable<PlanTaskNode> nodes) => nodes.SelectMany(n => Flatten(n.Children).Prepend(n));

    private async Task<long> PlanAsync() => (await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;

    private async Task<long> AddAsync(long plan, string title, long? parentId = null, int? position = null, long[]? dependsOn = null) =>
        (await _data.Plans.AddTaskAsync(plan, new CreateTaskRequest { Title = title, ParentId = parentId, Position = position, DependsOn = dependsOn }, Ct))!.TaskId;

    private Task<PlanTask?> DependAsync(long plan, long task, params long[] dependsOn) =>
        _data.Plans.UpdateTaskAsync(plan, task, new UpdateTaskRequest { DependsOn = dependsOn }, Ct);

    private static Task<PlanRuleException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<PlanRuleException>(call);

    /// <summary>Titles with positions: <c>a0[a10 a21] b1</c>.</summary>
    private async Task<string> DrawAsync(long plan)
    {
        return Draw((await _data.Plans.ReadTreeAsync(plan, Ct))!.Tasks);

        static string Draw(IReadOnlyList<PlanTaskNode> nodes) =>
            string.Join(' ', nodes.Select(n => $"{n.Title}{n.Position}{(n.Children.Count == 0 ? "" : $"[{Draw(n.Children)}]")}"));
    }
}
