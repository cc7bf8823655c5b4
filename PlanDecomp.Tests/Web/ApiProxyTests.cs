using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Web;

public sealed class ApiProxyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_prefix_is_removed_and_told()
    {
        await using var api = await Backend.StartAsync(context => context.Response.WriteAsJsonAsync(new
        {
            path = context.Request.Path.Value + context.Request.QueryString,
            prefix = context.Request.Headers["X-Forwarded-Prefix"].ToString(),
            host = context.Request.Headers["X-Forwarded-Host"].ToString(),
            proto = context.Request.Headers["X-Forwarded-Proto"].ToString(),
            client = context.Request.Headers["X-Forwarded-For"].ToString(),
        }));
        await using var web = await WebHost.StartAsync(api.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/jobs/a%2Fb?limit=1");
        request.Headers.Add("X-Forwarded-Prefix", "/forged");

        using var answer = await web.Client.SendAsync(request, Ct);
        var seen = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("/jobs/a%2Fb?limit=1", seen.GetProperty("path").GetString());
        Assert.Equal("/api", seen.GetProperty("prefix").GetString());
        Assert.Equal(web.Client.BaseAddress!.Authority, seen.GetProperty("host").GetString());
        Assert.Equal("http", seen.GetProperty("proto").GetString());
        Assert.Equal("127.0.0.1", seen.GetProperty("client").GetString());
    }

    [Fact]
    public async Task An_event_is_passed_on_before_the_next_is_there()
    {
        var goOn = new TaskCompletionSource();
        await using var api = await Backend.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n", Ct);
            await context.Response.Body.FlushAsync(Ct);
            await goOn.Task.WaitAsync(Ct);
            await context.Response.WriteAsync("data: 2\n\n", Ct);
        });
        await using var web = await WebHost.StartAsync(api.Url);

        using var answer = await web.Client.GetAsync("/api/jobs/x/stream", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal("data: 1", await reader.ReadLineAsync(Ct));
        goOn.SetResult();
        Assert.Equal("\ndata: 2\n\n", await reader.ReadToEndAsync(Ct));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task No_request_is_lost_to_an_instance_that_is_gone(string method)
    {
        await using var api = await Backend.StartAsync(async context =>
            await context.Response.WriteAsync(await new StreamReader(context.Request.Body).ReadToEndAsync(Ct), Ct));
        await using var web = await WebHost.StartAsync(Backend.DeadUrl(), api.Url, Backend.DeadUrl());

        for (var n = 0; n < 30; n++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/plans");
            if (method == "POST") request.Content = new StringContent($"body {n}");
            using var answer = await web.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            if (method == "POST") Assert.Equal($"body {n}", await answer.Content.ReadAsStringAsync(Ct));
        }

        Assert.Equal(30, api.Requests);
    }

    [Fact]
    public async Task A_post_that_an_instance_may_have_acted_on_is_not_sent_again()
    {
        await using var first = await Backend.StartAsync(AbortAsync);
        await using var second = await Backend.StartAsync(AbortAsync);
        await using var web = await WebHost.StartAsync(first.Url, second.Url);

        using var answer = await web.Client.PostAsync("/api/plans", new StringContent("{}"), Ct);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, first.Requests + second.Requests);
    }

    [Fact]
    public async Task A_document_to_import_may_be_larger_than_other_bodies()
    {
        await using var api = await Backend.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null, Ct));
        await using var web = await WebHost.StartAsync(api.Url);

        using var passed = await web.Client.PostAsync("/api/plans/import", new StringContent(new string('x', 8_000_000)), Ct);
        using var refused = await web.Client.PostAsync("/api/plans/import", new StringContent(new string('x', 8_500_000)), Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (passed.StatusCode, refused.StatusCode));
        Assert.Equal(1, api.Requests);
    }

    [Fact]
    public async Task A_body_that_the_Api_would_refuse_is_refused_before_it_is_passed_on()
    {
        await using var api = await Backend.StartAsync(AbortAsync);
        await using var web = await WebHost.StartAsync(api.Url);

        using var answer = await web.Client.PostAsync("/api/plans", new StringContent(new string('x', 300_000)), Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task A_get_whose_connection_breaks_is_sent_to_another_instance()
    {
        await using var bad = await Backend.StartAsync(AbortAsync);
        await using var good = await Backend.StartAsync(context => context.Response.WriteAsync("good", Ct));
        await using var web = await WebHost.StartAsync(bad.Url, good.Url);

        // Both get their share as long as both count as healthy, so some of these begin at the bad one.
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.Equal("good", await web.Client.GetStringAsync("/api/plans", Ct));
                return bad.Requests > 0;
            },
            "a request begins at the bad instance");
    }

    [Fact]
    public async Task A_read_that_an_instance_does_not_answer_is_answered_by_another_one_and_the_silent_one_is_left_out()
    {
        await using var silent = await Backend.StartAsync(SilentAsync);
        await using var good = await Backend.StartAsync(context => context.Response.WriteAsync("good", Ct));
        await using var web = await WebHost.StartAsync(silent.Url, good.Url);

        await Eventually.TrueAsync(
            async () =>
            {
                Assert.Equal("good", await web.Client.GetStringAsync("/api/plans", Ct));
                return silent.Requests > 0;
            },
            "a read begins at the silent instance");
        var asked = silent.Requests;
        for (var n = 0; n < 20; n++) Assert.Equal("good", await web.Client.GetStringAsync("/api/plans", Ct));
        Assert.Equal(asked, silent.Requests);
    }

    [Fact]
    public async Task A_read_that_no_instance_answers_in_time_waits_for_the_last()
    {
        await using var slow = await Backend.StartAsync(async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(4), context.RequestAborted);
            await context.Response.WriteAsync("slow", Ct);
        });
        await using var web = await WebHost.StartAsync(slow.Url);
        Assert.Equal("slow", await web.Client.GetStringAsync("/api/plans", Ct));
        Assert.Equal(1, slow.Requests);
    }

    [Theory]
    [InlineData("POST", "/api/plans")]
    [InlineData("GET", "/api/jobs/x/stream")]
    public async Task What_changes_something_and_what_stays_open_is_not_sent_again_for_being_slow(string method, string path)
    {
        await using var first = await Backend.StartAsync(SlowAsync);
        await using var second = await Backend.StartAsync(SlowAsync);
        await using var web = await WebHost.StartAsync(first.Url, second.Url);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await web.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, first.Requests + second.Requests);

        static Task SlowAsync(HttpContext context) => Task.Delay(TimeSpan.FromSeconds(4), context.RequestAborted);
    }

    [Fact]
    public async Task An_Api_that_stands_still_costs_no_read_its_answer_and_goes_out_of_the_rotation()
    {
        using var data = new PlanData();
        await using var frozen = Api(data, out var first);
        await using var awake = Api(data, out var second);
        await using var web = await WebHost.StartAsync(first, second);
        await Eventually.TrueAsync(() => AnswerAsync("2 of 2"), "both answer", TimeSpan.FromSeconds(60));

        frozen.Freeze();

        for (var n = 0; n < 10; n++)
        {
            using var answer = await web.Client.GetAsync("/api/plans", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await Eventually.TrueAsync(() => AnswerAsync("1 of 2"), "the frozen one is out");
        frozen.Wake();
        await Eventually.TrueAsync(() => AnswerAsync("2 of 2"), "it is back");

        async Task<bool> AnswerAsync(string text) => (await web.Client.GetStringAsync("/health", Ct)).Contains(text, StringComparison.Ordinal);

        static ServiceProcess Api(PlanData data, out string url)
        {
            url = Backend.DeadUrl();
            return ServiceProcess.Start("PlanDecomp.Api", [new("ASPNETCORE_URLS", url), new("Storage__Path", data.Path), new("ConnectionStrings__redis", "127.0.0.1:1")]);
        }
    }

    [Fact]
    public async Task An_instance_that_cannot_be_reached_is_one_short_line_of_the_log()
    {
        await using var web = await WebHost.StartAsync(Backend.DeadUrl());
        using var answer = await web.Client.GetAsync("/api/plans", Ct);
        await web.Process.AwaitLineAsync("Connection refused");

        Assert.All(web.Process.Output.Split('\n'), line => Assert.True(line.Length < 400, line));
    }

    [Fact]
    public async Task An_instance_that_returns_is_used_again()
    {
        var url = Backend.DeadUrl();
        await using var stays = await Backend.StartAsync(context => context.Response.WriteAsync("stays", Ct));
        await using var web = await WebHost.StartAsync(stays.Url, url);
        Assert.Equal("stays", await web.Client.GetStringAsync("/api/plans", Ct));

        await using var returns = await Backend.StartAsync(context => context.Response.WriteAsync("returns", Ct), url);
        await Eventually.TrueAsync(
            async () => await web.Client.GetStringAsync("/api/plans", Ct) == "returns", "the instance that returned gets requests");
    }

    [Fact]
    public async Task Without_any_instance_the_answer_is_a_problem_and_the_pages_are_served()
    {
        await using var web = await WebHost.StartAsync(Backend.DeadUrl());

        using var answer = await web.Client.GetAsync("/api/plans", Ct);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("The Api does not answer.", problem.GetProperty("title").GetString());

        using var health = await web.Client.GetAsync("/health", Ct);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("degraded", (await health.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("status").GetString());

        var page = await web.Client.GetStringAsync("/", Ct);
        Assert.Contains("<title>PlanDecomp</title>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/api/scalar\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_the_stop()
    {
        await using var api = await Backend.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n", Ct);
            await context.Response.Body.FlushAsync(Ct);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var web = await WebHost.StartAsync(api.Url);
        using var answer = await web.Client.GetAsync("/api/jobs/x/stream", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal("data: 1", await reader.ReadLineAsync(Ct));

        web.Process.SendTerminate();
        Assert.Equal(0, await web.Process.AwaitExitAsync());

        // A stop that timed out would say so.
        Assert.DoesNotContain("timed out", web.Process.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Exception", web.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_of_the_Api_the_web_host_says_so_and_ends()
    {
        await using var process = RunningProcess.Start(Repository.Command("PlanDecomp.Web"));
        Assert.NotEqual(0, await process.AwaitExitAsync());
        Assert.Contains("The Api has no address: set services:api:http:0.", process.Error, StringComparison.Ordinal);
    }

    private static Task SilentAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
