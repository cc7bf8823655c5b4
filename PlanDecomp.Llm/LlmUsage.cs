using Microsoft.Extensions.AI;

namespace PlanDecomp.Llm;

/// <summary>What one call has used.</summary>
/// <param name="InputTokens">Read by the model.</param>
/// <param name="OutputTokens">Written by the model, its reasoning included.</param>
/// <param name="Estimated">The endpoint gave no figures: these are guessed from the text.</param>
/// <param name="Cost">Null when the model has no price.</param>
public sealed record LlmUsage(long InputTokens, long OutputTokens, bool Estimated, decimal? Cost)
{
    /// <summary>The figures of an answer: the endpoint's, else estimates.</summary>
    public static LlmUsage Of(IEnumerable<ChatMessage> messages, ChatResponse response, LlmPrice? price)
    {
        var given = response.Usage;
        var input = given?.InputTokenCount ?? 0;
        var output = given?.OutputTokenCount ?? 0;
        var estimated = input == 0 && output == 0;
        if (estimated)
        {
            input = messages.Sum(message => EstimateTokens(message.Text));
            output = EstimateTokens(response.Text);
        }

        return new LlmUsage(input, output, estimated, CostOf(input, output, price));
    }

    /// <summary>A call that brought no answer: counted, with nothing known of its tokens.</summary>
    public static LlmUsage Nothing(LlmPrice? price) => new(0, 0, false, CostOf(0, 0, price));

    /// <summary>About four letters make a token, and one Chinese, Japanese or Korean character makes one.</summary>
    public static long EstimateTokens(string text)
    {
        long wide = 0, narrow = 0;
        foreach (var c in text)
        {
            if (c is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF') wide++;
            else narrow++;
        }

        return wide + ((narrow + 3) / 4);
    }

    private static decimal? CostOf(long input, long output, LlmPrice? price) =>
        price is null ? null : ((input * price.InputPerMillion) + (output * price.OutputPerMillion)) / 1_000_000m;
}
