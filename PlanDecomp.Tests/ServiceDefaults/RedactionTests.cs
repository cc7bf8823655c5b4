using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.ServiceDefaults;

/// <summary>One canary after the other is sent out by every way there is, and must arrive nowhere.</summary>
public sealed class RedactionTests(RedisServer redis)
{
    private const string Key = "canary-of-the-model-0001";
    private const string Password = "canary-of-redis-0002";
    private const string OperatorKey = "canary-of-the-operator-0003";
    private const string ClientSecret = "canary-of-oidc-0004";
    private const string DatabasePassword = "canary-of-postgres-0005";
    private const string Collector = "canary-of-otlp-0006";
    private const string Bearer = "canary0007DEFghi789";
    private const string Shape = "sk-canary0008abcdefghijkl";

    private static readonly string[] Canaries = [Key, Password, OperatorKey, ClientSecret, DatabasePassword, Collector, Bearer, Shape];

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Llm:ApiKey"] = Key,
        ["ConnectionStrings:redis"] = $"127.0.0.1:1,user=app,password={Password},ssl=false",
        ["ConnectionStrings:store"] = $"Host=db;Username=me;Password={DatabasePassword};Database=x",
        ["Operator:Key"] = OperatorKey,
        ["Auth:ClientSecret"] = ClientSecret,
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={Collector},other=1",
    };

    private static readonly string Words =
        $"The endpoint said: {Key}; {Password}, {OperatorKey} {ClientSecret} {DatabasePassword} {Collector} Authorization: Bearer {Bearer} and 密钥{Shape}。";

    private static readonly Action<ILogger, string, Uri, string, Exception?> Broke =
        LoggerMessage.Define<string, Uri, string>(LogLevel.Error, new EventId(1), "It broke: {Reason} at {Address} with {Password}");

    private static readonly Action<ILogger, int, string, Exception?> Well = LoggerMessage.Define<int, string>(LogLevel.Information, new EventId(2), "All {Count} are well: {Name}");

    private static readonly Action<ILogger, string, Exception?> Said = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(3), "Said {Words}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void No_log_shows_a_secret_whoever_takes_it()
    {
        var taken = new Taken();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.AddServiceDefaults();
        builder.Logging.AddProvider(taken);
        using var host = builder.Build();
        var logger = host.Services.GetRequiredService<ILogger<RedactionTests>>();

        using (logger.BeginScope(new KeyValuePair<string, object?>[] { new("said", Words), new("n", 1) }))
        using (logger.BeginScope(Words))
        {
            Broke(logger, Words, new Uri($"http://u:{Bearer}@host/"), "hunter2", new InvalidOperationException("outer", new HttpRequestException(Words)));
            Well(logger, 3, "Anna", null);
        }

        var all = string.Join('\n', taken.Entries);
        AssertClean(all);
        Assert.DoesNotContain("hunter2", all, StringComparison.Ordinal);
        Assert.Contains("HttpRequestException", all, StringComparison.Ordinal);
        Assert.Contains("All 3 are well: Anna | Count=3 Name=Anna", all, StringComparison.Ordinal);
        Assert.Equal(2, taken.Entries.Count);
    }

    [Fact]
    public void No_span_shows_a_secret_in_its_name_status_attributes_events_or_exceptions()
    {
        var exported = new SpanList();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.AddServiceDefaults();
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(exported)));
        using var host = builder.Build();
        _ = host.Services.GetRequiredService<TracerProvider>();
        using var source = new ActivitySource("PlanDecomp.Tests.Redaction");

        using (var span = source.StartActivity("ask"))
        {
            span!.DisplayName = Words;
            span.SetTag("said", Words).SetTag("all", new[] { "a", Words }).SetTag("address", new Uri($"http://u:{Bearer}@host/")).SetTag("n", 5).SetTag("fine", "fine");
            span.AddEvent(new ActivityEvent("event", tags: new ActivityTagsCollection { ["said"] = Words, ["n"] = 1 }));
            span.AddException(new InvalidOperationException("outer", new HttpRequestException(Words)));
            span.SetStatus(ActivityStatusCode.Error, Words);
        }

        var told = exported.Spans.Single(span => span.Source.Name == source.Name);
        var all = string.Join('\n', (string?[])[
            told.DisplayName, told.StatusDescription, .. told.TagObjects.Select(Text), .. told.Events.SelectMany(e => e.Tags).Select(Text),
        ]);
        AssertClean(all);
        Assert.Equal(("fine", 5), (told.GetTagItem("fine"), (int)told.GetTagItem("n")!));
        Assert.Equal(["event", "exception"], told.Events.Select(e => e.Name));
        Assert.Contains("The endpoint said: ***", told.StatusDescription!, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_store_stream_message_or_answer_of_a_job_shows_a_secret()
    {
        await using var cluster = new TestCluster(redis);
        cluster.Jobs = jobs =>
        {
            foreach (var canary in (string[])[Key, Password, OperatorKey, ClientSecret, DatabasePassword, Collector]) jobs.KnownSecrets.Add(canary);
            jobs.MaxAttempts = 2;
        };
        var heard = new List<string>();
        await using var listener = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await listener.GetSubscriber().SubscribeAsync(RedisChannel.Pattern($"{cluster.KeyPrefix}:*"), (_, message) =>
        {
            lock (heard) heard.Add(message.ToString());
        });
        await cluster.StartWorkerAsync((job, logger, _) =>
        {
            job.Log(JobLogLevel.Info, "test", Words, ("said", Words), ("api_key", "hunter2"));
            Said(logger, Words, new HttpRequestException(Words));
            return job.Job.Attempt == 1 ? throw new HttpRequestException(Words) : Task.FromResult(TestCluster.Succeed() with
            {
                Status = JobStatus.Failed,
                Error = Words,
                Message = Words,
                Result = JsonSerializer.SerializeToElement(new { failed_nodes = new[] { Words } }),
                Arguments = [("error", Words)],
            });
        });

        var job = await cluster.EndOfAsync((await cluster.SubmitAsync()).JobId);

        AssertClean(JsonSerializer.Serialize(job));
        AssertClean(JsonSerializer.Serialize(await cluster.LinesAsync(job.JobId)));
        Assert.Contains("The endpoint said: ***", job.Error!, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Heard().Contains("\"status\":\"failed\"", StringComparison.Ordinal), "the end is published");
        AssertClean(Heard());
        foreach (var file in Directory.EnumerateFiles(cluster.Data.Root, "*.sqlite*", SearchOption.AllDirectories))
        {
            AssertClean(System.Text.Encoding.Latin1.GetString(await ReadSharedAsync(file)));
        }

        string Heard()
        {
            lock (heard) return string.Join('\n', heard);
        }
    }

    [Fact]
    public async Task No_problem_shows_a_secret()
    {
        using var data = new PlanData();
        await using var app = new ApiApp(data.Path, new Dictionary<string, string?> { ["Llm:ApiKey"] = "" });
        using var anna = app.NewClient();

        using var answer = await anna.GetAsync($"/jobs?cursor={Shape}_x", Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        AssertClean(problem.GetRawText());
        Assert.Contains("***", problem.GetProperty("errors").GetProperty("cursor")[0].GetString(), StringComparison.Ordinal);
    }

    private static string Text(KeyValuePair<string, object?> tag) => $"{tag.Key}={(tag.Value is string[] texts ? string.Join(',', texts) : tag.Value)}";

    private static void AssertClean(string text) => Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal));

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private sealed class Taken : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? _scopes;

        public List<string> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName.Contains(nameof(RedactionTests), StringComparison.Ordinal)
            ? new Logger(this) : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Logger(Taken taken) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var values = state is IReadOnlyList<KeyValuePair<string, object?>> all
                    ? string.Join(' ', all.Where(value => value.Key != "{OriginalFormat}").Select(value => $"{value.Key}={value.Value}")) : "";
                var scopes = new List<string>();
                taken._scopes?.ForEachScope((scope, list) => list.Add(scope is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) + scope : $"{scope}"), scopes);
                taken.Entries.Add($"{formatter(state, exception)} | {values} | {exception} {exception?.Message} {exception?.InnerException} | {string.Join('|', scopes)}");
            }
        }
    }
}
