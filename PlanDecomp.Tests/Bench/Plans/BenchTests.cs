using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Bench.Plans;

/// <summary>The runner of bench/plans.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly TemporaryFolder _output = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task A_request_is_planned_over_an_endpoint_and_written_with_its_figures()
    {
        await using var server = await LlmServer.StartAsync();
        using var report = new StringWriter();

        var exit = await PlanBench.Bench.RunAsync(
            [_output.Path, "--only=en-garden", $"--Llm:BaseUrl={server.BaseUrl}", "--Llm:Model=test-model", "--Planning:Planner=llm", "--fineness=rough"], report);

        var written = await File.ReadAllTextAsync(Path.Combine(_output.Path, "en-garden.md"), Ct);
        Assert.Equal(0, exit);
        Assert.Contains("# Turn the school yard into a garden with the pupils", written, StringComparison.Ordinal);
        var calls = server.Requests.Count;
        Assert.Contains($"| {calls} | {calls * 100} | {calls * 50} |", report.ToString(), StringComparison.Ordinal);
        Assert.Contains(server.Requests, request => request.IsAboutLinks);
        Assert.All(server.Requests.Where(request => !request.IsAboutLinks), request => Assert.Contains("A rough plan is wanted", request.Messages[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_model_it_plans_by_rules()
    {
        using var report = new StringWriter();

        var exit = await PlanBench.Bench.RunAsync([_output.Path, "--only=zh-exam,en-wedding", "--Planning:Planner=offline"], report);

        Assert.Equal(0, exit);
        Assert.Equal(["en-wedding.md", "figures.md", "zh-exam.md"], Directory.GetFiles(_output.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("| all 2 |", report.ToString(), StringComparison.Ordinal);
    }
}
