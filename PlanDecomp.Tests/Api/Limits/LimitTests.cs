using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Api.Limits;

public sealed class LimitTests(RedisServer redis) : IDisposable
{
    private readonly PlanData _data = new();
    private readonly string _prefix = $"limits-{Guid.NewGuid():n}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_limit_of_an_account_holds_over_all_instances_and_says_when_to_come_back()
    {
        await using var first = App(("PlansPerAccount", 3));
        await using var second = App(("PlansPerAccount", 3));
        await ConnectedAsync(first, second);
        var jar = new CookieContainer();
        using var here = first.NewClient(jar);
        using var there = second.NewClient(jar);
        await here.CreatePlanAsync();
        await there.CreatePlanAsync();
        await here.CreatePlanAsync();

        foreach (var client in new[] { here, there })
        {
            using var refused = await client.PostAsJsonAsync("/plans", new { title = "a" }, Ct);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.InRange(refused.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        }

        // Someone else, and everything else, is not touched by it.
        using var other = second.NewClient();
        await other.CreatePlanAsync();
        await here.GetAsync(HttpStatusCode.OK, "/plans");
    }

    [Theory]
    [InlineData("JobsPerAccount", "/plans/reindex")]
    [InlineData("JobsPerAccount", "/plans/import")]
    [InlineData("JobsPerAccount", "/plans/export")]
    [InlineData("JobsPerAccount", "/plans/{0}/decompose")]
    [InlineData("JobsPerAccount", "/plans/{0}/execute")]
    [InlineData("JobsPerAccount", "/plans/{0}/operations")]
    [InlineData("JobsPerAccount", "/plans/{0}/duplicate")]
    [InlineData("JobsPerAccount", "/tasks/1/decompose")]
    [InlineData("MessagesPerAccount", "/chat/sessions/1/messages")]
    [InlineData("MessagesPerAccount", "/chat/sessions/1/messages/1/retry")]
    [InlineData("ChangesPerAccount", "/chat/sessions")]
    [InlineData("ChangesPerAddress", "/chat/sessions")]
    public async Task Each_kind_of_request_has_its_limit(string limit, string path)
    {
        await using var app = App((limit, 2));
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();
        var address = string.Format(path, plan);

        // Also what is asked for wrongly counts: it is work to find out.
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 3; n++)
        {
            using var answer = await anna.PostAsJsonAsync(address, new { }, Ct);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[2]);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, answers[0]);
    }

    [Fact]
    public async Task Guests_of_an_address_are_limited_and_those_who_are_there_go_on()
    {
        await using var app = App(("GuestsPerAddress", 2));
        using var anna = app.NewClient();
        using var bert = app.NewClient();
        await anna.CreatePlanAsync();
        await bert.CreatePlanAsync();

        using var carl = app.NewClient();
        using var refused = await carl.PostAsJsonAsync("/plans", new { title = "a" }, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        await carl.GetAsync(HttpStatusCode.OK, "/plans");
        await anna.CreatePlanAsync();

        // The web host says whom it asks for.
        using var elsewhere = app.NewClient();
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await elsewhere.CreatePlanAsync();
    }

    [Fact]
    public async Task Who_has_used_up_the_tokens_of_the_day_asks_the_model_for_nothing_more_and_does_all_else_also_while_Redis_is_away()
    {
        await using var app = App("127.0.0.1:1,abortConnect=false,connectTimeout=200", [("TokensPerAccount", 100)], Model);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();
        var spending = app.Services.GetRequiredService<SpendingStore>();
        var owner = PlanData.Query<string>(_data.Files.Folder.Plan(plan), "SELECT owner FROM plan").Single();
        await spending.AddAsync(owner, new Spent(1, 50, 10, 0), Ct);
        await anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { });
        await spending.AddAsync(owner, new Spent(1, 40, 0, 0), Ct);

        foreach (var (path, body) in new (string, object)[] { ($"/plans/{plan}/execute", new { }), ($"/plans/{plan}/operations", new { operation = "summarise" }) })
        {
            using var refused = await anna.PostAsJsonAsync(path, body, Ct);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal(spending.DayEndsAt, problem.GetProperty("day_ends_at").GetDateTimeOffset());
            Assert.Contains("UTC", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        await anna.PostAsync(HttpStatusCode.Accepted, "/plans/export", new { plan_ids = new[] { plan } });
        using var other = app.NewClient();
        await other.PostAsync(HttpStatusCode.Accepted, $"/plans/{await other.CreatePlanAsync()}/decompose", new { });
    }

    [Fact]
    public async Task Who_has_spent_the_money_of_the_day_learns_when_it_ends()
    {
        await using var app = App(redis.ConnectionString, [("CostPerAccount", 2)], Model);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();
        var spending = app.Services.GetRequiredService<SpendingStore>();
        await spending.AddAsync(PlanData.Query<string>(_data.Files.Folder.Plan(plan), "SELECT owner FROM plan").Single(), new Spent(1, 1, 1, 2m), Ct);

        using var refused = await anna.PostAsJsonAsync($"/plans/{plan}/decompose", new { }, Ct);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("day_used_up", (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        var usage = await anna.GetAsync(HttpStatusCode.OK, "/usage");
        Assert.Equal((2m, 2m), (usage.GetProperty("cost_a_day").GetDecimal(), usage.GetProperty("today").GetProperty("cost").GetDecimal()));
    }

    [Fact]
    public async Task Open_streams_of_an_account_count_over_all_instances()
    {
        await using var first = App(("StreamsPerAccount", 2));
        await using var second = App(("StreamsPerAccount", 2));
        await ConnectedAsync(first, second);
        var jar = new CookieContainer();
        using var here = first.NewClient(jar);
        using var there = second.NewClient(jar);
        var job = (await here.PostAsync(HttpStatusCode.Accepted, "/plans/reindex", new { })).GetProperty("job_id").GetString();
        using var one = await OpenAsync(here);
        using var two = await OpenAsync(there);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.StatusCode, two.StatusCode));

        foreach (var client in new[] { here, there })
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var more = await OpenAsync(client);
                    if (more.StatusCode == HttpStatusCode.TooManyRequests) Assert.NotNull(more.Headers.RetryAfter);
                    return more.StatusCode == HttpStatusCode.TooManyRequests;
                },
                "one more is too many");
        }

        Task<HttpResponseMessage> OpenAsync(HttpClient client) => client.GetAsync($"/jobs/{job}/stream", HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    [Fact]
    public async Task Without_Redis_each_instance_counts_by_itself()
    {
        await using var app = App("127.0.0.1:1", ("PlansPerAccount", 2));
        using var anna = app.NewClient();
        await anna.CreatePlanAsync();
        await anna.CreatePlanAsync();

        using var refused = await anna.PostAsJsonAsync("/plans", new { title = "a" }, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_Redis_that_goes_costs_no_request_its_answer()
    {
        await using var own = new RedisServer();
        await own.StartAsync();
        await using var app = App($"127.0.0.1:{own.Port}");
        await ConnectedAsync(app);
        using var anna = app.NewClient();
        await anna.CreatePlanAsync();
        await own.KillAsync();
        for (var n = 0; n < 5; n++) await anna.CreatePlanAsync();
    }

    [Fact]
    public async Task A_limit_of_nothing_is_refused_at_the_start()
    {
        await using var api = ServiceProcess.Start("PlanDecomp.Api",
        [
            new("Storage__Path", _data.Path), new("ConnectionStrings__redis", "127.0.0.1:1"),
            new("ASPNETCORE_URLS", "http://127.0.0.1:0"), new("Limits__PlansPerAccount", "0"),
        ]);

        await Eventually.TrueAsync(() => api.HasExited, "the Api ends");

        Assert.Equal(78, api.ExitCode);
        await Eventually.TrueAsync(() => api.Output.Contains("PlansPerAccount", StringComparison.Ordinal), "it says why");
    }

    private static async Task ConnectedAsync(params ApiApp[] apps)
    {
        foreach (var app in apps)
        {
            _ = app.Address;
            await Eventually.TrueAsync(() => app.Services.GetRequiredService<IConnectionMultiplexer>().IsConnected, "Redis is connected");
        }
    }

    private static readonly (string Key, string Value)[] Model =
        [("Llm:BaseUrl", "http://127.0.0.1:9/v1"), ("Llm:Model", "m"), ("Llm:Prices:0:Model", "m"), ("Llm:Prices:0:InputPerMillion", "1"), ("Llm:Prices:0:OutputPerMillion", "1")];

    private ApiApp App(params (string Limit, int Value)[] limits) => App(redis.ConnectionString, limits);

    private ApiApp App(string connection, params (string Limit, int Value)[] limits) => App(connection, limits, []);

    private ApiApp App(string connection, (string Limit, int Value)[] limits, (string Key, string Value)[] others)
    {
        var settings = limits.ToDictionary(limit => $"Limits:{limit.Limit}", string? (limit) => $"{limit.Value}");
        settings["Limits:Enabled"] = "true";
        settings["ConnectionStrings:redis"] = connection;
        settings["Jobs:KeyPrefix"] = _prefix;
        foreach (var (key, value) in others) settings[key] = value;
        return new ApiApp(_data.Path, settings);
    }
}
