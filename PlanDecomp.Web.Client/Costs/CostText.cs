using System.Globalization;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Costs;

/// <summary>What is said of tokens and money.</summary>
internal static class CostText
{
    public static readonly Text Budget = new("Money at most", "费用上限");
    public static readonly Text OfPlan = new("Jobs of this plan", "此计划的作业");
    public static readonly Text OfAccount = new("Your use of the language model", "你的语言模型用量");
    public static readonly Text CostNeedsPrice = new("No price is set for the language model, so a budget of money cannot be kept.", "未设置语言模型的价格，无法限制费用。");

    private static readonly Text Free = new("Built-in rules do this: it is free.", "由内置规则完成，免费。");
    private static readonly Text AtMost = new("At most about {0} calls and {1} tokens, which is {2}. Mostly it is far less.", "最多约 {0} 次调用、{1} 个 token，约合 {2}；通常远低于此。");
    private static readonly Text AtMostUnpriced = new("At most about {0} calls and {1} tokens. No price is set for the model.", "最多约 {0} 次调用、{1} 个 token。未设置该模型的价格。");
    private static readonly Text Today = new("today {0}", "今天 {0}");
    private static readonly Text InAll = new("in all {0}", "累计 {0}");
    private static readonly Text Tokens = new("{0} tokens", "{0} 个 token");
    private static readonly Text Estimated = new("{0} tokens (in part estimated)", "{0} 个 token（部分为估算）");

    public static string Of(Localizer l, CostEstimate estimate)
    {
        if (!estimate.UsesModel) return l[Free];
        return estimate.Cost is { } cost
            ? l[AtMost, Whole(estimate.Calls), Whole(estimate.Tokens), Money(cost, estimate.Currency)]
            : l[AtMostUnpriced, Whole(estimate.Calls), Whole(estimate.Tokens)];
    }

    public static string Of(Localizer l, PlanUsage usage) => $"{l[OfPlan]}: {Whole(usage.Jobs)} · {Of(l, usage.Total, usage.Currency, usage.IsPriced)}";

    public static string Of(Localizer l, AccountUsage usage) =>
        $"{l[OfAccount]}: {l[Today, Of(l, usage.Today, usage.Currency, usage.IsPriced)]} · {l[InAll, Of(l, usage.AllTime, usage.Currency, usage.IsPriced)]}";

    private static string Of(Localizer l, UsageTotals totals, string currency, bool isPriced)
    {
        var tokens = l[totals.EstimatedTokens > 0 ? Estimated : Tokens, Whole(totals.InputTokens + totals.OutputTokens)];
        return isPriced ? $"{tokens}, {Money(totals.Cost, currency)}" : tokens;
    }

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal cost, string currency) => $"{cost.ToString(cost >= 1 ? "N2" : "0.####", CultureInfo.InvariantCulture)} {currency}";
}
