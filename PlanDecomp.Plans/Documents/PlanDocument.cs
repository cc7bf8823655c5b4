using System.Globalization;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Plans.Documents;

/// <summary>A plan apart from any store: what exports write, imports read, and duplicates copy. It has no ids.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">May be empty.</param>
/// <param name="Tasks">In the order of the tree, parents before their children.</param>
public sealed record PlanDocument(string Title, string Description, IReadOnlyList<DocumentTask> Tasks)
{
    /// <summary>What every job on the plan is to mind; null when nothing is wished.</summary>
    public string? Wishes { get; init; }

    /// <summary>The plan as a document that can be read again: what an old file, or a model's text, holds against the rules of import is put in order.</summary>
    /// <param name="tree">The plan.</param>
    /// <param name="results">Of its tasks, each task's oldest first.</param>
    public static PlanDocument Of(PlanTree tree, ILookup<long, TaskResult> results)
    {
        var nodes = new List<(PlanTaskNode Node, int? Parent)>(tree.Plan.TaskCount);
        var stack = new Stack<(PlanTaskNode Node, int? Parent)>(tree.Tasks.Reverse().Select(node => (node, (int?)null)));
        while (stack.TryPop(out var next))
        {
            foreach (var child in next.Node.Children.Reverse()) stack.Push((child, nodes.Count));
            nodes.Add(next);
        }

        var indexes = nodes.Select((next, index) => (next.Node.TaskId, index)).ToDictionary(pair => pair.TaskId, pair => pair.index);
        return new PlanDocument(TitleOf(tree.Plan.Title, "Plan", tree.Plan.PlanId), TextOf(tree.Plan.Description, PlanLimits.DescriptionLength),
        [
            .. nodes.Select(next => new DocumentTask(TitleOf(next.Node.Title, "Task", next.Node.TaskId), next.Parent)
            {
                Instruction = TextOf(next.Node.Instruction, PlanLimits.InstructionLength),
                Status = next.Node.Status,
                Error = next.Node.Error is { } error ? TextOf(error, PlanLimits.InstructionLength) : null,
                EffortHours = PlanLimits.Round(next.Node.EffortHours),
                DependsOn = [.. next.Node.DependsOn.Select(id => indexes[id]).Order()],
                Results = [.. results[next.Node.TaskId].Select(DocumentResult.Of)],
            }),
        ])
        {
            Wishes = tree.Plan.Wishes is { } wishes ? TextOf(wishes, PlanLimits.WishesLength) : null,
        };
    }

    internal static string TextOf(string text, int limit)
    {
        // A sign outside the basic plane counts as one: the text may have up to twice as many units.
        if (text.Length > limit && text.EnumerateRunes().Count() > limit) text = TextCut.To(text, limit - 1);
        return text.Any(c => c == '\0' || char.IsSurrogate(c)) ? CleanText.Of(text) : text;
    }

    private static string TitleOf(string title, string what, long id)
    {
        if (title.Any(c => char.IsControl(c) || char.IsSurrogate(c))) title = CleanText.Line(title);
        return !VisibleText.IsIn(title) ? string.Create(CultureInfo.InvariantCulture, $"{what} {id}") : TextOf(title.Trim(), PlanLimits.TitleLength);
    }

    /// <summary>The tasks' numbers in the outline, such as <c>1.2</c>.</summary>
    public IReadOnlyList<string> Numbers()
    {
        var numbers = new string[Tasks.Count];
        var children = new int[Tasks.Count + 1];
        for (var i = 0; i < Tasks.Count; i++)
        {
            var place = ++children[(Tasks[i].Parent ?? -1) + 1];
            numbers[i] = Tasks[i].Parent is { } parent ? $"{numbers[parent]}.{place}" : $"{place}";
        }

        return numbers;
    }
}

/// <summary>A task of a document.</summary>
/// <param name="Title">One line.</param>
/// <param name="Parent">Its parent's index, which is smaller than its own; null for a top task.</param>
public sealed record DocumentTask(string Title, int? Parent)
{
    public string Instruction { get; init; } = "";
    public PlanTaskStatus Status { get; init; }

    /// <summary>Why an execution failed or skipped it; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>Hours of work, to two decimals; null when no one has said.</summary>
    public double? EffortHours { get; init; }

    /// <summary>Indexes, in order.</summary>
    public IReadOnlyList<int> DependsOn { get; init; } = [];

    /// <summary>All versions, oldest first.</summary>
    public IReadOnlyList<DocumentResult> Results { get; init; } = [];
}

/// <summary>A version of a task's result.</summary>
/// <param name="Kind">One of <see cref="TaskResultKind"/>.</param>
/// <param name="Content">Markdown.</param>
/// <param name="Writer"><c>llm</c> or <c>offline</c>: a reader is told in every document, too.</param>
/// <param name="Model">The model's name; null offline.</param>
/// <param name="CreatedAt">Null when the document does not say.</param>
public sealed record DocumentResult(string Kind, string Content, string Writer, string? Model, DateTimeOffset? CreatedAt)
{
    public const string Llm = "llm";
    public const string Offline = "offline";

    /// <summary>It prepares a person's work, and is not the work itself.</summary>
    public bool Prepared { get; init; }

    /// <summary>Its end is missing.</summary>
    public bool Incomplete { get; init; }

    public static DocumentResult Of(TaskResult result) =>
        new(result.Kind, PlanDocument.TextOf(result.Content, PlanLimits.ResultLength), result.Writer, result.Model, result.CreatedAt)
        {
            Prepared = result.Prepared,
            Incomplete = result.Incomplete,
        };
}
