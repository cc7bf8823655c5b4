using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>What something is to be done to: a plan, or one task of it.</summary>
/// <param name="Plan">The plan, the person's own.</param>
/// <param name="Task">Null for the whole plan.</param>
internal sealed record Target(Plan Plan, PlanTask? Task)
{
    /// <summary>As it stands within a sentence, with a link.</summary>
    public string In(ChatTurn turn) => turn.Say($"the {English}", Chinese);

    /// <summary>As it begins a sentence, with a link.</summary>
    public string Begin(ChatTurn turn) => turn.Say($"The {English}", Chinese);

    private string English => Task is null ? $"plan {Markdown.Link(Plan)}" : $"task “{Markdown.Escape(Task.Title)}” of {Markdown.Link(Plan)}";

    private string Chinese => Task is null ? $"计划{Markdown.Link(Plan)}" : $"{Markdown.Link(Plan)}中的任务“{Markdown.Escape(Task.Title)}”";
}

/// <summary>A person's words for a <see cref="Target"/>.</summary>
internal sealed record TargetName
{
    private TargetName()
    {
    }

    /// <summary>Words that may name a plan, a task, or a task with its plan; null when the two are told apart.</summary>
    public string? Words { get; private init; }

    /// <summary>Words for the plan; null is the one of the talk.</summary>
    public string? Plan { get; private init; }

    /// <summary>Words for the task; null is the whole plan.</summary>
    public string? Task { get; private init; }

    /// <param name="words">As said; empty is the plan of the talk.</param>
    public static TargetName Of(string words) => new() { Words = words };

    public static TargetName Of(string? plan, string? task) => new() { Plan = plan, Task = string.IsNullOrWhiteSpace(task) ? null : task };
}
