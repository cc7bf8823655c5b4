using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>Answers of which a part can be used, over real HTTP: what is used, what is told of the rest, and what it costs.</summary>
public sealed class HalfGoodAnswerTests
{
    private static readonly DecomposeParams OneLevel = new() { ExpandDepth = 1 };

    public static TheoryData<LlmReply, string, string> HalfGoodAnswers => new()
    {
        { LlmReply.Children(new LlmChild("a"), new LlmChild("b", "a"), new LlmChild("A") { Key = "k3" }, new LlmChild("c", "k3")), "  1 a | Do a. | \n  2 b | Do b. | 1\n  3 c | Do c. | 1", "\"A\" a second time" },
        { LlmReply.Children(new LlmChild("a", "z"), new LlmChild("b", "a")), "  1 a | Do a. | \n  2 b | Do b. | 1", "\"z\", which is not there" },
        { LlmReply.Children(new LlmChild("a", "b"), new LlmChild("b", "a")), "  1 a | Do a. | \n  2 b | Do b. | 1", "closes a circle" },
        { LlmReply.Children(new LlmChild("a", "a"), new LlmChild("b", "a")), "  1 a | Do a. | \n  2 b | Do b. | 1", "depends on itself" },
        { LlmReply.Children([.. Enumerable.Range(1, 9).Select(i => new LlmChild($"t{i}"))]), "  1 t1 | Do t1. | \n  2 t2 | Do t2. | \n  3 t3 | Do t3. | ", "more than the 3 that are wanted" },
    };

    [Theory]
    [MemberData(nameof(HalfGoodAnswers))]
    public async Task Of_the_last_try_the_good_part_is_used_and_the_rest_is_told(LlmReply answer, string tree, string leftOut)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => answer;
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, OneLevel with { MaxChildren = 3 });

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(tree, await house.DrawAsync(plan));
        Assert.Equal(3, server.Requests.Count);
        var line = Assert.Single(job.LinesOf("node.left_out"));
        Assert.Equal(JobLogLevel.Warning, line.Level);
        Assert.Contains(leftOut, (string)line.Arguments["left_out"]!, StringComparison.Ordinal);
        var partial = Assert.Single(outcome.Result!.Value.GetProperty("partial_nodes").EnumerateArray());
        Assert.Equal("P", partial.GetProperty("title").GetString());
        Assert.Contains(leftOut, partial.GetProperty("left_out").EnumerateArray().Select(what => what.GetString()).Aggregate((a, b) => $"{a}; {b}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_answer_cut_off_at_the_output_limit_the_complete_children_are_used_without_another_call()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("""{"children":[{"key":"a","title":"A","depends_on":["c"]},{"key":"b","title":"B","depends_on":["a"]},{"key":"c","title":"C","instr""") with { FinishReason = "length" };
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, OneLevel);

        var outcome = await house.RunAsync(job);

        Assert.Equal("  1 A |  | \n  2 B |  | 1", await house.DrawAsync(plan));
        Assert.Single(server.Requests);
        Assert.Contains("what came after \"B\"", (string)Assert.Single(job.LinesOf("node.left_out")).Arguments["left_out"]!, StringComparison.Ordinal);
        Assert.Single(outcome.Result!.Value.GetProperty("partial_nodes").EnumerateArray());
    }

    [Fact]
    public async Task What_was_left_out_is_told_by_the_attempt_after_a_crash_too()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Title == "P" ? LlmReply.Children(new LlmChild("a", "b"), new LlmChild("b", "a")) : null;
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, new DecomposeParams()) { CrashAt = 1, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = new RecordingJob(house.Files, plan, new DecomposeParams(), before: first);

        var outcome = await house.RunAsync(second);

        Assert.Single(first.LinesOf("node.left_out"));
        Assert.Empty(second.LinesOf("node.left_out"));
        Assert.Equal("P", Assert.Single(outcome.Result!.Value.GetProperty("partial_nodes").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_bad_answer_is_sent_back_cut_and_without_its_reasoning()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Number == 1 ? LlmReply.Text($"<think>{new string('t', 5_000)}</think>{{\"steps\":\"{new string('x', 50_000)}\"}}") : null;
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, OneLevel);

        await house.RunAsync(job);

        Assert.StartsWith("{\"steps\"", server.Requests[1].Messages[2], StringComparison.Ordinal);
        Assert.InRange(server.Requests[1].Messages[2].Length, 1_000, 9_000);
    }
}
