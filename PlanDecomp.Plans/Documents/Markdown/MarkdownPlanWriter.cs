using System.Text;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>Writes a plan as an outline that people and <see cref="OutlineReader"/> can read: checkboxes, numbers, quoted instructions.</summary>
public static class MarkdownPlanWriter
{
    /// <summary>Raised when an older reader could misread an outline.</summary>
    internal const int Version = 1;

    public static string Write(PlanDocument plan)
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!-- plandecomp {Version} -->\n# {MarkdownText.EscapeInline(plan.Title)}\n");
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
            text.Append(indent).Append("- [").Append(PlanTaskStatuses.Of(task.Status).Mark).Append("] **").Append(numbers[i]).Append("** ")
                .Append(MarkdownText.EscapeInline(task.Title)).Append('\n');
            if (task.Instruction.Length > 0) Quote(text, $"{indent}  ", task.Instruction);
            if (task.DependsOn.Count > 0) Remark(text, indent, $"Depends on: {string.Join(", ", task.DependsOn.Select(index => numbers[index]))}");
            if (task.EffortHours is { } hours) Remark(text, indent, OutlineEffort.Write(hours));
            if (task.Error is not null) Remark(text, indent, $"Error: {MarkdownText.EscapeInline(task.Error)}");
            if (task.Results is not [.., var newest]) continue;

            // Earlier versions are for machines: people get what stands.
            Remark(text, indent, OutlineResult.Write(newest));
            text.Append('\n');
            Quote(text, $"{indent}  ", newest.Content);
        }

        return text.ToString();
    }

    /// <summary>A line in emphasis; the empty one above keeps it out of the quote, or of the title, of which it would be a continuation.</summary>
    private static void Remark(StringBuilder text, string indent, string remark) => text.Append('\n').Append(indent).Append("  *").Append(remark).Append("*\n");

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
