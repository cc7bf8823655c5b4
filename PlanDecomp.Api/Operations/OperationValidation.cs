using System.Text.RegularExpressions;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Operations;

/// <summary>Checks a wish for an operation before anything is stored or paid for.</summary>
internal static partial class OperationValidation
{
    private const int MaxChildren = 50;
    private const int MaxParts = 12;
    private const int MaxTasks = 200;

    /// <summary>The fields each operation knows, beside those that all know.</summary>
    private static readonly Dictionary<string, string[]> Fields = new()
    {
        [OperationName.Redo] = ["hint", "locked", "min_children", "max_children"],
        [OperationName.Merge] = ["hint", "task_ids"],
        [OperationName.Split] = ["hint", "parts"],
        [OperationName.Rewrite] = ["hint", "scope"],
        [OperationName.Translate] = ["language"],
        [OperationName.Estimate] = ["hint"],
        [OperationName.RepairDependencies] = [],
        [OperationName.Summarise] = ["language"],
        [OperationName.CheckQuality] = [],
    };

    /// <summary>What the request alone tells.</summary>
    public static Validation Check(OperationRequest request, bool ofTask, OperationOptions options)
    {
        var validation = new Validation();
        LimitRules.Check(validation, request.LlmCallBudget, options.LlmCallLimit, request.TokenBudget, request.TimeBudgetSeconds, request.Hint);
        if (request.Operation is null || !Fields.TryGetValue(request.Operation, out var fields))
        {
            validation.Add("operation", $"must be one of {string.Join(", ", OperationName.All)}.");
            return validation;
        }

        if (request.Commit is not (null or CommitMode.Apply or CommitMode.Review)) validation.Add("commit", "must be 'apply' or 'review'.");
        if (request is { Operation: OperationName.CheckQuality, Commit: CommitMode.Apply })
        {
            validation.Add("commit", "must be 'review': suggestions are made only when someone accepts them.");
        }

        if (!ofTask && request.Operation is OperationName.Merge or OperationName.Split) validation.Add("operation", "is for a task: ask for it at /tasks/{task_id}/operations.");
        foreach (var (name, isThere) in Given(request))
        {
            if (isThere && !fields.Contains(name)) validation.Add(name, $"is not known to the operation '{request.Operation}'.");
        }

        CheckValues(validation, request, ofTask);
        return validation;
    }

    /// <summary>What takes the tree to tell: tasks that are named are where they must be.</summary>
    public static Validation Check(OperationRequest request, PlanTree tree, long? taskId)
    {
        var validation = new Validation();
        var above = Parents(tree);
        foreach (var id in request.Locked ?? [])
        {
            if (!above.ContainsKey(id)) validation.Add("locked", $"names task {id}, which is not in the plan.");
            else if (taskId is { } target && !IsBelow(id, target, above)) validation.Add("locked", $"names task {id}, which is not below the task.");
        }

        foreach (var id in request.TaskIds ?? [])
        {
            if (!above.TryGetValue(id, out var parent)) validation.Add("task_ids", $"names task {id}, which is not in the plan.");
            else if (taskId is { } target && above.TryGetValue(target, out var own) && parent != own) validation.Add("task_ids", $"names task {id}, which is no sibling of the task.");
        }

        return validation;
    }

    private static void CheckValues(Validation validation, OperationRequest request, bool ofTask)
    {
        validation.Range("min_children", request.MinChildren, 1, MaxChildren);
        validation.Range("max_children", request.MaxChildren, 1, MaxChildren);
        if (request.MinChildren > request.MaxChildren) validation.Add("min_children", "must not be more than max_children.");
        validation.Range("parts", request.Parts, 2, MaxParts);
        if (request.Locked?.Count > MaxTasks) validation.Add("locked", $"must have at most {MaxTasks} entries.");
        if (request.Operation == OperationName.Merge && request.TaskIds is not { Count: >= 1 and <= MaxTasks })
        {
            validation.Add("task_ids", $"must name 1 to {MaxTasks} siblings to merge into the task.");
        }

        if (request.Scope is not (null or OperationScope.Task or OperationScope.Subtree)) validation.Add("scope", "must be 'task' or 'subtree'.");
        if (!ofTask && request.Scope == OperationScope.Task) validation.Add("scope", "must be 'subtree', or left out: the whole plan is reworded.");
        if (request.Operation == OperationName.Rewrite && string.IsNullOrWhiteSpace(request.Hint)) validation.Add("hint", "is required: it says how to word the tasks.");
        if (request.Operation == OperationName.Translate && request.Language is null) validation.Add("language", "is required: the language's tag, such as en or zh-CN.");
        if (request.Language is { } language && !LanguageTag().IsMatch(language.Trim())) validation.Add("language", "must be a language's tag, such as en or zh-CN.");
    }

    private static (string Name, bool IsThere)[] Given(OperationRequest request) =>
    [
        ("hint", request.Hint is not null), ("locked", request.Locked is not null), ("task_ids", request.TaskIds is not null), ("parts", request.Parts is not null),
        ("scope", request.Scope is not null), ("language", request.Language is not null), ("min_children", request.MinChildren is not null),
        ("max_children", request.MaxChildren is not null),
    ];

    private static Dictionary<long, long?> Parents(PlanTree tree)
    {
        var parents = new Dictionary<long, long?>();
        var open = new Stack<PlanTaskNode>(tree.Tasks);
        while (open.TryPop(out var task))
        {
            parents.Add(task.TaskId, task.ParentId);
            foreach (var child in task.Children) open.Push(child);
        }

        return parents;
    }

    private static bool IsBelow(long id, long target, Dictionary<long, long?> parents)
    {
        for (var at = parents[id]; at is { } above; at = parents[above])
        {
            if (above == target) return true;
        }

        return false;
    }

    /// <summary>The form of a tag, after RFC 5646; whether there is such a language is the model's to know.</summary>
    [GeneratedRegex("^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$")]
    private static partial Regex LanguageTag();
}
