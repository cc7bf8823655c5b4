using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>A task of the rules' tree with its words filled in. Its children are made when they are asked for.</summary>
public sealed record Node
{
    public required string Title { get; init; }
    public required string Instruction { get; init; }

    /// <summary>The request it belongs to; a person's own task may have one of its own.</summary>
    public required Brief Brief { get; init; }

    public bool Beside { get; init; }
    public IReadOnlyList<Rule> Parts { get; init; } = [];

    /// <summary>Children that exist already, of a task that was made by merging some.</summary>
    public IReadOnlyList<Node> Merged { get; init; } = [];

    public WorkType? Work { get; init; }

    /// <summary>What the type of work is done to.</summary>
    public string About { get; init; } = "";

    /// <summary>Set on a task that stands for days, weeks or months: the unit, the first and the last of them.</summary>
    public (PeriodUnit Unit, int First, int Last)? Period { get; init; }

    /// <summary>No template knows this title: a person made or renamed it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Has named parts, not only the usual steps of its type of work.</summary>
    public bool IsLarge => Parts.Count > 0 || Merged.Count > 0;

    public bool HasChildren => IsLarge || Work is not null;
}
