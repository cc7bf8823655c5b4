using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Plans;

public sealed class PlanEndpointTests(SharedApi shared) : ApiTest(shared)
{
    [Fact]
    public async Task A_plan_is_created_read_listed_changed_and_deleted()
    {
        var title = "组织 <img src=x onerror=alert(1)> trip";
        using var created = await Anna.PostAsync("/plans", Json($$"""{"title":"  {{title}} ","description":"three days"}"""), Ct);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!;

        var plan = await Anna.GetAsync(HttpStatusCode.OK, location.ToString());
        var id = plan.GetProperty("plan_id").GetInt64();
        Assert.Equal(new Uri(App.Address, $"/plans/{id}"), location);
        Assert.Equal(title, plan.GetProperty("title").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", plan.GetProperty("created_at").GetString());
        Assert.False(plan.TryGetProperty("owner", out _));

        var changed = await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{id}", new { title = "new" });
        Assert.Equal(("new", "three days"), (changed.GetProperty("title").GetString(), changed.GetProperty("description").GetString()));
        var listed = await Anna.GetAsync(HttpStatusCode.OK, "/plans?q=NEW&limit=1");
        Assert.Equal(id, Assert.Single(listed.GetProperty("plans").EnumerateArray()).GetProperty("plan_id").GetInt64());

        await Anna.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{id}");
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{id}");
        await Anna.SendAsync(HttpStatusCode.NotFound, HttpMethod.Delete, $"/plans/{id}");
    }

    [Fact]
    public async Task A_plans_standing_wishes_are_shown_changed_and_taken_away()
    {
        var plan = await Anna.CreatePlanAsync();
        Assert.False((await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}")).TryGetProperty("wishes", out _));

        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}", new { wishes = " no travel " });
        Assert.Equal("no travel", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}")).GetProperty("wishes").GetString());
        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}", new { wishes = "" });
        Assert.False((await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}")).TryGetProperty("wishes", out _));

        await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"/plans/{plan}/undo");
        Assert.Equal("no travel", (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}")).GetProperty("wishes").GetString());
        await Anna.SendAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, $"/plans/{plan}", new { wishes = new string('x', 4_001) });
    }

    [Fact]
    public async Task Tasks_are_added_read_changed_moved_and_deleted()
    {
        var plan = await Anna.CreatePlanAsync();
        var a = await Anna.AddTaskAsync(plan, new { title = "a" });
        var b = await Anna.AddTaskAsync(plan, new { title = "b", instruction = "after a", depends_on = new[] { a } });
        var a1 = await Anna.AddTaskAsync(plan, new { title = "a1", parent_id = a });

        var changed = await Anna.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/{b}", new { status = "completed" });
        Assert.Equal("completed", changed.GetProperty("status").GetString());
        Assert.Equal(a, changed.GetProperty("depends_on")[0].GetInt64());
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{a1}/move", new { parent_id = (long?)null, position = 0 });

        var tree = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree");
        Assert.Equal(3, tree.GetProperty("plan").GetProperty("task_count").GetInt32());
        Assert.Equal([a1, a, b], tree.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("task_id").GetInt64()));
        await Anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{a1}/move", new { parent_id = a });
        var listed = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks");
        Assert.Equal([(a, 1), (a1, 2), (b, 1)], listed.EnumerateArray().Select(t => (t.GetProperty("task_id").GetInt64(), t.GetProperty("depth").GetInt32())));
        Assert.All(listed.EnumerateArray(), task => Assert.False(task.TryGetProperty("children", out _)));

