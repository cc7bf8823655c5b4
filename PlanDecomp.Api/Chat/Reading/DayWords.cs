using System.Globalization;
using PlanDecomp.Contracts.Costs;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>What the chat says of money and tokens.</summary>
internal static class DayWords
{
    /// <summary>The account has used what it may today.</summary>
    public static string UsedUp(ChatTurn turn, DateTimeOffset endsAt)
    {
        var end = endsAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return turn.Say(
            $"What you may use of the language model today is used up; the day ends at {end} UTC.", $"你今天可用的语言模型额度已用完；额度日在 {end}（UTC）结束。");
    }

    /// <summary>The most that a job may take, in a sentence. Null when rules do it: then it is free, and nothing is said.</summary>
    public static string? AtMost(ChatTurn turn, CostEstimate estimate)
    {
        if (!estimate.UsesModel) return null;
        var (calls, tokens) = (estimate.Calls.ToString("N0", CultureInfo.InvariantCulture), estimate.Tokens.ToString("N0", CultureInfo.InvariantCulture));
        if (estimate.Cost is not { } cost)
        {
            return turn.Say(
                $"It takes at most about {calls} calls of the language model and {tokens} tokens; no price is set for it.",
                $"最多约需调用语言模型 {calls} 次、{tokens} 个 token；未设置其价格。");
        }

        var money = $"{cost.ToString(cost >= 1 ? "N2" : "0.####", CultureInfo.InvariantCulture)} {estimate.Currency}";
        return turn.Say(
            $"It takes at most about {calls} calls of the language model and {tokens} tokens, which is {money}.",
            $"最多约需调用语言模型 {calls} 次、{tokens} 个 token，约合 {money}。");
    }
}
