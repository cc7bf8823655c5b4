using PlanDecomp.Contracts.Jobs;
namespace PlanDecomp.Contracts.Operations;

/// <summary>All there is to say of one operation on a plan's tasks. Validation, tools, commands, dialogs and words follow from it.</summary>
public sealed record OperationDescriptor
{
    /// <summary>Its name on the wire and in the stores: the <c>mode</c> of jobs of type <c>task_operation</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Names it had before: still accepted, and found in old files.</summary>
    public IReadOnlyList<string> OldNames { get; init; } = [];

    public required OperationTarget Target { get; init; }

    public OperationEffect Effect { get; init; } = OperationEffect.Changes;

    /// <summary>It works on what is below its target, not on the target alone: without that it has nothing to do.</summary>
    public bool NeedsChildren { get; init; }

    /// <summary>It works on the plan's own words too: a plan without tasks is enough.</summary>
    public bool TouchesPlan { get; init; }

    /// <summary>Rules cannot do it: without a language model it is refused.</summary>
    public bool NeedsModel { get; init; }

    /// <summary>False when a success has changed what it would be repeated on.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>What may be asked of it beside what all operations know: commit, budgets.</summary>
    public IReadOnlyList<OperationParameter> Parameters { get; init; } = [];

    /// <summary>An SVG picture of 24 by 24, without its frame.</summary>
    public required string Icon { get; init; }

    public required OperationWords Words { get; init; }

    public required OperationSpeech Speech { get; init; }

    /// <summary>What becomes of its change when the request says nothing: one of <see cref="CommitMode"/>.</summary>
    public string DefaultCommit => Effect is OperationEffect.Drafts or OperationEffect.OnlyDrafts ? CommitMode.Review : CommitMode.Apply;

    /// <summary>The request may choose between making the change and a draft of it.</summary>
    public bool HasCommitChoice => Effect is OperationEffect.Changes or OperationEffect.Drafts;

    /// <summary>Its number that people say, as in "into three"; null when it has none but limits.</summary>
    public OperationParameter? NumberSaid => Parameters.FirstOrDefault(parameter => parameter is { Kind: ParameterKind.Number, IsLimit: false });

    /// <summary>The parameter of that name on the wire; null when the operation does not know it.</summary>
    public OperationParameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}

/// <summary>What an operation works on.</summary>
public enum OperationTarget
{
    /// <summary>A whole plan, or a task with what is below it.</summary>
    PlanOrTask,

    /// <summary>One task.</summary>
    Task,

    /// <summary>Several tasks below the same parent: the target and those named beside it.</summary>
    Siblings,
}

/// <summary>What an operation leaves behind.</summary>
public enum OperationEffect
{
    /// <summary>A change; a draft when that is asked for.</summary>
    Changes,

    /// <summary>A draft; a change when that is asked for.</summary>
    Drafts,

    /// <summary>A draft at most: what it suggests is made only when someone accepts it.</summary>
    OnlyDrafts,

    /// <summary>Nothing but its result.</summary>
    Looks,
}