        await Anna.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{plan}/tasks/{a}");
        await Anna.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}/tasks/{a1}");
        Assert.Equal(b, (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tasks/{b}")).GetProperty("task_id").GetInt64());
    }

    public static TheoryData<string, string, object?> RoutesOfAPlan() => new()
    {
        { "GET", "", null },
        { "PATCH", "", new { title = "stolen" } },
        { "PATCH", "", new { title = "" } },
        { "DELETE", "", null },
        { "GET", "/tree", null },
        { "GET", "/graph", null },
        { "GET", "/usage", null },
        { "GET", "/document", null },
        { "GET", "/document/export", null },
        { "POST", "/decompose/estimate", new { } },
        { "POST", "/execute/estimate", new { } },
        { "POST", "/operations/estimate", new { operation = "summarise" } },
        { "GET", "/changes", null },
        { "GET", "/changes/1", null },
        { "POST", "/undo", new { } },
        { "POST", "/redo", new { } },
        { "POST", "/duplicate", null },
        { "GET", "/drafts", null },
        { "GET", "/drafts/1", null },
        { "PATCH", "/drafts/1", new { nodes = new[] { new { task_id = 1, title = "stolen" } } } },
        { "POST", "/drafts/1/accept", new { } },
        { "POST", "/drafts/1/reject", null },
        { "POST", "/drafts/1/rebase", null },
        { "GET", "/proposals", null },
        { "GET", "/proposals/1", null },
        { "PATCH", "/proposals/1", new { nodes = new[] { new { task_id = 1, title = "stolen" } } } },
        { "POST", "/proposals/1/accept", new { } },
        { "POST", "/proposals/1/reject", null },
        { "POST", "/proposals/1/rebase", null },
        { "GET", "/tasks", null },
        { "POST", "/tasks", new { title = "stolen" } },
        { "GET", "/tasks/1", null },
        { "GET", "/tasks/1/results", null },
        { "PATCH", "/tasks/1", new { title = "stolen" } },
        { "DELETE", "/tasks/1", null },
        { "POST", "/tasks/1/move", new { parent_id = (long?)null, position = 0 } },
    };

    [Theory]
    [MemberData(nameof(RoutesOfAPlan))]
    public async Task Anothers_plan_is_answered_like_one_that_never_was(string method, string path, object? body)
    {
        var plan = await Anna.CreatePlanAsync("Anna's");
        await Anna.AddTaskAsync(plan, new { title = "Anna's task" });
        var before = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree");
        using var bert = App.NewClient();
        await bert.CreatePlanAsync("Bert's");

        var foreign = await bert.SendAsync(HttpStatusCode.NotFound, new HttpMethod(method), $"/plans/{plan}{path}", body);
        var unknown = await bert.SendAsync(HttpStatusCode.NotFound, new HttpMethod(method), $"/plans/999999{path}", body);

        Assert.Equal(WithoutTrace(unknown), WithoutTrace(foreign));
        Assert.Equal(before.GetRawText(), (await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree")).GetRawText());
    }

    [Fact]
    public void Each_route_of_a_plan_is_tried_by_another()
    {
        var routes = Endpoints().Where(e => e.RoutePattern.RawText!.StartsWith("/plans/{plan_id", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method =>
                $"{method} {e.RoutePattern.RawText!.Replace("/plans/{plan_id:long:min(1)}", "", StringComparison.Ordinal).Replace("{task_id:long:min(1)}", "1", StringComparison.Ordinal).Replace("{proposal_id:long:min(1)}", "1", StringComparison.Ordinal).Replace("{change_set_id:long:min(1)}", "1", StringComparison.Ordinal).TrimEnd('/')}"));

        Assert.Empty(routes.Where(IsOurs).Except(RoutesOfAPlan().Select(row => $"{row.Data.Item1} {row.Data.Item2}")));

        // Jobs of a plan have their own tests.
        static bool IsOurs(string route) =>
            !((string[])["/decompose", "/execute", "/operations"]).Any(end => route.EndsWith(end, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_pages_about_the_service_need_no_account()
    {
        var open = Endpoints().Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null).Select(e => e.RoutePattern.RawText!);

        Assert.All(open, route => Assert.True(
            route.StartsWith("/openapi", StringComparison.Ordinal) || route.StartsWith("/scalar", StringComparison.Ordinal) || route.TrimStart('/') is "health" or "alive",
            $"{route} gives no account and asks for none."));
    }

    [Fact]
    public async Task A_list_holds_only_the_callers_plans()
    {
        await Anna.CreatePlanAsync("Anna's");
        using var bert = App.NewClient();

        Assert.Empty((await bert.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
    }

    [Theory]
    [InlineData("POST", "/plans", """{}""", "title")]
    [InlineData("POST", "/plans", """{"title":"   "}""", "title")]
    [InlineData("POST", "/plans", """{"title":"two\nlines"}""", "title")]
    [InlineData("POST", "/plans", """{"title":7}""", "title")]
    [InlineData("POST", "/plans", """{"title":"\ud800"}""", "title")]
    [InlineData("POST", "/plans", """{"title":"x","description":[]}""", "description")]
    [InlineData("POST", "/plans", """{"title":"x" """, "body")]
    [InlineData("POST", "/plans", "", "body")]
    [InlineData("POST", "/plans", "null", "body")]
    [InlineData("POST", "/plans", "[]", "body")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","parent_id":0}""", "parent_id")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","parent_id":99}""", "parent_id")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","parent_id":99999999999999999999}""", "parent_id")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","position":-1}""", "position")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","position":1.5}""", "position")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","depends_on":["a"]}""", "depends_on")]
    [InlineData("POST", "/plans/{plan}/tasks", """{"title":"x","depends_on":[-3]}""", "depends_on")]
    [InlineData("PATCH", "/plans/{plan}", """{"title":""}""", "title")]
    [InlineData("PATCH", "/plans/{plan}/tasks/1", """{"status":"done"}""", "status")]
    [InlineData("PATCH", "/plans/{plan}/tasks/1", """{"status":2}""", "status")]
    [InlineData("PATCH", "/plans/{plan}/tasks/1", """{"depends_on":[1]}""", "depends_on")]
    [InlineData("POST", "/plans/{plan}/tasks/1/move", """{"parent_id":1}""", "parent_id")]
    [InlineData("POST", "/plans/{plan}/tasks/1/move", """{"position":0}""", "parent_id")]
    [InlineData("POST", "/plans/{plan}/tasks/1/move", """{"parentId":1,"parent_id":null}""", "parentId")]
    [InlineData("PATCH", "/plans/{plan}", """{"titel":"x"}""", "titel")]
    [InlineData("GET", "/plans?limit=0", null, "limit")]
    [InlineData("GET", "/plans?limit=201", null, "limit")]
    [InlineData("GET", "/plans?limit=many", null, "limit")]
    [InlineData("GET", "/plans?cursor=x", null, "cursor")]
    public async Task A_bad_request_is_answered_with_the_field_at_fault(string method, string path, string? body, string field)
    {
        var plan = await Anna.CreatePlanAsync();
        await Anna.AddTaskAsync(plan, new { title = "task" });
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{plan}", $"{plan}", StringComparison.Ordinal)) { Content = body is null ? null : Json(body) };
        using var response = await Anna.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);

        Assert.True(HttpStatusCode.BadRequest == response.StatusCode, text);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([field], JsonSerializer.Deserialize<JsonElement>(text).Fields());
        Assert.DoesNotContain("PlanDecomp", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lengths_are_counted_as_people_count()
    {
        var plan = await Anna.CreatePlanAsync(string.Concat(Enumerable.Repeat("😀", 200)));
        Assert.Equal(["title"], (await Anna.PostAsync(HttpStatusCode.BadRequest, "/plans", new { title = new string('a', 201) })).Fields());
        Assert.Equal(
            ["title", "description"],
            (await Anna.PostAsync(HttpStatusCode.BadRequest, "/plans", new { description = new string('a', 20_001) })).Fields());
        Assert.Equal(["instruction"], (await Anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/tasks", new { title = "x", instruction = new string('a', 20_001) })).Fields());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_refused(bool chunked)
    {
        var content = Json($$"""{"title":"x","description":"{{new string('a', 300_000)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/plans") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        using var response = await Anna.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Only_json_is_read()
    {
        using var form = new FormUrlEncodedContent([new("title", "forged")]);
        using var response = await Anna.PostAsync("/plans", form, Ct);
        using var text = await Anna.PostAsync("/plans", new StringContent("""{"title":"forged"}""", Encoding.UTF8, "text/plain"), Ct);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType), (response.StatusCode, text.StatusCode));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/problem+json", text.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET", "/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/plans/abc", HttpStatusCode.NotFound)]
    [InlineData("GET", "/plans/0", HttpStatusCode.NotFound)]
    [InlineData("GET", "/plans/99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/plans", HttpStatusCode.MethodNotAllowed)]
    public async Task Addresses_and_methods_that_are_not_there_are_problems_for_any_client(string method, string path, HttpStatusCode status)
    {
        Anna.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var problem = await Anna.SendAsync(status, new HttpMethod(method), path);

        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
    }

    [Fact]
    public async Task A_fault_of_ours_tells_nothing_of_the_inside()
    {
        var plan = await Anna.CreatePlanAsync();
        PlanData.Execute(Data.Files.Folder.Plan(plan), "PRAGMA foreign_keys = OFF; ALTER TABLE tasks RENAME TO lost");

        var problem = await Anna.GetAsync(HttpStatusCode.InternalServerError, $"/plans/{plan}/tree");

        Assert.DoesNotContain("SQLite", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" at ", problem.GetProperty("title").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_is_right_behind_the_web_hosts_prefix()
    {
        Anna.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/api");
        Anna.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Anna.DefaultRequestHeaders.Add("X-Forwarded-Host", "plans.example");

        var document = await Anna.GetAsync(HttpStatusCode.OK, "/openapi/v1.json");
        using var created = await Anna.PostAsync("/plans", Json("""{"title":"x"}"""), Ct);

        Assert.Equal(["https://plans.example/api"], document.GetProperty("servers").EnumerateArray().Select(s => s.GetProperty("url").GetString()));
        var plan = JsonElement.Parse(await created.Content.ReadAsStringAsync(Ct)).GetProperty("plan_id").GetInt64();
        Assert.Equal($"https://plans.example/api/plans/{plan}", created.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_description_speaks_the_dialect_of_the_wire()
    {
        var document = await Anna.GetAsync(HttpStatusCode.OK, "/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.Contains("plan_id", schemas.GetProperty("Plan").GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Contains("completed", schemas.GetProperty("PlanTaskStatus").GetProperty("enum").EnumerateArray().Select(v => v.GetString()));
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
        }
    }

    [Fact]
    public async Task The_reference_page_comes_whole_from_here()
    {
        using var moved = await Anna.GetAsync("/scalar", Ct);
        Assert.Equal("scalar/", moved.Headers.Location?.ToString());

        var page = await Anna.GetStringAsync("/scalar/", Ct);

        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.NotEmpty(await Anna.GetStringAsync("/scalar/scalar.js", Ct));
    }

    private List<RouteEndpoint> Endpoints() =>
        [.. new Uri(App.Address, "/").IsLoopback ? App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>() : []];

    private static string WithoutTrace(JsonElement problem) =>
        string.Join('|', problem.EnumerateObject().Where(p => p.Name != "trace_id").Select(p => $"{p.Name}={p.Value}"));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
