using System.Text.RegularExpressions;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Api.Operations;

/// <summary>Checks a wish for an operation, by its descriptor, before anything is stored or paid for.</summary>
internal static partial class OperationValidation
{
    /// <summary>What the request alone tells.</summary>
    public static Validation Check(OperationRequest request, bool ofTask, OperationOptions options)
    {
        var validation = new Validation();
        LimitRules.Check(validation, request.LlmCallBudget, options.LlmCallLimit, request.TokenBudget, request.CostBudget, request.TimeBudgetSeconds, request.Hint);
        if (TaskOperations.Find(request.Operation) is not { } operation)
        {
            validation.Add("operation", $"must be one of {string.Join(", ", TaskOperations.All.Select(known => known.Name))}.");
            return validation;
        }

        if (!ofTask && operation.Target != OperationTarget.PlanOrTask) validation.Add("operation", "is for a task: ask for it at /tasks/{task_id}/operations.");
        CheckCommit(validation, operation, request.Commit);
        var given = request.Given().ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        foreach (var (name, value) in given)
        {
            if (operation.Find(name) is { } parameter) Check(validation, parameter, value, ofTask);
            else validation.Add(name, $"is not known to the operation '{operation.Name}'.");
        }

        foreach (var parameter in operation.Parameters)
        {
            if (parameter.Missing is { } missing && (!given.TryGetValue(parameter.Name, out var value) || IsEmpty(value))) validation.Add(parameter.Name, missing);
        }

        if (request.MinChildren > request.MaxChildren) validation.Add("min_children", "must not be more than max_children.");
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

    private static void CheckCommit(Validation validation, OperationDescriptor operation, string? commit)
    {
        if (commit is not (null or CommitMode.Apply or CommitMode.Review)) validation.Add("commit", "must be 'apply' or 'review'.");
        else if (operation.Effect == OperationEffect.OnlyDrafts && commit == CommitMode.Apply)
        {
            validation.Add("commit", "must be 'review': suggestions are made only when someone accepts them.");
        }
    }

    private static void Check(Validation validation, OperationParameter parameter, object value, bool ofTask)
    {
        switch (value)
        {
            case int number:
                validation.Range(parameter.Name, number, parameter.Min, parameter.Max);
                break;
            case IReadOnlyList<long> tasks when tasks.Count > parameter.Max:
                validation.Add(parameter.Name, $"must have at most {parameter.Max} entries.");
                break;
            case string chosen when parameter.Kind == ParameterKind.Choice:
                var choices = parameter.Choices.Where(choice => ofTask || choice.OfPlan).Select(choice => choice.Value).ToList();
                if (!choices.Contains(chosen)) validation.Add(parameter.Name, $"must be {string.Join(" or ", choices.Select(choice => $"'{choice}'"))}{(ofTask ? "." : ", or left out: the whole plan is meant.")}");
                break;
            case string tag when parameter.Kind == ParameterKind.Language && !LanguageTag().IsMatch(tag.Trim()):
                validation.Add(parameter.Name, "must be a language's tag, such as en or zh-CN.");
                break;
        }
    }

    private static bool IsEmpty(object value) => value is IReadOnlyList<long> { Count: 0 } || (value is string text && string.IsNullOrWhiteSpace(text));

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
