using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlanDecomp.AppHost.Services;

/// <summary>"Submit a sample": a plan broken down by the whole app, to see that it works and what its trace looks like.</summary>
internal static class SampleCommand
{
    private const string Title = "title";
    private const string DefaultTitle = "Organise a conference for 200 people";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public static IResourceBuilder<ProjectResource> WithSampleCommand(this IResourceBuilder<ProjectResource> web) => web.WithCommand(
        "sample",
        "Submit a sample decomposition",
        async context =>
        {
            try
            {
                return await RunAsync(web.GetEndpoint(ServiceBuilding.Http).Url, context.Arguments.GetString(Title), context.CancellationToken);
            }
            catch (HttpRequestException e)
            {
                return CommandResults.Failure($"The app does not answer as it should: {e.Message}");
            }
        },
        new CommandOptions
        {
            Description = "Makes a plan as a guest of its own, has it broken down, and shows what came of it.",
            ConfirmationMessage = "A plan is made and broken down. With a language model configured, its calls are paid.",
            IconName = "Beaker",
            Arguments = [new InteractionInput { Name = Title, Label = "What to plan", InputType = InputType.Text, Required = true, Value = DefaultTitle }],
            UpdateState = CommandStates.WhenRunning,
        });

    private static async Task<ExecuteCommandResult> RunAsync(string web, string? title, CancellationToken ct)
    {
        using var person = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"{web}/api/") };
        var plan = await PostAsync(person, "plans", new { title = title ?? DefaultTitle }, ct);
        var id = plan.GetProperty("plan_id").GetInt64();
        var job = await PostAsync(person, $"plans/{id}/decompose", new { }, ct);
        var jobId = job.GetProperty("job_id").GetString();
        while (job.GetProperty("status").GetString() is "queued" or "running")
        {
            await Task.Delay(LookEvery, ct);
            job = await person.GetFromJsonAsync<JsonElement>($"jobs/{jobId}", ct);
        }

        var tree = await person.GetFromJsonAsync<JsonElement>($"plans/{id}/tree", ct);
        var message = $"Job {jobId} {job.GetProperty("status").GetString()}.";
        return CommandResults.Success(message, Outline(tree, title ?? DefaultTitle), CommandResultFormat.Markdown, displayImmediately: true);
    }

    private static async Task<JsonElement> PostAsync(HttpClient person, string path, object body, CancellationToken ct)
    {
        using var answer = await person.PostAsJsonAsync(path, body, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private static string Outline(JsonElement tree, string title) =>
        string.Join('\n', [$"**{title}**", "", .. Lines(tree.GetProperty("tasks"), 0)]);

    private static IEnumerable<string> Lines(JsonElement tasks, int depth) => tasks.EnumerateArray().SelectMany(task =>
        (IEnumerable<string>)[$"{new string(' ', depth * 2)}- {task.GetProperty("title").GetString()}", .. Lines(task.GetProperty("children"), depth + 1)]);
}
