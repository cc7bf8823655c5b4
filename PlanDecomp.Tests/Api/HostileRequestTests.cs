using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Tests.Api.Access;
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

    private IReadOnlyDictionary<string, string> _ids = new Dictionary<string, string>();

    [Fact]
    public async Task No_body_is_answered_with_a_fault_of_ours_and_a_null_in_a_list_is_refused_by_the_lists_name()
    {
        var description = await FillAsync();
        var faults = new List<string>();
        var tried = 0;
        foreach (var operation in description.Operations)
        {
            if (operation.Body is not { } schema) continue;
            var (path, method) = (operation.Address(_ids), operation.Method);
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
        var description = await FillAsync();
        string[] values = ["%00", "x%00y", "%ED%A0%80", "-1", "1.5", "99999999999999999999", "%27%22%5C", "%25_", new string('x', 3_000), ""];
        var faults = new List<string>();
        foreach (var operation in description.Operations.Where(one => one.Method == "GET"))
        {
            foreach (var name in operation.Queries)
            {
                foreach (var value in values)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"{operation.Address(_ids)}?{name}={value}");
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

    private async Task<ApiDescription> FillAsync()
    {
        _ids = (await Belongings.OfAsync(Anna, Data)).Ids;
        foreach (var name in (string[])["plan_id", "task_id"]) _samples.Add(name, _ids[name]);
        return await ApiDescription.ReadAsync(Anna);
    }

    /// <summary>Bodies that are wrong in one field, alone and beside fields that are right; and whether it is a null in a list.</summary>
    private IEnumerable<(string Field, string Body, bool IsNullInList)> Mutations(JsonNode schema, ApiDescription description)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            var resolved = description.Resolve(property!);
            var isList = ApiDescription.IsOf(resolved, "array");
            var values = Values.Select(value => (value, isList && value == Null));
            if (isList && description.Resolve(resolved["items"]!) is { } item && item["properties"] is not null)
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
}
