using System.Text;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>Writes a plan as an outline that people and <see cref="OutlineReader"/> can read: checkboxes, numbers, quoted instructions.</summary>
public static class MarkdownPlanWriter
{
    /// <summary>Raised when an older reader could misread an outline.</summary>
    internal const int Version = 1;

    public static string Write(PlanDocument plan)
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!-- plandecomp {Version} -->\n# {MarkdownText.EscapeTitle(plan.Title)}\n");
        if (plan.Description.Length > 0)
        {
            text.Append('\n');
            Quote(text, "", plan.Description);
        }

        if (plan.Tasks.Count > 0) text.Append('\n');
        var numbers = plan.Numbers();
        var depths = new int[plan.Tasks.Count];
        for (var i = 0; i < plan.Tasks.Count; i++)
        {
            var task = plan.Tasks[i];
            depths[i] = task.Parent is { } parent ? depths[parent] + 1 : 0;
            var indent = new string(' ', 2 * depths[i]);
            text.Append(indent).Append("- [").Append(StatusMark.Of(task.Status)).Append("] **").Append(numbers[i]).Append("** ")
                .Append(MarkdownText.EscapeTitle(task.Title)).Append('\n');
            if (task.Instruction.Length > 0) Quote(text, $"{indent}  ", task.Instruction);
            if (task.DependsOn.Count == 0) continue;

            // The empty line keeps it out of the quote, or of the title, of which it would be a continuation.
            text.Append('\n').Append(indent).Append("  *Depends on: ").AppendJoin(", ", task.DependsOn.Select(index => numbers[index])).Append("*\n");
        }

        return text.ToString();
    }

    private static void Quote(StringBuilder text, string indent, string quoted)
    {
        foreach (var line in quoted.Split('\n'))
        {
            text.Append(indent).Append('>');
            if (line.Length > 0) text.Append(' ').Append(MarkdownText.EscapeLine(line));
            text.Append('\n');
        }
    }
}
