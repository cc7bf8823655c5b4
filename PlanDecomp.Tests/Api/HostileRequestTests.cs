using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

/// <summary>Every route of the description, asked for things that no client of ours asks for: none of them is a fault of ours.</summary>
public sealed class HostileRequestTests : ApiTest
{
    private const string Null = """[null]""";

    /// <summary>Values of any field, as JSON.</summary>
    private static readonly string[] Values =
    [
        Null, "null", "[[null]]", "[{}]", "{}", "[]", "true", "-1", "1.5", "1e400", "99999999999999999999", "\"x\"", "\"\"", """["x"]""",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", """["\udc00"]""", """{"\ud800":1}""", new string('[', 500), $"{new string('[', 200)}{new string(']', 200)}", $"\"{string.Concat(Enumerable.Repeat("😀", 5_000))}\"",
    ];

    /// <summary>Fields without which a request says nothing, so that the others are looked at.</summary>
    private readonly Dictionary<string, string> _samples = new() { ["title"] = "\"t\"", ["content"] = "\"- a\"", ["operation"] = "\"estimate\"", ["format"] = "\"json\"" };

    private readonly Dictionary<string, string> _ids = [];

    [Fact]
    public async Task No_body_is_answered_with_a_fault_of_ours_and_a_null_in_a_list_is_refused_by_the_lists_name()
    {
        await FillAsync();
        var description = JsonNode.Parse(await Anna.GetStringAsync("/openapi/v1.json", Ct))!;
        var faults = new List<string>();
        var tried = 0;
        foreach (var (path, method, schema) in Bodies(description))
        {
            string[] whole = ["", "null", "[]", Null, "\"x\"", "{", """{"\ud800":1}""", """{"":null}""", new string('{', 200)];
            foreach (var body in whole) await TryAsync(method, path, body, null);
            foreach (var (name, body, list) in Mutations(schema, description)) await TryAsync(method, path, body, list ? name : null);
        }

        Assert.True(tried > 1_000, $"{tried} requests were tried.");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));

        async Task TryAsync(string method, string path, string body, string? field)
        {
            tried++;
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            using var response = await Anna.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            var shown = $"{method} {path} {(body.Length < 200 ? body : body[..100])}: {(int)response.StatusCode}";
            if ((int)response.StatusCode >= 500) faults.Add(shown);
            if (field is null) return;
            var fields = response.StatusCode == HttpStatusCode.BadRequest
                ? JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)).Fields().ToList()
                : [];
            if (!fields.Contains(field)) faults.Add($"{shown} names {string.Join(", ", fields)}, not {field}");
        }
    }

    [Fact]
    public async Task No_query_is_answered_with_a_fault_of_ours_and_a_character_that_cannot_be_stored_is_refused_by_the_fields_name()
    {
        await FillAsync();
        var description = JsonNode.Parse(await Anna.GetStringAsync("/openapi/v1.json", Ct))!;
        string[] values = ["%00", "x%00y", "%ED%A0%80", "-1", "1.5", "99999999999999999999", "%27%22%5C", "%25_", new string('x', 3_000), ""];
        var faults = new List<string>();
        foreach (var (path, method, operation) in Operations(description).Where(one => one.Method == "GET"))
        {
            foreach (var name in Queries(operation))
            {
                foreach (var value in values)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{name}={value}");
                    using var response = await Anna.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
                    if ((int)response.StatusCode >= 500) faults.Add($"{request.RequestUri}: {(int)response.StatusCode}");
                    if (!value.Contains("%00", StringComparison.Ordinal)) continue;
                    var named = response.StatusCode == HttpStatusCode.BadRequest ? JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)).Fields().ToList() : [];
                    if (!named.Contains(name)) faults.Add($"{request.RequestUri}: {(int)response.StatusCode} names {string.Join(", ", named)}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
    }

    /// <summary>One of each thing that a route's address can name.</summary>
    private async Task FillAsync()
    {
        var plan = await Anna.CreatePlanAsync();
        var task = await Anna.AddTaskAsync(plan, new { title = "a" });
        await Anna.AddTaskAsync(plan, new { title = "b" });
        await Data.Files.WriteAsync(Data.Files.Folder.Plan(plan), connection =>
        {
            var id = ProposalWrites.Begin(connection, new NewProposal("job", "redo", null, "plan"), TreeSnapshot.Read(connection), Data.Time.GetUtcNow());
            ProposalWrites.Put(connection, id, [new TaskEdit(task) { Title = "A" }]);
        }, Ct);
        var session = await Anna.PostAsync(HttpStatusCode.Created, "/chat/sessions", new { title = "talk" });
        var job = await Anna.PostAsync(HttpStatusCode.Accepted, "/plans/reindex", new { });
        foreach (var (name, id) in (ReadOnlySpan<(string, string)>)[
            ("plan_id", $"{plan}"), ("task_id", $"{task}"), ("proposal_id", "1"), ("change_set_id", "1"), ("message_id", "1"),
            ("session_id", $"{session.GetProperty("session_id").GetInt64()}"), ("job_id", job.GetProperty("job_id").GetString()!)])
        {
            _ids.Add(name, id);
        }

        _samples.Add("plan_id", $"{plan}");
        _samples.Add("task_id", $"{task}");
    }

    private IEnumerable<(string Path, string Method, JsonNode Schema)> Bodies(JsonNode description)
    {
        foreach (var (path, method, operation) in Operations(description))
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema) yield return (path, method, Resolve(schema, description));
        }
    }

    private IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode description)
    {
        foreach (var (path, item) in description["paths"]!.AsObject())
        {
            var address = _ids.Aggregate(path, (text, id) => text.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
            Assert.DoesNotContain('{', address);
            foreach (var (method, operation) in item!.AsObject()) yield return (address, method.ToUpperInvariant(), operation!);
        }
    }

    private static IEnumerable<string> Queries(JsonNode operation) => operation["parameters"] is JsonArray parameters
        ? parameters.Where(one => (string?)one!["in"] == "query").Select(one => (string)one!["name"]!)
        : [];

    /// <summary>Bodies that are wrong in one field, alone and beside fields that are right; and whether it is a null in a list.</summary>
    private IEnumerable<(string Field, string Body, bool IsNullInList)> Mutations(JsonNode schema, JsonNode description)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            var resolved = Resolve(property!, description);
            var isList = IsOf(resolved, "array");
            var values = Values.Select(value => (value, isList && value == Null));
            if (isList && Resolve(resolved["items"]!, description) is { } item && item["properties"] is not null)
            {
                values = values.Concat(Mutations(item, description).Select(inner => ($"[{inner.Body}]", false)));
            }

            foreach (var (value, isNull) in values)
            {
                yield return (name, $$"""{"{{name}}":{{value}}}""", isNull);
                var rest = _samples.Where(sample => sample.Key != name && schema["properties"]!.AsObject().ContainsKey(sample.Key)).Select(sample => $",\"{sample.Key}\":{sample.Value}");
                yield return (name, $$"""{"{{name}}":{{value}}{{string.Concat(rest)}}}""", isNull);
            }
        }
    }

    private static bool IsOf(JsonNode schema, string type) => schema["type"] switch
    {
        JsonArray types => types.Any(one => (string?)one == type),
        { } one => (string?)one == type,
        null => false,
    };

    private static JsonNode Resolve(JsonNode schema, JsonNode description)
    {
        if (schema["oneOf"] is JsonArray choices) schema = choices.First(choice => choice!["$ref"] is not null)!;
        return (string?)schema["$ref"] is { } reference ? Resolve(description["components"]!["schemas"]![reference.Split('/')[^1]]!, description) : schema;
    }
}
