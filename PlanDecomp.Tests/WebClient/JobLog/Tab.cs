using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.JobLog.Following;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>The client's services as one browser tab has them, over the test's clock.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private static readonly TimeSpan WhileAsked = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WhileNothingIsAsked = TimeSpan.FromMilliseconds(4);

    private readonly ServiceProvider _services;
    private int _asked;

    /// <param name="server">Where the Api is.</param>
    /// <param name="handler">The network; null for a sound one.</param>
    /// <param name="owner">Whom the requests speak for, where the server is a <see cref="PlanDecomp.Tests.Api.Logs.RelayHost"/>.</param>
    public Tab(Uri server, HttpMessageHandler? handler = null, string? owner = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddWebClient(server);
        services.AddScoped(_ =>
        {
            var http = new HttpClient(new Wire(this, handler ?? new SocketsHttpHandler())) { BaseAddress = new Uri(server, "api/"), Timeout = Timeout.InfiniteTimeSpan };
            if (owner is not null) http.DefaultRequestHeaders.Add("X-Test-Owner", owner);
            return http;
        });
        services.AddSingleton<TimeProvider>(Time);
        services.AddScoped<IJSRuntime>(_ => new BunitJSInterop { Mode = JSRuntimeMode.Loose }.JSRuntime);
        _services = services.BuildServiceProvider();
    }

    public TabTime Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 30, TimeSpan.Zero));

    public JobLogSubscriptions Subscriptions => _services.GetRequiredService<JobLogSubscriptions>();

    public Connectivity Connectivity => _services.GetRequiredService<Connectivity>();

    public JobsClient Jobs => _services.GetRequiredService<JobsClient>();

    /// <summary>The reader looks at the page again.</summary>
    public void ComeBack() => _services.GetRequiredService<PageReturn>().OnReturned();

    /// <summary>Lets the clock run, faster than the world's, until something is so.</summary>
    public Task RunUntilAsync(Func<bool> condition, string what, double secondsAStep = 0.1) => Eventually.TrueAsync(
        () =>
        {
            if (condition()) return Task.FromResult(true);
            Time.Advance(TimeSpan.FromSeconds(secondsAStep));
            return Task.FromResult(condition());
        },
        what,

        // A server that has been asked answers in the world's time.
        pause: () => Volatile.Read(ref _asked) > 0 ? WhileAsked : WhileNothingIsAsked);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Counts the requests whose answer has not begun.</summary>
    private sealed class Wire(Tab tab, HttpMessageHandler network) : DelegatingHandler(network)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref tab._asked);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref tab._asked);
            }
        }
    }
}

/// <summary>What a subscription told, as a test looks at it.</summary>
internal static class Told
{
    public static long[] Numbers(this JobLogSubscription log) => [.. log.Lines.Select(line => line.Seq)];

    public static long[] UpTo(int last) => [.. Enumerable.Range(1, last).Select(n => (long)n)];

    public static List<long> Record(this JobLogSubscription log)
    {
        var arrived = new List<long>();
        log.LineArrived += line =>
        {
            lock (arrived) arrived.Add(line.Seq);
        };
        return arrived;
    }

    public static IEnumerable<string> Messages(int from, int to) => Enumerable.Range(from, to - from + 1).Select(n => $"line {n}");
}
