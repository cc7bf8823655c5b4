using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Plans;

namespace PlanDecomp.Tests.WebClient.Plans;

public class OpenPlanTests
{
    [Fact]
    public async Task Many_wishes_in_a_moment_are_one_reading()
    {
        var time = new FakeTimeProvider();
        using var server = new TreeServer();
        using var open = new OpenPlan(server.Plans, time, 1);

        var wishes = Enumerable.Range(0, 50).Select(_ => open.ReadSoonAsync()).ToList();
        Assert.Equal(0, server.Readings);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await Task.WhenAll(wishes);

        Assert.Equal(1, server.Readings);
    }

    [Fact]
    public async Task A_wish_during_a_reading_is_read_after_it_once()
    {
        using var server = new TreeServer();
        using var open = new OpenPlan(server.Plans, TimeProvider.System, 1);
        server.Hold();
        var first = open.ReadAsync();
        await Eventually.TrueAsync(() => server.Readings == 1, "the tree is being read");

        var others = Enumerable.Range(0, 5).Select(_ => open.ReadAsync()).ToList();
        server.Release();
        await Task.WhenAll(others);
        await first;

        Assert.Equal(2, server.Readings);
    }

    [Fact]
    public async Task A_failed_reading_keeps_the_tree_and_says_why()
    {
        using var server = new TreeServer();
        using var open = new OpenPlan(server.Plans, TimeProvider.System, 1);
        await open.ReadAsync();

        server.Status = HttpStatusCode.NotFound;
        await open.ReadAsync();

        Assert.True(open.IsGone);
        Assert.NotNull(open.View.Tree);
        server.Status = HttpStatusCode.OK;
        await open.ReadAsync();
        Assert.Null(open.Fault);
    }

    /// <summary>Answers readings of an empty tree, when it is let.</summary>
    private sealed class TreeServer : HttpMessageHandler
    {
        private readonly ApiClient _api;
        private TaskCompletionSource _free = new();
        private int _readings;

        public TreeServer()
        {
            _free.SetResult();
            _api = new ApiClient(new HttpClient(this) { BaseAddress = new Uri("http://plans.test/api/") }, new Connectivity(), TimeProvider.System);
            Plans = new PlansClient(_api);
        }

        public PlansClient Plans { get; }

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public int Readings => Volatile.Read(ref _readings);

        public void Hold() => _free = new TaskCompletionSource();

        public void Release() => _free.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _readings);
            await _free.Task.WaitAsync(cancellationToken);
            return Status is HttpStatusCode.OK
                ? new HttpResponseMessage { Content = JsonContent.Create(Trees(), ContractsJson.Default.PlanTree) }
                : new HttpResponseMessage(Status);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _api.Dispose();
            base.Dispose(disposing);
        }

        private static PlanTree Trees() => new(new Plan { PlanId = 1, Title = "plan", CreatedAt = default, UpdatedAt = default }, []);
    }
}
