using System.Net;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat;

public sealed class SessionEndpointTests(SharedApi shared) : ApiTest(shared)
{
    [Fact]
    public async Task A_conversation_is_begun_read_named_listed_and_deleted()
    {
        using var created = await Anna.PostAsync("/chat/sessions", null, Ct);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var path = created.Headers.Location!.PathAndQuery;
        var session = await Anna.GetAsync(HttpStatusCode.OK, path);
        Assert.Equal("", session.GetProperty("title").GetString());
        Assert.False(session.TryGetProperty("owner", out _));

        await new ChatTalk(Anna, session.GetProperty("session_id").GetInt64()).SayAsync("Hello there");
        Assert.Equal("Hello there", (await Anna.GetAsync(HttpStatusCode.OK, path)).GetProperty("title").GetString());
        var named = await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { title = "  我的 <b>旅行</b> " });
        Assert.Equal("我的 <b>旅行</b>", named.GetProperty("title").GetString());
        var found = await Anna.GetAsync(HttpStatusCode.OK, "/chat/sessions?q=HELLO");
        Assert.Equal("我的 <b>旅行</b>", Assert.Single(found.GetProperty("sessions").EnumerateArray()).GetProperty("title").GetString());

        await Anna.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, path);
        await Anna.GetAsync(HttpStatusCode.NotFound, path);
        await Anna.SendAsync(HttpStatusCode.NotFound, HttpMethod.Delete, path);
        await Anna.GetAsync(HttpStatusCode.NotFound, $"{path}/messages");
    }

    [Fact]
    public async Task The_list_goes_on_by_its_cursor()
    {
        for (var i = 0; i < 3; i++) await ChatTalk.BeginAsync(Anna, $"t{i}");
        var first = await Anna.GetAsync(HttpStatusCode.OK, "/chat/sessions?limit=2");
        var cursor = Uri.EscapeDataString(first.GetProperty("next_cursor").GetString()!);
        var second = await Anna.GetAsync(HttpStatusCode.OK, $"/chat/sessions?limit=2&cursor={cursor}");

        Assert.Equal(["t2", "t1", "t0"], Titles(first).Concat(Titles(second)));
        Assert.False(second.TryGetProperty("next_cursor", out _));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("q=" + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901", "q")]
    public async Task A_mistaken_list_is_refused_by_its_field(string query, string field) =>
        Assert.Equal([field], (await Anna.GetAsync(HttpStatusCode.BadRequest, $"/chat/sessions?{query}")).Fields());

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData(null)]
    public async Task A_mistaken_title_is_refused(string? title)
    {
        var talk = await ChatTalk.BeginAsync(Anna, "as it was");
        Assert.Equal(["title"], (await Anna.SendAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, talk.Path, new { title })).Fields());
        Assert.Equal(["title"], (await Anna.SendAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, talk.Path, new { title = new string('x', 201) })).Fields());
        Assert.Equal("as it was", (await Anna.GetAsync(HttpStatusCode.OK, talk.Path)).GetProperty("title").GetString());
    }

    public static TheoryData<string, string, object?> RoutesOfASession() => new()
    {
        { "GET", "", null },
        { "PATCH", "", new { title = "stolen" } },
        { "PATCH", "", new { title = "" } },
        { "DELETE", "", null },
        { "GET", "/messages", null },
        { "GET", "/messages/{question}", null },
        { "POST", "/messages", new { content = "stolen" } },
        { "POST", "/messages", new { content = "" } },
        { "POST", "/messages", new { content = "stolen", replaces = 1 } },
        { "POST", "/messages/{reply}/retry", null },
        { "POST", "/messages/{reply}/stop", null },
    };

    [Theory]
    [MemberData(nameof(RoutesOfASession))]
    public async Task Anothers_conversation_is_answered_like_one_that_never_was(string method, string path, object? body)
    {
        var talk = await ChatTalk.BeginAsync(Anna, "Anna's");
        var reply = await talk.SayAsync("hello");
        var before = await talk.MessagesAsync();
        using var bert = App.NewClient();
        var own = await ChatTalk.BeginAsync(bert);
        path = path.Replace("{question}", $"{before[0].MessageId}", StringComparison.Ordinal).Replace("{reply}", $"{reply.MessageId}", StringComparison.Ordinal);

        var anothers = await bert.SendAsync(HttpStatusCode.NotFound, new HttpMethod(method), talk.Path + path, body);
        var never = await bert.SendAsync(HttpStatusCode.NotFound, new HttpMethod(method), "/chat/sessions/999999" + path, body);

        Assert.Equal(WithoutTrace(never), WithoutTrace(anothers));
        Assert.Equal(before, await talk.MessagesAsync());
        Assert.Equal("Anna's", (await Anna.GetAsync(HttpStatusCode.OK, talk.Path)).GetProperty("title").GetString());
        if (path.StartsWith("/messages/", StringComparison.Ordinal)) await bert.SendAsync(HttpStatusCode.NotFound, new HttpMethod(method), own.Path + path, body);
        Assert.DoesNotContain(talk.SessionId, (await bert.GetAsync(HttpStatusCode.OK, "/chat/sessions")).GetProperty("sessions").EnumerateArray().Select(s => s.GetProperty("session_id").GetInt64()));
    }

    [Fact]
    public async Task Anothers_plan_is_never_what_the_talk_is_about()
    {
        var plan = await Anna.CreatePlanAsync("Anna's secret");
        using var bert = App.NewClient();
        var talk = await ChatTalk.BeginAsync(bert);
        foreach (var content in (string[])["break it down", "/status", $"/status #{plan}", $"break down plan {plan}", $"rename plan {plan} to stolen", $"add a task: stolen to plan {plan}", "mark task 1 as done", $"/cancel #{plan}", "/plans secret"])
        {
            var reply = await talk.SayAsync(content, planId: plan);

            Assert.DoesNotContain("Anna", reply.Content, StringComparison.Ordinal);
            Assert.Null(reply.Metadata);
        }

        Assert.Equal("Anna's secret", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}")).GetProperty("title").GetString());
        Assert.Empty((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
        Assert.Empty((await bert.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    private static IEnumerable<string?> Titles(JsonElement page) => page.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("title").GetString());

    private static string WithoutTrace(JsonElement problem) =>
        string.Join('|', problem.EnumerateObject().Where(p => p.Name != "trace_id").Select(p => $"{p.Name}={p.Value}"));
}
