using System.Text.Json;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Jobs;

/// <summary>What is particular to one type of jobs on a plan when someone asks for one: the rules of its request, and what is made of it.</summary>
/// <typeparam name="TRequest">The body that asks for it.</typeparam>
internal interface IPlanJob<TRequest>
{
    JobTypeDescriptor Type { get; }

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
