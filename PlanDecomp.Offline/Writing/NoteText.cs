using System.Text;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Writing;

/// <summary>Builds a note's Markdown; sections with nothing in them are left out.</summary>
internal sealed class NoteText(Language language)
{
    private const int MaxTitle = 120;
    private readonly StringBuilder _text = new();

    /// <summary>A title that fits into a line of a note.</summary>
    public static string Short(string title) => Shortener.To(PlainText.OneLine(title), MaxTitle);

    public void Label(Words label) => _text.Append("> ").Append(label.In(language)).Append('\n');

    public void Heading(Words heading) => _text.Append("\n## ").Append(heading.In(language)).Append('\n');

    public void Paragraph(string text) => _text.Append('\n').Append(text).Append('\n');

    /// <summary>A name and what belongs to it, with the language's own colon.</summary>
    public string Pair(string name, string value) => language == Language.Chinese ? $"{name}：{value}" : $"{name}: {value}";

    public void Section(Words heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        Heading(heading);
        _text.Append('\n');
        foreach (var item in items) _text.Append("- ").Append(item).Append('\n');
    }

    public void Numbered(Words heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        Heading(heading);
        _text.Append('\n');
        for (var i = 0; i < items.Count; i++) _text.Append(i + 1).Append(". ").Append(items[i]).Append('\n');
    }

    public override string ToString() => _text.ToString().TrimEnd('\n');
}
