using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>What a line of an outline is.</summary>
internal enum OutlineLineKind
{
    Blank,

    /// <summary>Our exports' first line; what follows is another plan.</summary>
    PlanMark,
    Heading,
    Item,

    /// <summary>Of a quote, which is text to the letter.</summary>
    Quote,

    /// <summary>Of a code block, which is text to the letter.</summary>
    Code,

    /// <summary>Names what the task depends on.</summary>
    Dependencies,

    /// <summary>Why an execution failed or skipped the task.</summary>
    Error,

    /// <summary>Hours of the task's work.</summary>
    Effort,

    /// <summary>Says that the quote below is the task's result.</summary>
    Result,
    Text,
}

/// <summary>A line of an outline.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Without indentation and marks.</param>
internal sealed record OutlineLine(int Number, OutlineLineKind Kind, string Text)
{
    /// <summary>Columns before the first character; a tab leads to the next multiple of four.</summary>
    public int Indent { get; init; }

    /// <summary>Of an item, the column its text begins at.</summary>
    public int ContentColumn { get; init; }

    /// <summary>Of the title that front matter says: above all headings.</summary>
    public const int FrontMatterLevel = 0;

    /// <summary>Of a heading, 1 to 6, or <see cref="FrontMatterLevel"/>; of a plan mark, its version.</summary>
    public int Level { get; init; }

    /// <summary>What our exports call the task, such as 1.2; null when the line says no such name.</summary>
    public string? Name { get; init; }

    /// <summary>The number in front, such as 1 or 1.2; null when there is none.</summary>
    public string? Ordinal { get; init; }

    /// <inheritdoc cref="ListMarker.Rank" />
    public int Rank { get; init; }

    public PlanTaskStatus Status { get; init; }

    /// <summary>Of a result's line, what it says; the content follows.</summary>
    public DocumentResult? Result { get; init; }

    /// <summary>Of an effort's line, the hours.</summary>
    public double Hours { get; init; }

    public DocumentPlace Place => DocumentPlace.AtLine(Number);
}
