namespace PlanDecomp.Api.Chat.Words;

/// <summary>
/// What the rules take for the name of a plan or a task: words that say that it is one, a number, or quotes. A bare noun is a wish:
/// "translate the plan" names one, "translate my thesis" does not.
/// </summary>
internal static class Named
{
    /// <summary>A group for a pattern; ends where the pattern goes on.</summary>
    public const string English =
        @"(?:it|this|that|everything|(?:all\s+)?(?:the|this|my|our|these)\s+(?:(?:whole|entire|current)\s+)?(?:plan|project|tasks|steps)|(?:the\s+|my\s+|this\s+)?plan\s+(?!for\b|to\b)[^,;:]+?"
        + @"|(?:the|my|our)\s+[^,;:]+?\s+(?:plan|task|step|sub-?task)|(?:the\s+|this\s+)?(?:task|step|sub-?task)\s+[^,;:]+?|all\s+tasks|#\d+|\d+(?:\.\d+)*\.?|[“""][^”""]+[”""])";

    /// <inheritdoc cref="English"/>
    public const string Chinese =
        @"(?:它们?|这个|全部|所有任务|全部任务|(?:整个|这个|这份|该|本|此|当前|我的)?(?:计划|方案)(?:\s?#?\d+|\s?[“「《""][^”」》""]+[”」》""]|\s?[^的，,：:。\s]+(?=的))?"
        + @"|第[一二两三四五六七八九十\d.]+(?:个|项|条|步)(?:子?任务|步骤)?|(?:这个|该)?(?:子?任务|步骤)\s?(?:#?[\d.]+|[“「《""][^”」》""]+[”」》""]|[^的，,：:。\s]+?)"
        + @"|(?:整个|这个)?(?:[“「《""][^”」》""]+[”」》""])(?:这个|这份)?(?:计划|任务)?|#\d+|\d+(?:\.\d+)*)";
}
