using System.Net;
using Aspire.Hosting.Testing;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The model itself, run by Aspire or by its stand-in: these tests compile against either.</summary>
[Collection("AppHost")]
public sealed class AppHostTests
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task The_app_starts_and_its_services_are_healthy()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(StartLimit);
        using var data = new TemporaryFolder();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.PlanDecomp_AppHost>(
            ["--Redis:Mode=executable", "--App:Port=0", $"--App:Data={data.Path}"], limit.Token);
        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", limit.Token);

        using var api = app.CreateHttpClient("api");
        using var web = app.CreateHttpClient("web");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(web, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(web, "/api/health"));
        Assert.Matches("^(127\\.0\\.0\\.1|localhost):[0-9]+$", await app.GetConnectionStringAsync("redis", limit.Token));

        await app.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => StatusAsync(web, "/health"));

        async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
        {
            using var answer = await client.GetAsync(path, limit.Token);
            return answer.StatusCode;
        }
    }
}
