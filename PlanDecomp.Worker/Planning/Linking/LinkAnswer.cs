using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Operations;

namespace PlanDecomp.Worker.Planning.Linking;

/// <summary>Reads a model's answer about a whole tree: leniently in form, strictly in content. Of the last try the good part is used.</summary>
internal static class LinkAnswer
{
    public const string SchemaName = "plan_links";
    private const int MaxOpenNumbers = 20;
    private const int MaxText = 600;

    private static readonly string[] Kinds = ["money", "dates", "people", "other"];

    public static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "dependencies": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "task_id": { "type": "integer" },
                  "depends_on": { "type": "array", "items": { "type": "integer" } },
                  "reason": { "type": "string" }
                },
                "required": ["task_id", "depends_on", "reason"],
                "additionalProperties": false
              }
            },
            "merges": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "task_id": { "type": "integer" },
                  "merged": { "type": "array", "items": { "type": "integer" } },
                  "title": { "type": "string" },
                  "instruction": { "type": "string" },
                  "reason": { "type": "string" }
                },
                "required": ["task_id", "merged", "title", "instruction", "reason"],
                "additionalProperties": false
              }
            },
            "additions": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "parent": { "type": "integer" },
                  "title": { "type": "string" },
                  "instruction": { "type": "string" },
                  "depends_on": { "type": "array", "items": { "type": "integer" } },
                  "needed_by": { "type": "array", "items": { "type": "integer" } },
                  "reason": { "type": "string" }
                },
                "required": ["parent", "title", "instruction", "depends_on", "needed_by", "reason"],
                "additionalProperties": false
              }
            },
            "numbers": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": { "type": "string", "enum": ["money", "dates", "people", "other"] },
                  "text": { "type": "string" }
                },
                "required": ["kind", "text"],
                "additionalProperties": false
              }
            }
          },
          "required": ["dependencies", "merges", "additions", "numbers"],
          "additionalProperties": false
        }
        """);

    public static LinkPlan? Read(LlmAnswer answer, LinkRequest request, bool isLast, out string fault) => JsonAnswer.Read<LinkPlan>(
        answer.Text, answer.CutOff, "Answer more briefly.", (JsonFound found, out string wrong) => Take(found, request, isLast, out wrong), out fault);

    private static LinkPlan? Take(JsonFound found, LinkRequest request, bool isLast, out string fault)
    {
        // A list that was cut off may lack the half that keeps the other half right; the last try takes what there is.
        fault = "it was cut off.";
        if (!found.IsWhole && !isLast) return null;
        var root = found.Root;
        fault = "it has none of \"dependencies\", \"merges\", \"additions\" and \"numbers\".";
        if (root.ValueKind != JsonValueKind.Object || !((string[])["dependencies", "merges", "additions", "numbers"]).Any(name => JsonAnswer.Property(root, name) is not null)) return null;

        var draft = new LinkDraft(request);
        var faults = new List<string>();
        var dependencies = Items(root, "dependencies", faults).Select(item => (Item: item, Id: TaskData.Id(item, "task_id"), On: TaskData.Ids(item, "depends_on"))).ToList();

        // What goes goes first: an edge that is turned round would be a circle for a moment.
        foreach (var (item, id, on) in dependencies)
        {
            if (id is not { } task || on is null) faults.Add("each of \"dependencies\" needs a \"task_id\" and the task ids it depends on.");
            else foreach (var other in request.Outline.Find(task)?.DependsOn.Except(on).ToList() ?? []) Note(faults, draft.Remove(task, other, JsonAnswer.Text(item, "reason")));
        }

        foreach (var item in Items(root, "additions", faults)) Add(draft, item, faults);
        foreach (var (item, id, on) in dependencies)
        {
            if (id is { } task && on is not null) foreach (var other in on) Note(faults, draft.Add(task, other, JsonAnswer.Text(item, "reason")));
        }

        foreach (var item in Items(root, "merges", faults)) Merge(draft, item, faults);
        var open = Numbers(root, faults);
        fault = faults.Count > 0 && !isLast ? faults[0] : "";
        return fault.Length == 0 ? new LinkPlan(draft.ToEdits(), open) : null;
    }

    private static void Add(LinkDraft draft, JsonElement item, List<string> faults)
    {
        if (TaskData.Title(item, "an added task", out var wrong) is not { } title)
        {
            faults.Add(wrong);
            return;
        }

        var (parent, reason) = (TaskData.Id(item, "parent", "parent_id"), JsonAnswer.Text(item, "reason"));
        var instruction = TextCut.To(JsonAnswer.Text(item, "instruction") ?? "", NodePlanValidator.MaxInstructionLength - 1);
        if (draft.AddTask(parent is 0 ? null : parent, title, instruction, reason, out var id) is { } fault)
        {
            faults.Add(fault);
            return;
        }

        foreach (var other in TaskData.Ids(item, "depends_on") ?? []) Note(faults, draft.Add(id, other, reason));
        foreach (var other in TaskData.Ids(item, "needed_by") ?? []) Note(faults, draft.Add(other, id, reason));
    }

    private static void Merge(LinkDraft draft, JsonElement item, List<string> faults)
    {
        if (TaskData.Id(item, "task_id") is not { } into || TaskData.Ids(item, "merged") is not { Count: > 0 } merged)
        {
            faults.Add("each of \"merges\" needs a \"task_id\" and the task ids that are \"merged\" into it.");
            return;
        }

        var title = TaskData.Title(item, $"task {into}", out _);
        var instruction = JsonAnswer.Text(item, "instruction") is { Length: > 0 } text ? TextCut.To(text, NodePlanValidator.MaxInstructionLength - 1) : null;
        Note(faults, draft.Merge(into, [.. merged.Distinct()], title, instruction, JsonAnswer.Text(item, "reason")));
    }

    private static List<OpenNumber> Numbers(JsonElement root, List<string> faults) =>
    [
        .. Items(root, "numbers", faults)
            .Select(item => new OpenNumber(
                JsonAnswer.Text(item, "kind") is { } kind && Kinds.Contains(kind) ? kind : "other", TextCut.To(JsonAnswer.Text(item, "text") ?? "", MaxText)))
            .Where(number => number.Text.Length > 0).Take(MaxOpenNumbers),
    ];

    private static List<JsonElement> Items(JsonElement root, string name, List<string> faults)
    {
        if (JsonAnswer.Property(root, name) is not { ValueKind: not JsonValueKind.Null } given) return [];
        var list = JsonAnswer.Unwrap(given);
        var items = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(JsonAnswer.Unwrap).ToList() : null;
        if (items is not null && items.TrueForAll(item => item.ValueKind == JsonValueKind.Object)) return items;
        faults.Add($"\"{name}\" must be an array of objects.");
        return [.. items?.Where(item => item.ValueKind == JsonValueKind.Object) ?? []];
    }

    private static void Note(List<string> faults, string? fault)
    {
        if (fault is not null) faults.Add(fault);
    }
}
