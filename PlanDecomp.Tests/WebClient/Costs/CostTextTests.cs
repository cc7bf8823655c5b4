using PlanDecomp.Contracts.Costs;
using PlanDecomp.Web.Client.Costs;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Costs;

/// <summary>What the pages say of tokens and money.</summary>
public sealed class CostTextTests
{
    private static readonly UsageTotals Some = new() { Calls = 3, InputTokens = 1_000, OutputTokens = 234, EstimatedTokens = 0, Cost = 0.0125m };

    [Fact]
    public void An_estimate_says_the_most_or_that_no_price_is_set_or_that_it_is_free()
    {
        var estimate = new CostEstimate { UsesModel = true, Model = "m", Calls = 183, Tokens = 2_196_000, Cost = 1.5m, Currency = "EUR" };

        Assert.Equal("At most about 183 calls and 2,196,000 tokens, which is 1.50 EUR. Mostly it is far less.", CostText.Of(Speaking(PageLanguage.English), estimate));
        Assert.Equal("At most about 183 calls and 2,196,000 tokens. No price is set for the model.", CostText.Of(Speaking(PageLanguage.English), estimate with { Cost = null }));
        Assert.Contains("免费", CostText.Of(Speaking(PageLanguage.Chinese), estimate with { UsesModel = false }), StringComparison.Ordinal);
        Assert.Contains("1.50 EUR", CostText.Of(Speaking(PageLanguage.Chinese), estimate), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_and_an_account_say_what_they_have_used()
    {
        Assert.Equal("Jobs of this plan: 2 · 1,234 tokens, 0.0125 USD", CostText.Of(Speaking(PageLanguage.English), new PlanUsage(2, Some, "USD", IsPriced: true)));
        Assert.Equal(
            "Jobs of this plan: 2 · 1,234 tokens (in part estimated)",
            CostText.Of(Speaking(PageLanguage.English), new PlanUsage(2, Some with { EstimatedTokens = 5 }, "USD", IsPriced: false)));
        var account = new AccountUsage { Today = Some, AllTime = Some with { Cost = 12.3456m }, DayEndsAt = DateTimeOffset.UnixEpoch, Currency = "USD", IsPriced = true };
        Assert.Equal(
            "Your use of the language model: today 1,234 tokens, 0.0125 USD · in all 1,234 tokens, 12.35 USD", CostText.Of(Speaking(PageLanguage.English), account));
    }

    private static Localizer Speaking(PageLanguage language)
    {
        var localizer = new Localizer();
        localizer.Use(language);
        return localizer;
    }
}
