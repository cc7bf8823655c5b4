using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Reads out of a sentence how finely something is to be broken down: "roughly", "in detail", 粗略, 详细.</summary>
internal static partial class FinenessWords
{
    public static ToolParameter Parameter { get; } = new("fineness", ToolType.Text, "How finely.") { Choices = Fineness.All };

    /// <returns>The sentence without the words, and one of <see cref="Fineness"/>; null when it does not say.</returns>
    public static (string Words, string? Fineness) Read(string text)
    {
        if (Rough().Match(text) is { Success: true } rough) return (text.Remove(rough.Index, rough.Length).Trim(), Fineness.Rough);
        if (Fine().Match(text) is { Success: true } fine) return (text.Remove(fine.Index, fine.Length).Trim(), Fineness.Fine);

        // Of a plan's description the words are a part, and stay in it.
        if (RoughPlan().IsMatch(text)) return (text, Fineness.Rough);
        return (text, DetailedPlan().IsMatch(text) ? Fineness.Fine : null);
    }

    [GeneratedRegex(@"^(?:only\s+)?(?:roughly|coarsely)\s+|(?<=\S)[,，]?\s+(?:(?:only\s+)?(?:roughly|coarsely)|in (?:rough|broad) strokes)$|(?:粗略|大致)地?(?=拆|分解|规划|策划)|(?<=\S)[,，]\s*(?:粗略|粗|大致)(?:一?点|一些|即可|就行)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Rough();

    [GeneratedRegex(@"^(?:finely|thoroughly)\s+|(?<=\S)[,，]?\s+(?:in (?:(?:more|fine|full|great) )?detail|finely|thoroughly)$|(?:详细|细致)地?(?=拆|分解|规划|策划)|(?<=\S)[,，]\s*(?:详细|细致|细)(?:一?点|一些)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Fine();

    [GeneratedRegex(@"\brough\s+(?:project\s+|work\s+|action\s+)?(?:plan|roadmap)\b|粗略的?(?:计划|规划|方案)", RegexOptions.IgnoreCase)]
    private static partial Regex RoughPlan();

    [GeneratedRegex(@"\bdetailed\s+(?:project\s+|work\s+|action\s+)?(?:plan|roadmap)\b|详细的?(?:计划|规划|方案)", RegexOptions.IgnoreCase)]
    private static partial Regex DetailedPlan();
}
