using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Sums a plan, or a part of it, up in a few paragraphs. Changes nothing.</summary>
internal sealed class Summarise(IOptions<OperationOptions> options) : IPlanOperation
{
    private const int MaxLength = 20_000;

    private const string Rules = """
        Sum the plan up for someone who has not seen it and has two minutes.
        - What is wanted and why; how the work is divided and in which order it goes; what decides the outcome or the duration; where it stands
          ("status"), when anything has been begun; what is to be done first.
        - Only what the material says. Neither praise nor advice. At most 300 words.
        - "summary": Markdown with short paragraphs and, where it helps, one list. No HTML.
        """;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        { "type": "object", "properties": { "summary": { "type": "string" } }, "required": ["summary"], "additionalProperties": false }
        """);

    public OperationDescriptor Operation => TaskOperations.Summarise;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        if (run.Tasks.Count == 0) throw run.NothingToDo();
        if (!run.UsesModel) return new OperationDraft([]) { Summary = OfflineSummary.Of(run.Outline, run.Target, run.Tasks, LanguageOf(run)) };

        // The upper levels say most.
        var shown = run.Tasks.OrderBy(task => task.Depth).Take(options.Value.MaxTasksAtOnce).Select(task => task.TaskId).ToHashSet();
        var language = run.Params.Language is { } tag ? $"the language with the tag \"{tag}\" (BCP 47)" : "the language of the request";
        var summary = await run.AskAsync<string>(new Question
        {
            Step = "summary",
            About = run.About,
            Rules = Rules,
            Form = """{"summary":"..."}""",
            Task = $"Sum this up in {language}.",
            Data = Data(run, [.. run.Tasks.Where(task => shown.Contains(task.TaskId))]),
            Schema = Schema,
            SchemaName = "summary",
        }, Read, ct);
        return new OperationDraft([]) { Summary = summary };
    }

    private static Language LanguageOf(OperationRun run) => run.Params.Language is { } tag
        ? tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English
        : run.Language;

    private static JsonObject Data(OperationRun run, List<PlanTaskNode> tasks)
    {
        var data = run.Data(tasks);
        for (var i = 0; i < tasks.Count; i++) data["tasks"]![i]!["status"] = tasks[i].Status.ToName();
        return data;
    }

    private static string? Read(JsonElement root, out string fault)
    {
        var summary = JsonAnswer.Text(root, "summary") ?? "";
        fault = summary.Length == 0 ? "\"summary\" is empty." : summary.Length > MaxLength ? "\"summary\" is much too long." : "";
        return fault.Length == 0 ? summary : null;
    }
}
