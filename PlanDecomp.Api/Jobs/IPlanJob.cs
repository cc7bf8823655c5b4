using System.Text.Json;
using PlanDecomp.Api.Costs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Jobs;

/// <summary>What is particular to one type of jobs on a plan when someone asks for one: the rules of its request, and what is made of it.</summary>
/// <typeparam name="TRequest">The body that asks for it.</typeparam>
internal interface IPlanJob<TRequest>
{
    JobTypeDescriptor Type { get; }

    /// <summary>The model that does it.</summary>
    LlmRole Role { get; }

    /// <summary>What a valid request may use at most.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tasks">Tasks that the target has: itself with all below it, or all of the plan.</param>
    /// <param name="ofTask">The target is a task.</param>
    JobBudgets BudgetsOf(TRequest request, int tasks, bool ofTask);

    /// <summary>What the request alone tells.</summary>
    Validation Check(TRequest request, bool ofTask);

    /// <summary>True when it takes the plan's tree to check the request.</summary>
    bool NeedsTree(TRequest request) => false;

    /// <summary>What the tree tells of it.</summary>
    Validation Check(TRequest request, PlanTree tree, long? taskId) => new();

    /// <summary>Fills in what a valid request leaves out.</summary>
    SettledJob Settle(TRequest request, bool ofTask);
}

/// <summary>A job as it is going to be stored.</summary>
/// <param name="Mode">What it works on, or does.</param>
/// <param name="What">For the log's first line, as in "break down".</param>
/// <param name="Params">Its settled parameters.</param>
internal sealed record SettledJob(string Mode, string What, JsonElement Params);
