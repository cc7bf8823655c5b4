using System.Diagnostics;
using System.Net;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The app as its users have it: a process that is started, stopped and killed, with all that it starts.</summary>
[Collection("AppHost")]
public sealed class AppHostProcessTests : IDisposable
{
    private const string Api = "PlanDecomp.Api";
    private const string Redis = "redis-server";
    private const string Web = "PlanDecomp.Web";
    private const string Worker = "PlanDecomp.Worker";
    private const string Orchestrator = "dcp";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_processes_are_started_again_where_they_were_and_SIGTERM_ends_all()
    {
        await using var host = Start("--App:Api=2", "--App:Worker=1", "--App:Web=2");
        var address = await host.AwaitReadyAsync();
        Assert.Equal("127.0.0.1", address.Host);
        Assert.Equal([2, 1, 2, 1], new[] { Api, Worker, Web, Redis }.Select(program => host.Of(program).Count));
        using var client = new HttpClient { BaseAddress = address };

        foreach (var program in new[] { Api, Redis, Worker, Web })
        {
            var before = host.Of(program);
            AppHostProcess.Kill(before[0]);
            await Eventually.TrueAsync(() => AppHostProcess.HasEnded(before[0]), $"{program} has gone", Limit);

            // Before another one takes its place, the other web host answers every connection.
            if (program == Web) await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AnswersAsync(address)));
            await Eventually.TrueAsync(
                () => host.Of(program) is { } now && now.Count == before.Count && !now.Contains(before[0]), $"{program} is started again", Limit);

            // Both instances of the Api, Redis, and the web hosts, all at their old addresses.
            await Eventually.TrueAsync(() => IsHealthyAsync(client, "/health", "\"2 of 2 instances answer.\""), $"all is well after {program}", Limit);
            await Eventually.TrueAsync(() => IsHealthyAsync(client, "/api/health", "\"redis\":{\"status\":\"healthy\"}"), $"Redis is found after {program}", Limit);
        }

        Assert.Contains("redis ended with exit code", host.Output, StringComparison.Ordinal);
        Assert.Contains("worker | ", host.Output, StringComparison.Ordinal);
        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        Assert.Empty(host.Descendants());
        Assert.Empty(host.Error);
    }

    [Theory]
    [InlineData(Orchestrator)]
    [InlineData(Redis)]
    [InlineData(Api)]
    public async Task Signals_in_mid_start_end_everything_with_exit_code_0(string asSoonAsThereIs)
    {
        await using var host = Start();
        await Eventually.TrueAsync(() => host.Of(asSoonAsThereIs).Count > 0, $"{asSoonAsThereIs} is started", Limit);

        // The second one while the first is being obeyed.
        host.SendInterrupt();
        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        Assert.Empty(host.Descendants());
        Assert.Empty(host.Error);
    }

    [Fact]
    public async Task A_killed_AppHost_takes_its_processes_along()
    {
        await using var host = Start("--App:Api=1", "--App:Worker=1");
        await host.AwaitReadyAsync();
        Assert.NotEmpty(host.Descendants());

        host.Kill();
        await host.AwaitNothingLeftAsync();
    }

    [Fact]
    public async Task Without_its_orchestrator_the_app_ends_with_one_line()
    {
        await using var host = Start("--App:Api=1", "--App:Worker=1");
        await host.AwaitReadyAsync();

        AppHostProcess.Kill(Assert.Single(host.Of(Orchestrator, "start-apiserver")));
        Assert.Equal(1, await host.AwaitExitAsync());
        Assert.Equal("The orchestrator has ended, and the app with it.", host.Error);
        Assert.Empty(host.Descendants());
    }

    [Theory]
    [InlineData("Worker__Concurrency", "0", "^worker cannot run with its settings\\. Wrong setting: .*Concurrency.*$")]
    [InlineData("Relay__Heartbeat", "soon", "^api cannot run with its settings\\. Wrong setting: .*Relay:Heartbeat.*$")]
    public async Task A_wrong_setting_of_a_service_ends_the_app_and_is_named_in_one_line(string setting, string value, string expected)
    {
        var command = AppHostProcess.Command(Data, "--Redis:Mode=executable", "--App:Api=1", "--App:Worker=1");
        command.Environment[setting] = value;

        Assert.Matches(expected, await RefusalAsync(RunningProcess.Start(command)));
    }

    [Fact]
    public async Task A_service_that_ends_each_time_before_it_is_ready_ends_the_app_with_one_line()
    {
        // A file where the Api keeps its keys in a folder: no setting is wrong, and it cannot start all the same.
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "keys"), "", TestContext.Current.CancellationToken);

        Assert.Matches(
            "^api ended with exit code -?[0-9]+ 3 times before it was ready\\. Unhandled exception\\. .*keys",
            await RefusalAsync(Start("--App:Api=1", "--App:Worker=1")));
    }

    [Fact]
    public async Task A_container_engine_that_answers_is_used_by_default()
    {
        // It answers the probe and refuses everything else, but remembers what it was asked.
        var docker = Path.Combine(_folder.Path, "docker");
        var asked = Path.Combine(_folder.Path, "asked");

        // Written by another process: what this one has open to write, its children of other tests may hold a moment longer, and no such file can be started.
        using (var write = Process.Start("sh", ["-c", "printf '%s\\n' '#!/bin/sh' \"echo \\\"\\$@\\\" >> '$2'\" '[ \"$1\" = container ]' > \"$1\" && chmod 500 \"$1\"", "sh", docker, asked]))
        {
            await write.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, write.ExitCode);
        }

        var command = AppHostProcess.Command(Data, "--App:Api=1", "--App:Worker=1");
        command.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        await using var host = RunningProcess.Start(command);

        await Eventually.TrueAsync(() => File.Exists(asked) && File.ReadAllLines(asked).Any(line => line.StartsWith("--version", StringComparison.Ordinal)), "the orchestrator asks the engine", Limit);
        Assert.Empty(host.Of(Redis));
        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
        Assert.Empty(host.Descendants());
    }

    /// <summary>A connection of its own.</summary>
    private static async Task AnswersAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/alive", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static TimeSpan Limit => TimeSpan.FromMinutes(2);

    private string Data => Path.Combine(_folder.Path, "data");

    private static async Task<bool> IsHealthyAsync(HttpClient client, string path, string expected)
    {
        try
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(expected, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> RefusalAsync(RunningProcess started)
    {
        await using var host = started;
        Assert.Equal(1, await host.AwaitExitAsync());
        Assert.Empty(host.Descendants());
        Assert.DoesNotContain('\n', host.Error);
        Assert.DoesNotContain("PlanDecomp is ready", host.Output, StringComparison.Ordinal);
        return host.Error;
    }

    private RunningProcess Start(params string[] settings) =>
        RunningProcess.Start(AppHostProcess.Command(Data, ["--Redis:Mode=executable", .. settings]));
}
