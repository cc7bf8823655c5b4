using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>An operation asked for with certain ids in all places that take any: its path, its query, its body.</summary>
internal static class AccessProbe
{
    private const string NeverNumber = "987654321";

    /// <summary>Names of places that take an id of another name.</summary>
    private static readonly Dictionary<string, string> KindOf = new() { ["ids"] = "job_id", ["parent_job_id"] = "job_id", ["plan_ids"] = "plan_id", ["nodes"] = "task_id", ["parent_id"] = "task_id" };

    /// <summary>The kinds of ids that the operation takes anywhere.</summary>
    public static IReadOnlyList<string> Kinds(DescribedOperation operation) =>
    [
        .. operation.Ids.Concat(operation.Queries).Concat(operation.Body?["properties"]?.AsObject().Select(property => property.Key) ?? [])
            .Select(Kind).Where(kind => kind.EndsWith("_id", StringComparison.Ordinal)).Distinct(),
    ];

    /// <summary>Ids of things that never were.</summary>
    public static Dictionary<string, string> Never(IReadOnlyDictionary<string, string> ids) =>
        ids.Keys.ToDictionary(name => name, name => name == "job_id" ? new string('0', 32) : NeverNumber);

    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> ids, string name, string id) => new(ids) { [name] = id };

    /// <summary>For an operation with several ids: all another's but one, which is the caller's own; and the same with none's.</summary>
    public static IEnumerable<(Dictionary<string, string> Theirs, Dictionary<string, string> Never)> Mixed(
        DescribedOperation operation, IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> theirs) =>
        Kinds(operation) is { Count: > 1 } kinds ? kinds.Select(kind => (With(theirs, kind, own[kind]), With(Never(theirs), kind, own[kind]))) : [];

    public static async Task<AccessAnswer> SendAsync(HttpClient client, DescribedOperation operation, IReadOnlyDictionary<string, string> ids)
    {
        var ct = TestContext.Current.CancellationToken;
        var query = string.Join('&', operation.Queries.Where(name => ids.ContainsKey(Kind(name))).Select(name => $"{name}={ids[Kind(name)]}"));

        // As it stands: the class would tidy odd paths before they leave.
        var address = new Uri($"{client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{operation.Address(ids)}{(query.Length > 0 ? "?" : "")}{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
        if (operation.Method is "POST" or "PATCH") request.Content = new StringContent(Sample(operation, ids), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var media = response.Content.Headers.ContentType?.MediaType ?? "";

        // A job's stream goes on for as long as the job; a reply's ends with the reply.
        var body = operation.Method == "GET" && media == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(ct);
        return new AccessAnswer(operation, response.StatusCode, media, body, $"{response.Headers}{response.Content.Headers}", [.. Kinds(operation).Select(kind => ids[kind])]);
    }

    public static string Shown(string id) => id.Length < 40 ? id : $"{id[..5]}…({id.Length})";

    /// <summary>A body that is right, so that what it names is looked for.</summary>
    public static string Sample(DescribedOperation operation, IReadOnlyDictionary<string, string> ids)
    {
        var body = new JsonObject();
        foreach (var (name, schema) in operation.Body?["properties"]?.AsObject() ?? [])
        {
            JsonNode? value = name switch
            {
                "title" => "t",
                "content" => "- What is the status of the plan?",
                "operation" => "estimate",
                "plan_ids" => new JsonArray(Number(ids["plan_id"])),
                "nodes" when operation.Description!.Resolve(operation.Description.Resolve(schema!)["items"]!)["properties"] is null => new JsonArray(Number(ids["task_id"])),
                "nodes" => new JsonArray(new JsonObject { ["task_id"] = Number(ids["task_id"]), ["title"] = "t" }),
                _ => ids.TryGetValue(Kind(name), out var id) && Kind(name) != "job_id" ? Number(id) : null,
            };
            if (value is not null) body[name] = value;
        }

        return body.ToJsonString();
    }

    private static string Kind(string name) => KindOf.GetValueOrDefault(name, name);

    private static JsonValue Number(string id) => JsonValue.Create(long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1);
}

/// <summary>What came back.</summary>
/// <param name="Operation">What was asked for.</param>
/// <param name="Code">The status.</param>
/// <param name="Media">The body's type.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">All of them, as text.</param>
/// <param name="Named">The ids that were sent.</param>
internal sealed record AccessAnswer(DescribedOperation Operation, HttpStatusCode Code, string Media, string Body, string Headers, IReadOnlyList<string> Named)
{
    public int Status => (int)Code;

    /// <summary>The answer without what differs between two answers that say the same: the ids that were sent, and the trace.</summary>
    public string Likeness
    {
        get
        {
            // What was made has ids and times of its own.
            if (Operation.Method != "GET" && Status < 400) return $"{Status} {Media}";
            var text = Body;
            if (Media == "application/problem+json" && Body.Length > 0 && JsonNode.Parse(Body) is JsonObject problem)
            {
                problem.Remove("trace_id");
                problem.Remove("type");
                text = problem.ToJsonString();
            }

            return $"{Status} {Media} {Named.Aggregate(text, (said, id) => Regex.Replace(said, $"(?<![0-9a-f]){Regex.Escape(id)}(?![0-9a-f])", "#"))}";
        }
    }

    /// <summary>What must not be in an answer to anyone but the owner.</summary>
    public IEnumerable<string> Faults()
    {
        if (Status >= 500) yield return $"{Status} {Body}";
        if (Body.Contains(AccessMatrixTests.Canary, StringComparison.Ordinal) || Headers.Contains(AccessMatrixTests.Canary, StringComparison.Ordinal)) yield return $"the owner's words: {Body}";
        if (Status < 400 || Operation.Method == "HEAD") yield break;

        // What is no HTTP, or too long for it, is refused by the server before anything of ours is asked.
        if (Body.Length == 0 && Status is 400 or 414) yield break;
        if (Media != "application/problem+json") yield return $"{Status} is no problem but {Media} {Body}";
    }
}
