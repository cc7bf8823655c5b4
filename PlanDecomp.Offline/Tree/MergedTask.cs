using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>One task in the place of several neighbours, which become its children.</summary>
public static class MergedTask
{
    public static Node Of(IReadOnlyList<Node> nodes)
    {
        var flat = nodes.SelectMany(node => node.Merged.Count > 0 && node.Title == TitleOf(node.Merged) ? node.Merged : [node]).ToList();
        var chinese = flat[0].Brief.Language == Language.Chinese;
        var list = string.Join(chinese ? "；" : "; ", flat.Select(node => Shortener.To(node.Title, 60)).Take(12));
        return new Node
        {
            Title = TitleOf(flat),
            Instruction = chinese
                ? $"依次完成这 {flat.Count} 项：{list}。全部完成即为完成。"
                : $"Covers {flat.Count} steps, in this order: {list}. It is done when each of them is.",
            Brief = flat[0].Brief,
            Merged = flat,
            Period = PeriodOf(flat),
        };
    }

    /// <summary>False when a title cannot be a merged one: it saves trying every pair of neighbours.</summary>
    public static bool MayBe(string title) => Joints.Any(joint => title.Contains(joint, StringComparison.Ordinal));

    private static readonly string[] Joints = [" → ", " … ", ", and ", "，并", "，直到"];

    private static string TitleOf(IReadOnlyList<Node> nodes)
    {
        var (first, last) = (nodes[0], nodes[^1]);
        var language = first.Brief.Language;
        const int half = Wording.LongestTitle / 2 - 4;
        if (PeriodOf(nodes) is { } period)
        {
            var name = Duration.Name(period.Unit, period.First, period.Last, language);
            return language == Language.Chinese ? $"{name}：{AfterColon(first)}，直到{AfterColon(last)}" : $"{name}: {AfterColon(first)} … {AfterColon(last)}";
        }

        var (from, to) = (Shortener.To(first.Title, half), Shortener.To(last.Title, half));
        if (nodes.Count > 2) return $"{from} → {to}";
        return language == Language.Chinese ? $"{from}，并{to}" : $"{from}, and {LowerFirst(to)}";
    }

    private static (PeriodUnit Unit, int First, int Last)? PeriodOf(IReadOnlyList<Node> nodes) =>
        nodes.All(node => node.Period is { } period && period.Unit == nodes[0].Period!.Value.Unit)
            ? (nodes[0].Period!.Value.Unit, nodes[0].Period!.Value.First, nodes[^1].Period!.Value.Last)
            : null;

    private static string AfterColon(Node node) => Shortener.To(node.Title.Split([": ", "："], 2, StringSplitOptions.None)[^1], 45);

    // Templates start with a verb; a name in capitals ("SWOT") keeps them.
    private static string LowerFirst(string title) =>
        title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) && WorkReader.IsEnglishVerb(title.Split(' ')[0]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
