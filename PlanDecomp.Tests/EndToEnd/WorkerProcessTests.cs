using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>What an orchestrator sees of a worker: its health, its exit code, its end.</summary>
public sealed class WorkerProcessTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestData _data = new();
    private readonly List<ServiceProcess> _workers = [];
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Next()}");
    private readonly HttpClient _http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
        _http.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task It_is_healthy_once_it_takes_work_and_names_no_server()
    {
        var worker = Start(At(_address));

        await UntilAsync(worker, "healthy");

        using var answer = await _http.GetAsync(new Uri(_address, "/health"), Ct);
        Assert.Equal("healthy", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("checks").GetProperty("worker").GetProperty("status").GetString());
        Assert.False(answer.Headers.Contains("Server"));
        await worker.StopAsync();
        Assert.Equal(0, worker.ExitCode);
    }

    [Fact]
    public async Task Without_Redis_it_is_degraded_and_answers_200()
    {
        var worker = Start(At(_address), new("ConnectionStrings__redis", $"127.0.0.1:{FreePort.Next()}"));

        await UntilAsync(worker, "degraded");

        using var answer = await _http.GetAsync(new Uri(_address, "/health"), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Worker__Concurrency", "0")]
    [InlineData("Operator__Key", "fifteen letters")]
    public async Task A_wrong_setting_ends_it_with_a_line_before_anyone_is_answered(string setting, string value)
    {
        var worker = Start(At(_address), new KeyValuePair<string, string>(setting, value));

        while (!worker.HasExited) Assert.Null(await StatusAsync());

        Assert.Equal(78, worker.ExitCode);
        await Eventually.TrueAsync(() => worker.Output.Contains("Wrong setting: ", StringComparison.Ordinal), "it says what is wrong");
    }

    [Fact]
    public async Task Two_that_are_told_no_address_run_side_by_side_and_are_reached_from_this_host_alone()
    {
        ServiceProcess[] workers = [Start(), Start()];

        foreach (var worker in workers)
        {
            await Eventually.TrueAsync(() => worker.HasExited || worker.Output.Contains("Now listening on: http://127.0.0.1:", StringComparison.Ordinal), "it listens");
            Assert.False(worker.HasExited, worker.Output);
            Assert.DoesNotContain(":5000", worker.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0}")]
    [InlineData("Kestrel__Endpoints__Probes__Url", "http://127.0.0.1:{0}")]
    public async Task It_listens_where_any_of_the_servers_own_settings_says(string setting, string value)
    {
        var worker = Start(new KeyValuePair<string, string>(setting, value.Replace("{0}", $"{_address.Port}", StringComparison.Ordinal)));

        await UntilAsync(worker, "healthy");
    }

    private static KeyValuePair<string, string> At(Uri address) => new("ASPNETCORE_URLS", address.ToString());

    private ServiceProcess Start(params KeyValuePair<string, string>[] settings)
    {
        var worker = ServiceProcess.Start("PlanDecomp.Worker",
        [
            new("ConnectionStrings__redis", $"127.0.0.1:{redis.Port}"),
            new("Storage__Path", _data.Root),
            new("Jobs__KeyPrefix", $"test-{Guid.NewGuid():n}"),
            .. settings,
        ]);
        _workers.Add(worker);
        return worker;
    }

    private Task UntilAsync(ServiceProcess worker, string status) => Eventually.TrueAsync(async () =>
    {
        Assert.False(worker.HasExited, worker.Output);
        return await StatusAsync() == status;
    }, $"it is {status}");

    /// <summary>Null while no one answers.</summary>
    private async Task<string?> StatusAsync()
    {
        try
        {
            return (await (await _http.GetAsync(new Uri(_address, "/health"), Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("status").GetString();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
