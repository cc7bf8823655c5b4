using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Worker.Execution;

/// <summary>What is to be done with a task whose turn has come.</summary>
/// <param name="Task">As the walk knows it; words are read anew when the work starts.</param>
internal abstract record TaskStep(PlanTaskNode Task)
{
    /// <summary>A leaf is to be worked on, or a parent closed with a summary.</summary>
    internal sealed record Work(PlanTaskNode Task) : TaskStep(Task)
    {
        public bool IsSummary => Task.Children.Count > 0;
    }

    /// <summary>It ends without any work.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="To">How.</param>
    /// <param name="Reason">Why, for a person.</param>
    internal sealed record End(PlanTaskNode Task, TaskEnd To, string Reason) : TaskStep(Task);
}
