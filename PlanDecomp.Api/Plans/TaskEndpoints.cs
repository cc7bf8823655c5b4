using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Plans;

/// <summary>The tasks of one plan: add, list, read, change, move, delete.</summary>
internal static class TaskEndpoints
{
    private const string ReadTask = "ReadTask";

    /// <param name="plan">The routes below one plan, its owner checked.</param>
    public static void MapTasks(this RouteGroupBuilder plan)
    {
        var tasks = plan.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapGet("", ListAsync).WithSummary("Lists all tasks of a plan in the order of the tree, parents before their children.");
        tasks.MapPost("", AddAsync).WithSummary("Adds a task.").ProducesValidationProblem();

        var task = tasks.MapGroup("/{task_id:long:min(1)}");
        task.MapGet("", ReadAsync).WithName(ReadTask).WithSummary("Reads a task.");
        task.MapPatch("", UpdateAsync).WithSummary("Changes a task, or what it depends on.").ProducesValidationProblem();
        task.MapDelete("", DeleteAsync).WithSummary("Deletes a task with its subtree.");
        task.MapResults();
        task.MapPost("/move", MoveAsync).WithSummary("Moves a task with its subtree to another parent or place.").ProducesValidationProblem();
    }

    private static async Task<Results<Ok<IReadOnlyList<PlanTask>>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "plan_id")] long planId, IPlanStore plans, CancellationToken ct) =>
        await plans.ReadTreeAsync(planId, ct) is { } tree ? TypedResults.Ok<IReadOnlyList<PlanTask>>(InOrder(tree)) : Problem.NotFound("plan");

    private static async Task<Results<CreatedAtRoute<PlanTask>, ValidationProblem, ProblemHttpResult>> AddAsync(
        [FromRoute(Name = "plan_id")] long planId, CreateTaskRequest request, IPlanStore plans, CancellationToken ct)
    {
        var validation = new Validation();
        request = request with
        {
            Title = validation.RequiredLine("title", request.Title, PlanLimits.TitleLength),
            Instruction = validation.OptionalText("instruction", request.Instruction, PlanLimits.InstructionLength),
        };
        CheckPlace(validation, request.ParentId, request.Position);
        CheckDependencies(validation, request.DependsOn);
        if (validation.Problem is { } problem) return problem;

        return await plans.AddTaskAsync(planId, request, ct) is { } task
            ? TypedResults.CreatedAtRoute(task, ReadTask, new RouteValueDictionary { [OwnPlans.RouteParameter] = planId, ["task_id"] = task.TaskId })
            : Problem.NotFound("plan");
    }

    private static async Task<Results<Ok<PlanTask>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "task_id")] long taskId, IPlanStore plans, CancellationToken ct) =>
        await plans.FindTaskAsync(planId, taskId, ct) is { } task ? TypedResults.Ok(task) : Problem.NotFound("task");

    private static async Task<Results<Ok<PlanTask>, ValidationProblem, ProblemHttpResult>> UpdateAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "task_id")] long taskId, UpdateTaskRequest request, IPlanStore plans, CancellationToken ct)
    {
        var validation = new Validation();
        request = request with
        {
            Title = validation.OptionalLine("title", request.Title, PlanLimits.TitleLength),
            Instruction = validation.OptionalText("instruction", request.Instruction, PlanLimits.InstructionLength),
        };
        CheckDependencies(validation, request.DependsOn);
        if (request.EffortHours is { } hours && hours is not (>= 0 and <= PlanLimits.EffortHours))
        {
            validation.Add("effort_hours", $"must be from 0 to {PlanLimits.EffortHours:0}.");
        }

        if (validation.Problem is { } problem) return problem;

        return await plans.UpdateTaskAsync(planId, taskId, request, ct) is { } task ? TypedResults.Ok(task) : Problem.NotFound("task");
    }

    private static async Task<Results<Ok<PlanTask>, ValidationProblem, ProblemHttpResult>> MoveAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "task_id")] long taskId, MoveTaskRequest request, IPlanStore plans, CancellationToken ct)
    {
        var validation = new Validation();
        CheckPlace(validation, request.ParentId, request.Position);
        if (validation.Problem is { } problem) return problem;

        return await plans.MoveTaskAsync(planId, taskId, request, ct) is { } task ? TypedResults.Ok(task) : Problem.NotFound("task");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "task_id")] long taskId, IPlanStore plans, CancellationToken ct) =>
        await plans.DeleteTaskAsync(planId, taskId, ct) ? TypedResults.NoContent() : Problem.NotFound("task");

    private static void CheckPlace(Validation validation, long? parentId, int? position)
    {
        validation.Range("parent_id", parentId, 1);
        validation.Range("position", position, 0);
    }

    private static void CheckDependencies(Validation validation, IReadOnlyList<long>? dependsOn)
    {
        validation.Range("depends_on", dependsOn?.DefaultIfEmpty(1).Min(), 1);
        if (dependsOn?.Count > PlanLimits.Dependencies) validation.Add("depends_on", $"must have at most {PlanLimits.Dependencies} entries.");
    }

    private static List<PlanTask> InOrder(PlanTree tree)
    {
        var tasks = new List<PlanTask>(tree.Plan.TaskCount);
        var stack = new Stack<PlanTaskNode>(tree.Tasks.Reverse());
        while (stack.TryPop(out var task))
        {
            tasks.Add(task);
            foreach (var child in task.Children.Reverse()) stack.Push(child);
        }

        return tasks;
    }
}
