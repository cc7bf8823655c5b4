using System.Diagnostics;
using System.Text.RegularExpressions;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost.WithoutAspire;

/// <summary>What the stand-in promises on its own: names, lines, restarts.</summary>
[Collection("AppHost")]
public sealed partial class RestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_instance_that_dies_is_started_again_at_its_address()
    {
        await using var host = RunningProcess.Start(Repository.Command(
            "PlanDecomp.AppHost", "--Redis:Mode=executable", "--App:Port=0", $"--App:Data={_folder.Path}", "--App:Api=2", "--App:Worker=1"));
        await host.AwaitLineAsync("PlanDecomp is ready");
        foreach (var name in new[] { "redis", "api-1", "api-2", "worker-1", "web" }) Started(host.Output, name);

        foreach (var name in new[] { "api-2", "redis", "worker-1" })
        {
            var before = Started(host.Output, name);
            using (var process = Process.GetProcessById(before.Id)) process.Kill();
            await host.AwaitLineAsync($"{name} (pid {before.Id}) ended with signal 9; it is started again in 1 s.");
            await Eventually.TrueAsync(() => Started(host.Output, name).Id != before.Id, $"{name} is started again");
            Assert.Equal(before.Address, Started(host.Output, name).Address);
        }
    }

    [Fact]
    public async Task A_service_that_cannot_start_ends_the_app_with_one_line()
    {
        var command = Repository.Command("PlanDecomp.AppHost", "--Redis:Mode=executable", "--App:Port=0", $"--App:Data={_folder.Path}", "--App:Api=1");

        // Kestrel refuses such a value, so the Api ends each time before it listens.
        command.Environment["Kestrel__Endpoints__Bad__Url"] = "no url";
        await using var host = RunningProcess.Start(command);

        Assert.Equal(1, await host.AwaitExitAsync());
        await host.AwaitNothingLeftAsync();
        Assert.Matches("^api-1 \\(pid [0-9]+\\) ended with .* for the 3rd time before it was ready\\.$", host.Error);
    }

    [Fact]
    public async Task A_wrong_setting_of_a_worker_ends_the_app_and_is_named_in_one_line()
    {
        var command = Repository.Command("PlanDecomp.AppHost", "--Redis:Mode=executable", "--App:Port=0", $"--App:Data={_folder.Path}", "--App:Worker=1");
        command.Environment["Worker__Concurrency"] = "0";
        await using var host = RunningProcess.Start(command);

        Assert.Equal(1, await host.AwaitExitAsync());
        await host.AwaitNothingLeftAsync();
        Assert.Equal("worker-1 cannot run with its settings; its lines above say which is wrong.", host.Error);
        Assert.Contains("worker-1 | Wrong setting: ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PlanDecomp is ready", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_docker_engine_that_answers_is_used_by_default()
    {
        // A client that behaves as docker's: it answers the probe and runs the image's command in the foreground.
        var docker = Path.Combine(_folder.Path, "docker");
        await File.WriteAllTextAsync(
            docker,
            """
            #!/bin/sh
            [ "$1" = container ] && exit 0
            port=${4#*:}; port=${port%%:*}
            shift 5
            exec "$@" --bind 127.0.0.1 --set-proc-title no --port "$port"
            """,
            TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var command = Repository.Command("PlanDecomp.AppHost", "--App:Port=0", $"--App:Data={_folder.Path}", "--App:Api=1", "--App:Worker=1");
        command.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        await using var host = RunningProcess.Start(command);
        await host.AwaitLineAsync("PlanDecomp is ready");

        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        await host.AwaitNothingLeftAsync();
    }

    private static (int Id, string Address) Started(string output, string name)
    {
        var match = StartLines().Matches(output).Last(match => match.Groups["name"].Value == name);
        return (int.Parse(match.Groups["id"].Value), match.Groups["address"].Value);
    }

    [GeneratedRegex(@"^(?<name>[a-z0-9-]+) \(pid (?<id>[0-9]+)\) started(?: on (?<address>\S+))?$", RegexOptions.Multiline)]
    private static partial Regex StartLines();
}
