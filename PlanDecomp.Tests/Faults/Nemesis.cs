using System.Globalization;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Faults;

/// <summary>Something that goes wrong, and is over when the task ends.</summary>
/// <param name="Name">For the table.</param>
/// <param name="ActAsync">Does it.</param>
/// <param name="RecoveryTarget">Within which the app is to work again.</param>
internal sealed record Nemesis(string Name, Func<FaultyApp, Workload, CancellationToken, Task> ActAsync, TimeSpan RecoveryTarget)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <param name="lease">How long a claim holds: what is to be taken over stands still for longer.</param>
    /// <param name="stretch">How long the lasting ones last, in units of five seconds.</param>
    public static IReadOnlyList<Nemesis> All(TimeSpan lease, double stretch)
    {
        var takeOver = lease + TimeSpan.FromSeconds(15);
        var a = TimeSpan.FromSeconds(5) * stretch;
        return
        [
            Kill(FaultyApp.Worker, takeOver), Kill(FaultyApp.Api, TimeSpan.FromSeconds(3)), Kill(FaultyApp.Web, TimeSpan.FromSeconds(3)),
            new("both Apis killed -9", (app, _, _) =>
            {
                app.Kill(FaultyApp.Api);
                app.Kill(FaultyApp.Api);
                return Task.CompletedTask;
            }, TimeSpan.FromSeconds(3)),
            new("any process killed -9, one every 15 s", async (app, _, ct) =>
            {
                // Three times as long as what lasts: one kill in the short form, many in the long one.
                for (var left = Math.Max(1, (int)(stretch * 6)); left > 0; left--)
                {
                    await app.AwaitAllAsync(ct);
                    app.Kill(Random.Shared.GetItems([FaultyApp.Api, FaultyApp.Worker, FaultyApp.Web], 1)[0]);
                    await Task.Delay(TimeSpan.FromSeconds(stretch < 1 ? 3 : 15), ct);
                }
            }, Soon),
            new("an Api asked to stop", (app, _, ct) => app.TerminateAsync(FaultyApp.Api, "an Api asked to stop ended after", Soon, ct), TimeSpan.FromSeconds(3)),
            new("an Api with 500 streams asked to stop", StreamsUnderStop.ActAsync, TimeSpan.FromSeconds(3)),
            new("a worker asked to stop", (app, _, ct) => app.TerminateAsync(FaultyApp.Worker, "a worker asked to stop ended after", TimeSpan.FromSeconds(25), ct), Soon),
            new("a worker frozen past its lease", (app, _, ct) => app.FreezeAsync(FaultyApp.Worker, lease * 1.5, ct), takeOver),
            new("an Api frozen", (app, _, ct) => app.FreezeAsync(FaultyApp.Api, a, ct), Soon),
            new("Redis killed, away", async (app, _, ct) =>
            {
                await app.Redis.KillAsync();
                await Task.Delay(a, ct);
                await app.Redis.StartAsync();
            }, Soon),
            new("Redis flushed", (app, _, _) => RedisAsync(app, "FLUSHALL"), Soon),
            new("Redis frozen", (app, _, ct) => FaultyApp.FreezeAsync(app.Redis.Id, a, ct), Soon),
            new("Redis slow", (app, _, ct) => WhileAsync(app, a, ["CLIENT", "PAUSE", "400", "ALL"], ct), Soon),
            new("Redis full", (app, _, ct) => BetweenAsync(app, a, ["CONFIG", "SET", "maxmemory", "1"], ["CONFIG", "SET", "maxmemory", "0"], ct), Soon),
            new("Redis takes no writes", (app, _, ct) => BetweenAsync(app, a, ["CONFIG", "SET", "min-replicas-to-write", "1"], ["CONFIG", "SET", "min-replicas-to-write", "0"], ct), Soon),
            new("subscriptions dropped", (app, _, ct) => WhileAsync(app, a, ["CLIENT", "KILL", "TYPE", "pubsub"], ct), Soon),
            new("disk full", async (app, _, ct) =>
            {
                if (!app.Disk.CanBeFilled) return;
                app.Disk.Fill();
                await Task.Delay(a, ct);
                app.Disk.Release();
            }, Soon),
            new("a job that kills its worker", PoisonAsync, takeOver),
            new("readers that never read", (app, work, ct) => DeafReadersAsync(app, work, a, ct), Soon),
            new("a storm of reconnects", ReconnectsAsync, Soon),
        ];
    }

    private static Nemesis Kill(string program, TimeSpan target) => new(
        $"{program["PlanDecomp.".Length..]} killed -9",
        (app, _, _) =>
        {
            app.Kill(program);
            return Task.CompletedTask;
        },
        target);

    private static async Task RedisAsync(FaultyApp app, params string[] command)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(app.Redis.ConnectionString);
        await connection.GetServers()[0].ExecuteAsync(command[0], [.. command.Skip(1)]);
    }

    private static async Task BetweenAsync(FaultyApp app, TimeSpan time, string[] begin, string[] end, CancellationToken ct)
    {
        await RedisAsync(app, begin);
        await Task.Delay(time, ct);
        await RedisAsync(app, end);
    }

    private static async Task WhileAsync(FaultyApp app, TimeSpan time, string[] command, CancellationToken ct)
    {
        var end = DateTimeOffset.UtcNow + time;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(app.Redis.ConnectionString);
        while (DateTimeOffset.UtcNow < end)
        {
            await connection.GetServers()[0].ExecuteAsync(command[0], [.. command.Skip(1)]);
            await Task.Delay(500, ct);
        }
    }

    /// <summary>Whoever runs it is killed, until the app gives it up: it never comes to any progress.</summary>
    private static async Task PoisonAsync(FaultyApp app, Workload work, CancellationToken ct)
    {
        var script = app.Llm.Script;
        app.Llm.Script = request => request.Title.StartsWith("Poison", StringComparison.Ordinal)
            ? script(request)! with { Hold = Task.Delay(TimeSpan.FromMinutes(5), ct) }
            : script(request);
        var promise = await work.DecomposeAsync(work.NewAccount(), $"Poison {Guid.NewGuid():n}", new { }, follow: true, isPoison: true, ct);
        var killed = new HashSet<string>();
        while (true)
        {
            var job = await promise.By.TryAsync(HttpMethod.Get, $"jobs/{promise.JobId}", null, null, ct);
            if (job is not null && Workload.StatusOf(job) is not ("queued" or "running")) break;
            if (job is not null && WorkerOf(job) is { } worker && killed.Add(worker))
                app.Kill(int.Parse(worker.Split('-')[^2], CultureInfo.InvariantCulture));
            await Task.Delay(300, ct);
        }

        app.Llm.Script = script;
    }

    /// <summary>Who began it last, as its log names it: host, process and a random end.</summary>
    private static string? WorkerOf(Answer job)
    {
        var begun = job.Body.GetProperty("logs").EnumerateArray().LastOrDefault(line =>
            line.GetProperty("metadata") is { ValueKind: System.Text.Json.JsonValueKind.Object } data
            && data.GetProperty("code").GetString() is "job.started" or "job.taken_over" or "job.resumed");
        return begun.ValueKind == System.Text.Json.JsonValueKind.Undefined ? null : begun.GetProperty("metadata").GetProperty("args").GetProperty("worker").GetString();
    }

    /// <summary>Streams that are asked for and never read.</summary>
    private static async Task DeafReadersAsync(FaultyApp app, Workload work, TimeSpan time, CancellationToken ct)
    {
        const int readers = 40;
        var sockets = new List<TcpClient>();
        var job = work.Promises.First().JobId;
        try
        {
            for (var i = 0; i < readers; i++)
            {
                var socket = new TcpClient { ReceiveBufferSize = 2_048 };
                sockets.Add(socket);
                await socket.ConnectAsync(app.Address.Host, app.Address.Port, ct);
                await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/jobs/{job}/stream HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n"), ct);
            }

            await Task.Delay(time, ct);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // A server that refuses them is within its rights.
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    /// <summary>Many readers of ended and running jobs come at the same moment, three times.</summary>
    private static async Task ReconnectsAsync(FaultyApp app, Workload work, CancellationToken ct)
    {
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(work.Promises.OrderBy(_ => Random.Shared.Next()).Take(100).Select(async promise =>
            {
                try
                {
                    using var _ = await promise.By.OpenAsync($"jobs/{promise.JobId}/stream", 0, ct);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
                {
                    // Turned away or late: the followers of the workload are what is checked.
                }
            }));
        }
    }
}
