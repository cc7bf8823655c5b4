using System.Net;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

public sealed class RedisAwayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_Api_that_cannot_reach_Redis_says_so_in_short_lines()
    {
        using var data = new PlanData();
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        await using var api = ServiceProcess.Start("PlanDecomp.Api",
            [new("ASPNETCORE_URLS", url), new("Storage__Path", data.Path), new("ConnectionStrings__redis", "127.0.0.1:1")]);
        await Eventually.TrueAsync(() => api.Output.Contains("Now listening", StringComparison.Ordinal), "it listens", TimeSpan.FromSeconds(60));
        using var anna = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(url) };
        var plan = await anna.CreatePlanAsync();
        var job = (await anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { })).GetProperty("job_id").GetString()!;
        using var stream = await anna.GetAsync($"/jobs/{job}/stream", HttpCompletionOption.ResponseHeadersRead, Ct);
        await anna.PostAsync(HttpStatusCode.OK, $"/jobs/{job}/cancel", new { });

        await Eventually.TrueAsync(() => api.Output.Contains("RedisConnectionException", StringComparison.Ordinal), "it says what is wrong by its type");
        Assert.All(api.Output.Split('\n'), line => Assert.True(line.Length < 400, line));
    }
}
