using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Requests and answers as JSON, without the contracts' types: what a stranger's client sees.</summary>
public static class HttpJson
{
    /// <summary>Sends a request; fails unless it is answered with that status.</summary>
    /// <returns>The body; null when there is none.</returns>
    public static async Task<JsonElement> SendAsync(this HttpClient client, HttpStatusCode expected, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == response.StatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        if ((int)expected >= 400) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<JsonElement> GetAsync(this HttpClient client, HttpStatusCode expected, string path) => client.SendAsync(expected, HttpMethod.Get, path);

    public static Task<JsonElement> PostAsync(this HttpClient client, HttpStatusCode expected, string path, object body) =>
        client.SendAsync(expected, HttpMethod.Post, path, body);

    public static async Task<long> CreatePlanAsync(this HttpClient client, string title = "plan") =>
        (await client.PostAsync(HttpStatusCode.Created, "/plans", new { title })).GetProperty("plan_id").GetInt64();

    public static async Task<long> AddTaskAsync(this HttpClient client, long planId, object task) =>
        (await client.PostAsync(HttpStatusCode.Created, $"/plans/{planId}/tasks", task)).GetProperty("task_id").GetInt64();

    /// <summary>The names of a problem's fields at fault.</summary>
    public static IEnumerable<string> Fields(this JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(error => error.Name);
}
