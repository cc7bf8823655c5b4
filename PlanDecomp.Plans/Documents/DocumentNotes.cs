using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Plans.Documents;

/// <summary>Where in a document something stands.</summary>
/// <param name="Line">From 1; null in JSON.</param>
/// <param name="Path">In JSON; null elsewhere.</param>
internal readonly record struct DocumentPlace(int? Line, string? Path)
{
    public static DocumentPlace AtLine(int line) => new(line, null);

    public static DocumentPlace AtPath(string path) => new(null, path);

    /// <summary>As a reason names it in passing.</summary>
    public override string ToString() => Line is { } line ? $"line {line}" : Path ?? "the document";
}

/// <summary>What is wrong with a document, and what was taken in another sense.</summary>
internal sealed class DocumentNotes
{
    /// <summary>More help no one: they mostly follow from the first ones.</summary>
    public const int MaxNotes = 50;

    private readonly List<DocumentNote> _errors = [];
    private readonly List<DocumentNote> _warnings = [];

    public IReadOnlyList<DocumentNote> Errors => _errors;

    public IReadOnlyList<DocumentNote> Warnings => _warnings;

    /// <summary>The file within a zip that is being read.</summary>
    public string? File { get; set; }

    /// <summary>True once reading on is of no use.</summary>
    public bool IsFull => _errors.Count >= MaxNotes;

    public void Error(string code, DocumentPlace place, string reason)
    {
        // A value of the wrong kind is taken for none, and would be missed as well.
        if (place.Path is { } path && _errors.Any(error => error.Path == path && error.File == File)) return;
        Add(_errors, code, place, reason);
    }

    public void Warn(string code, DocumentPlace place, string reason) => Add(_warnings, code, place, reason);

    private void Add(List<DocumentNote> notes, string code, DocumentPlace place, string reason)
    {
        if (notes.Count >= MaxNotes) return;
        notes.Add(new DocumentNote { Code = code, Reason = reason, File = File, Line = place.Line, Path = place.Path });
    }
}
