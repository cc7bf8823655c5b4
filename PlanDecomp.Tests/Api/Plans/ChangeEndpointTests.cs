using System.Net;
using System.Text.Json;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Plans;

/// <summary>Undo, redo, history, proposals and the graph, over HTTP.</summary>
public sealed class ChangeEndpointTests(SharedApi shared) : ApiTest(shared)
{
    [Fact]
    public async Task A_change_is_listed_undone_and_done_again()
    {
        var plan = await Anna.CreatePlanAsync();
        var empty = await TreeAsync(plan);
        await Anna.AddTaskAsync(plan, new { title = "中文 a" });
        var full = await TreeAsync(plan);

        var page = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/changes?limit=1");
        var change = page.GetProperty("change_sets")[0];
        Assert.Equal(("task.added", "Added \"中文 a\""), (change.GetProperty("kind").GetString(), change.GetProperty("message").GetString()));
        Assert.Equal((200, 1L), (page.GetProperty("kept").GetInt32(), page.GetProperty("can_undo").GetInt64()));
        Assert.False(change.TryGetProperty("changed_by", out _));

        var undo = await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"/plans/{plan}/undo");
        Assert.Equal((1L, plan), (undo.GetProperty("undoes").GetInt64(), undo.GetProperty("plan_id").GetInt64()));
        Assert.Equal(empty, await TreeAsync(plan));
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/redo", new { });
        Assert.Equal(full, await TreeAsync(plan));
    }

    [Fact]
    public async Task A_change_tells_what_it_did_to_each_task()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        var b = await Anna.AddTaskAsync(plan, new { title = "b" });
        var c = await Anna.AddTaskAsync(plan, new { title = "c", parent_id = b });
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{c}/move", new { parent_id = (long?)null, position = 0 });
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{a}/move", new { parent_id = (long?)null, position = 0 });
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/{b}", new { title = "B", depends_on = new[] { a }, effort_hours = 2.5 });
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}", new { title = "another" });
        await Anna.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{plan}/tasks/{a}");

        Assert.Equal(["added a"], await ChangesAsync(plan, 1));
        Assert.Equal(["moved c (parent_id: B -> )"], await ChangesAsync(plan, 4));
        Assert.Equal(["moved a"], await ChangesAsync(plan, 5));
        Assert.Equal(["changed B (effort_hours:  -> 2.5) (title: b -> B) (depends_on:  -> a)"], await ChangesAsync(plan, 6));
        Assert.Equal(["changed  (title: plan -> another)"], await ChangesAsync(plan, 7));
        Assert.Equal(["changed B (depends_on: a -> )", "removed a"], (await ChangesAsync(plan, 8)).Order());
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/undo", new { });
        Assert.Equal(["added a", "changed B (depends_on:  -> a)"], (await ChangesAsync(plan, 9)).Order());
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}/changes/99");
    }

    [Fact]
    public async Task What_cannot_be_undone_is_said_in_words()
    {
        var plan = await Anna.CreatePlanAsync();
        Assert.Equal("There is nothing to undo.", Title(await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/undo", new { })));
        Assert.Equal("There is nothing to do again.", Title(await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/redo", new { })));
        await Anna.AddTaskAsync(plan, new { title = "a" });
        await Anna.AddTaskAsync(plan, new { title = "b" });

        var newer = await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/undo", new { change_set_id = 1 });
        Assert.Equal(("Only the newest change can be taken back.", "That is change 2: Added \"b\"", 2L), (Title(newer), newer.GetProperty("detail").GetString(), newer.GetProperty("change_set_id").GetInt64()));
        PlanData.Execute(Data.Files.Folder.Plan(plan), "INSERT INTO decomposition_jobs (job_id, mode, status) VALUES ('j', 'plan_bfs', 'running')");
        var busy = await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/undo", new { });
        Assert.Equal(("A job is at work on this plan.", "j"), (Title(busy), busy.GetProperty("job_id").GetString()));

        Assert.Equal(["unknown"], (await Anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/undo", new { unknown = 1 })).Fields());
        Assert.Equal(["limit"], (await Anna.GetAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/changes?limit=0")).Fields());
        Assert.Equal(["cursor"], (await Anna.GetAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/changes?cursor=x")).Fields());
    }

    [Fact]
    public async Task A_proposal_is_read_edited_accepted_and_undone()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        var before = await TreeAsync(plan);
        await ProposeAsync(plan, new(a) { Title = "A" }, new(-1) { Title = "new", Place = new(a, 0) });

        var listed = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts");
        Assert.Equal(("open", 2), (listed.GetProperty("proposals")[0].GetProperty("status").GetString(), listed.GetProperty("proposals")[0].GetProperty("node_count").GetInt32()));
        var read = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/1");
        Assert.Equal(read.GetRawText(), (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/proposals/1")).GetRawText());
        Assert.Equal(["changed", "added"], read.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("change").GetString()));

        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/drafts/1", new { nodes = new[] { new { task_id = -1, title = "newer" } } });
        var accepted = await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/1/accept", new { nodes = new[] { -1 } });
        var id = accepted.GetProperty("task_ids").GetProperty("-1").GetInt64();
        Assert.Equal("newer", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{id}")).GetProperty("title").GetString());
        Assert.Equal("a", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{a}")).GetProperty("title").GetString());

        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/undo", new { change_set_id = accepted.GetProperty("change_set_id").GetInt64() });
        Assert.Equal(before, await TreeAsync(plan));
        var again = await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/drafts/1/accept", new { });
        Assert.Equal(("The draft was accepted before.", 409, "accepted"), (Title(again), again.GetProperty("status").GetInt32(), again.GetProperty("draft_status").GetString()));
    }

    [Fact]
    public async Task An_outdated_proposal_says_what_has_changed_and_is_rebased()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        await ProposeAsync(plan, new TaskEdit(a) { Title = "A" });
        await Anna.AddTaskAsync(plan, new { title = "b" });

        var refused = await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/drafts/1/accept", new { });
        Assert.Equal("The plan has changed since the draft was made.", Title(refused));
        Assert.Contains("\"b\" was added", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("added", refused.GetProperty("changed_since")[0].GetProperty("change").GetString());
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/1/rebase", new { });
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/1/accept", new { });
        Assert.Equal("rejected", await RejectedAsync());

        async Task<string> RejectedAsync()
        {
            await ProposeAsync(plan, new TaskEdit(a) { Title = "AA" });
            return (await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/2/reject", new { })).GetProperty("status").GetString()!;
        }
    }

    [Theory]
    [InlineData("queued", "{}")]
    [InlineData("running", "{}")]
    [InlineData("running", """{"nodes":[-1]}""")]
    public async Task Nothing_of_a_proposal_is_accepted_while_a_job_is_at_work_and_the_job_is_named(string status, string body)
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        await ProposeAsync(plan, new(a) { Title = "A" }, new(-1) { Title = "new", Place = new(a, 0) });
        var before = await TreeAsync(plan);
        PlanData.Execute(
            Data.Files.Folder.Plan(plan), "INSERT INTO decomposition_jobs (job_id, job_type, mode, status) VALUES ('j', 'plan_execute', 'plan', @status)", new { status });

        var refused = await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/drafts/1/accept", JsonElement.Parse(body));
        Assert.Equal(
            ("A job is at work on this plan.", "j", "plan_execute"),
            (Title(refused), refused.GetProperty("job_id").GetString(), refused.GetProperty("job_type").GetString()));
        Assert.Equal("plan_execute", (await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/undo", new { })).GetProperty("job_type").GetString());
        Assert.Equal("plan_execute", (await Anna.PostAsync(HttpStatusCode.Conflict, $"/plans/{plan}/redo", new { })).GetProperty("job_type").GetString());
        Assert.Equal(before, await TreeAsync(plan));

        // What changes the draft alone does not touch what the job works on.
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/drafts/1", new { nodes = new[] { new { task_id = a, title = "AA" } } });
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/1/rebase", new { });
        PlanData.Execute(Data.Files.Folder.Plan(plan), "UPDATE decomposition_jobs SET status = 'succeeded'");
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/drafts/1/accept", JsonElement.Parse(body));
    }

    [Fact]
    public async Task Wrong_edits_of_a_proposal_name_their_fields()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        await ProposeAsync(plan, new TaskEdit(a) { Title = "A" });
        var path = $"/plans/{plan}/drafts/1";

        Assert.Equal(["nodes"], (await PatchAsync(new { })).Fields());
        Assert.Equal(["nodes"], (await PatchAsync(new { nodes = Array.Empty<object>() })).Fields());
        Assert.Equal(["nodes.task_id"], (await PatchAsync(new { nodes = new[] { new { title = "x" } } })).Fields());
        Assert.Equal(["nodes.title"], (await PatchAsync(new { nodes = new[] { new { task_id = a, title = " " } } })).Fields());
        Assert.Equal(["nodes.effort_hours"], (await PatchAsync(new { nodes = new[] { new { task_id = a, effort_hours = -1 } } })).Fields());
        Assert.Equal(["nodes"], (await PatchAsync(new { nodes = new[] { new { task_id = a, position = 3 } } })).Fields());
        Assert.Equal(["nodes"], (await PatchAsync(new { nodes = new[] { new { task_id = 77, title = "x" } } })).Fields());
        Assert.Equal(["nodes"], (await Anna.PostAsync(HttpStatusCode.BadRequest, $"{path}/accept", new { nodes = Array.Empty<long>() })).Fields());
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}/drafts/9");

        Task<JsonElement> PatchAsync(object body) => Anna.SendAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, path, body);
    }

    [Fact]
    public async Task The_graph_tells_order_and_critical_path()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        var b = await Anna.AddTaskAsync(plan, new { title = "b", depends_on = new[] { a } });
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/{a}", new { effort_hours = 2.5 });
        await Anna.SendAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, $"/plans/{plan}/tasks/{a}", new { effort_hours = -1 });

        var graph = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/graph");

        Assert.Equal((5.0, 1), (graph.GetProperty("duration_hours").GetDouble(), graph.GetProperty("unestimated").GetInt32()));
        Assert.Equal([a, b], graph.GetProperty("critical_path").EnumerateArray().Select(id => id.GetInt64()));
        Assert.True(graph.GetProperty("edges")[0].GetProperty("is_critical").GetBoolean());
    }

    private Task ProposeAsync(long plan, params TaskEdit[] edits) => Data.Files.WriteAsync(Data.Files.Folder.Plan(plan), connection =>
    {
        var id = ProposalWrites.Begin(connection, new NewProposal($"job-{Guid.NewGuid():n}", "redo", null, "plan"), TreeSnapshot.Read(connection), Data.Time.GetUtcNow());
        ProposalWrites.Put(connection, id, edits);
    }, Ct);

    private async Task<string> TreeAsync(long plan) => (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree")).GetRawText();

    private static string? Title(JsonElement problem) => problem.GetProperty("title").GetString();

    /// <summary>What a change set did, a line a task.</summary>
    private async Task<IReadOnlyList<string>> ChangesAsync(long plan, long changeSet)
    {
        var detail = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/changes/{changeSet}");
        return
        [
            .. detail.GetProperty("changes").EnumerateArray().Select(change => string.Join(' ',
            [
                $"{change.GetProperty("change").GetString()} {change.GetProperty("title").GetString()}",
                .. change.GetProperty("fields").EnumerateArray().Select(field => $"({field.GetProperty("field").GetString()}: {Text(field, "before")} -> {Text(field, "after")})").Order(StringComparer.Ordinal).OrderBy(text => text.StartsWith("(depends_on", StringComparison.Ordinal)),
            ])),
        ];

        static string? Text(JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
