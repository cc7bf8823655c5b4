namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>The text below a task or before the first one.</summary>
/// <param name="place">Of its first line.</param>
internal sealed class OutlineBody(DocumentPlace place)
{
    private readonly List<string> _lines = [];

    public DocumentPlace Place { get; } = place;

    public string Text => string.Join('\n', _lines);

    public void Add(string line, bool afterBlank)
    {
        if (afterBlank && _lines.Count > 0) _lines.Add("");
        _lines.Add(line);
    }
}
