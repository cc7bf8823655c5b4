using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>The one task that stands for all parts of another, when a request allows a single child.</summary>
public static class WholeTask
{
    private const string EnglishEnd = ", step by step", ChineseStart = "按步骤完成：";

    public static bool Is(string title) =>
        title.EndsWith(EnglishEnd, StringComparison.OrdinalIgnoreCase) || title.StartsWith(ChineseStart, StringComparison.Ordinal);

    public static Node Of(Node node)
    {
        var parts = TaskTree.ChildrenOf(node);
        var chinese = node.Brief.Language == Language.Chinese;
        var name = node.Title.Length > 0 ? node.Title : node.Brief.Wish;
        if (!name.Any(char.IsLetterOrDigit)) name = node.Brief.Subject;
        name = Shortener.To(name, Wording.LongestTitle - 20).TrimEnd('.', '?', '!', '。', '？', '！');
        return new Node
        {
            Title = chinese ? ChineseStart + name : char.ToUpperInvariant(name[0]) + name[1..] + EnglishEnd,
            Instruction = (chinese ? "依次完成：" : "In this order: ") + string.Join(chinese ? "；" : "; ", parts.Select(part => Shortener.To(part.Title, 60)).Take(12)) + (chinese ? "。" : "."),
            Brief = node.Brief,
            Merged = parts,
        };
    }
}
