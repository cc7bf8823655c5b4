using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Retention;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Api.Accounts;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Admin;

public sealed class RetentionEndpointTests : IDisposable
{
    private const string Key = "a key of the tests' own";
    private readonly PlanData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Without_a_setting_that_lets_anyone_in_there_is_no_such_route()
    {
        await using var app = new ApiApp(_data.Path);
        using var client = app.NewClient();

        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync(client, Key)).StatusCode);
    }

    [Fact]
    public async Task Who_sends_the_key_gets_a_report_and_no_one_else()
    {
        await using var app = new ApiApp(_data.Path, new Dictionary<string, string?> { ["Operator:Key"] = Key });
        using var client = app.NewClient();

        foreach (var wrong in (string?[])[null, "", Key[..^1], Key + "x"]) Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(client, wrong)).StatusCode);

        using var answer = await RunAsync(client, Key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RetentionReport, Ct))!;
        Assert.True(report.DryRun);

        // No Redis is there.
        Assert.Null(report.Orphans.Streams);
    }

    [Fact]
    public async Task A_token_with_the_role_is_let_in_and_one_without_is_not()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var app = new ApiApp(_data.Path, new Dictionary<string, string?>
        {
            ["Auth:Authority"] = authority.Issuer,
            ["Auth:Audience"] = FakeAuthority.Audience,
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Operator:Role"] = "operator",
        });
        using var client = app.NewClient();

        Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(client, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(client, authority.Token())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(client, authority.Token(more: new Claim("roles", "operators")))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(client, authority.Token(minutes: -5, more: new Claim("roles", "operator")))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await RunAsync(client, authority.Token(more: [new Claim("roles", "user"), new Claim("roles", "operator")]))).StatusCode);
    }

    [Fact]
    public async Task While_the_policy_is_applied_a_second_call_is_refused()
    {
        await using var app = new ApiApp(_data.Path, new Dictionary<string, string?> { ["Operator:Key"] = Key });
        using var client = app.NewClient();

        using (FolderLock.TryTake(Path.Combine(_data.Path, "retention.lock")))
        {
            Assert.Equal(HttpStatusCode.Conflict, (await RunAsync(client, Key)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await RunAsync(client, Key)).StatusCode);
    }

    [Fact]
    public async Task The_policy_is_on_by_default_and_removes_no_job()
    {
        await using var app = new ApiApp(_data.Path);
        _ = app.Address;

        var policy = app.Services.GetRequiredService<IOptions<RetentionOptions>>().Value;

        Assert.Equal((TimeSpan.FromDays(365), 1_000_000, null, TimeSpan.FromDays(400)), (policy.LinesAfter, policy.LinesPerPlan, policy.JobsAfter, policy.GuestsAfter));
    }

    [Fact]
    public async Task The_older_name_of_the_age_of_jobs_still_counts_and_an_empty_value_switches_a_rule_off()
    {
        await using var app = new ApiApp(_data.Path, new Dictionary<string, string?> { ["Jobs:KeepEndedFor"] = "30.00:00:00", ["Retention:LinesAfter"] = "", ["Retention:LinesPerPlan"] = "" });
        _ = app.Address;

        var policy = app.Services.GetRequiredService<IOptions<RetentionOptions>>().Value;

        Assert.Equal((null, null, TimeSpan.FromDays(30)), (policy.LinesAfter, policy.LinesPerPlan, policy.JobsAfter));
    }

    [Fact]
    public async Task A_guests_visit_is_noted()
    {
        await using var app = new ApiApp(_data.Path);
        using var client = app.NewClient();

        (await client.PostAsJsonAsync("/plans", new { title = "A plan" }, Ct)).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => PlanData.Query<string>(Path.Combine(_data.Path, "main.sqlite"), "SELECT owner FROM accounts").Count == 1, "the visit is in the store");
    }

    private static Task<HttpResponseMessage> RunAsync(HttpClient client, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/admin/retention/run?dry_run=true");
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return client.SendAsync(request, Ct);
    }
}
