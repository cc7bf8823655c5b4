using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Scores a plan, or a part of it, with reasons, and suggests improvements. They are proposed, never simply made.</summary>
internal sealed class CheckQuality(IOptions<OperationOptions> options) : IPlanOperation
{
    private const string Rules = """
        Judge "tasks" as a plan for the request, as someone who will have to carry it out.
        - "score": 0 to 100. 50 is a plan one can begin with; 80 a good one; above 90 nothing that matters is missing.
        - "reasons": for each aspect (completeness, clarity, structure, dependencies, effort) a score of its own and in one or two sentences why.
        - "suggestions": what would make it clearly better, the most useful first, at most 12; none when there is nothing. Each has a "text" that says
          what and why, and an "action":
          "rewrite": new "title" and "instruction" of the task "task_id";
          "add": a new task with "title" and "instruction" below the task "task_id", or at the top with 0;
          "remove": the task "task_id" is superfluous;
          "depend": the whole new "depends_on" of the task "task_id";
          "none": advice without a change; "task_id" 0 when it is about the plan.
          Fields that an action does not need stay empty ("", 0 or []). Of each task at most one of rewrite, remove and depend.
        - Write in the language of the request.
        """;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "score": { "type": "integer" },
            "reasons": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "aspect": { "type": "string", "enum": ["completeness", "clarity", "structure", "dependencies", "effort"] },
                  "score": { "type": "integer" },
                  "text": { "type": "string" }
                },
                "required": ["aspect", "score", "text"],
                "additionalProperties": false
              }
            },
            "suggestions": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "action": { "type": "string", "enum": ["rewrite", "add", "remove", "depend", "none"] },
                  "task_id": { "type": "integer" },
                  "title": { "type": "string" },
                  "instruction": { "type": "string" },
                  "depends_on": { "type": "array", "items": { "type": "integer" } },
                  "text": { "type": "string" }
                },
                "required": ["action", "task_id", "title", "instruction", "depends_on", "text"],
                "additionalProperties": false
              }
            }
          },
          "required": ["score", "reasons", "suggestions"],
          "additionalProperties": false
        }
        """);

    public OperationDescriptor Operation => TaskOperations.CheckQuality;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        if (run.Tasks.Count == 0) throw run.NothingToDo();
        if (run.Tasks.Count > options.Value.MaxTasksAtOnce)
        {
            throw new JobFailedException($"{run.Tasks.Count} tasks are too many to look at together; take a part with at most {options.Value.MaxTasksAtOnce} (Operations:MaxTasksAtOnce).");
        }

        if (!run.UsesModel) return OfflineQuality.Check(run.Outline, run.Tasks, run.Language);
        return await run.AskAsync<OperationDraft>(new Question
        {
            Step = "judgement",
            About = run.About,
            Rules = Rules,
            Form = """{"score":70,"reasons":[{"aspect":"clarity","score":60,"text":"..."}],"suggestions":[{"action":"rewrite","task_id":3,"title":"...","instruction":"...","depends_on":[],"text":"..."}]}""",
            Task = "Judge the quality of this plan.",
            Data = run.Data(run.Tasks),
            Schema = Schema,
            SchemaName = "plan_quality",
        }, (JsonElement root, out string fault) => Read(run, root, out fault), ct);
    }

    private static OperationDraft? Read(OperationRun run, JsonElement root, out string fault)
    {
        if (Score(root) is not { } score)
        {
            fault = "\"score\" must be a whole number from 0 to 100.";
            return null;
        }

        if (TaskData.Objects(root, "reasons", out fault) is not { } reasonObjects) return null;
        var reasons = new List<QualityReason>();
        foreach (var item in reasonObjects)
        {
            if (JsonAnswer.Text(item, "aspect") is not { Length: > 0 } aspect || Score(item) is not { } part || JsonAnswer.Text(item, "text") is not { Length: > 0 } text)
            {
                fault = "each of \"reasons\" needs an aspect, a score from 0 to 100 and a text.";
                return null;
            }

            reasons.Add(new QualityReason(aspect, part, text));
        }

        if (TaskData.Objects(root, "suggestions", out fault) is not { } suggestionObjects) return null;
        var suggestions = new QualitySuggestions(run);
        foreach (var item in suggestionObjects)
        {
            if (suggestions.Add(item) is not { } wrong) continue;
            fault = wrong;
            return null;
        }

        fault = run.FindFault(suggestions.Edits) ?? "";
        return fault.Length > 0 ? null : new OperationDraft(suggestions.Edits) { Quality = new QualityReport(score, reasons, suggestions.Suggestions) };
    }

    private static int? Score(JsonElement element) =>
        int.TryParse(JsonAnswer.Text(element, "score"), NumberStyles.None, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100 ? score : null;
}
