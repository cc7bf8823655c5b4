using System.Diagnostics;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Scripts;

public sealed class RunScriptTests
{
    [Fact]
    public async Task Help_names_every_option()
    {
        await using var run = Run("--help");
        Assert.Equal(0, await run.AwaitExitAsync());
        foreach (var option in new[] { "--port", "--data", "--restore", "--api", "--worker", "--redis", "--dashboard-port", "--no-dashboard" })
            Assert.Contains(option, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unknown option: --ports", "--ports", "1")]
    [InlineData("Unknown option: here", "here")]
    [InlineData("--port takes a number from 1 to 65535, not '0'.", "--port", "0")]
    [InlineData("--port takes a number from 1 to 65535, not '08x'.", "--port", "08x")]
    [InlineData("--worker takes a number from 1 to 64, not '65'.", "--worker", "65")]
    [InlineData("--dashboard-port takes a number from 1 to 65535, not '0'.", "--dashboard-port", "0")]
    [InlineData("Unknown option: --dashboard", "--dashboard")]
    [InlineData("--data needs a value.", "--data")]
    [InlineData("--restore needs a value.", "--restore")]
    public async Task Bad_options_end_with_usage_and_exit_code_2(string message, params string[] args)
    {
        await using var run = Run(args);
        Assert.Equal(2, await run.AwaitExitAsync());
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("Usage: ./run", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static RunningProcess Run(params string[] args) =>
        RunningProcess.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "run"), args));
}
