using Microsoft.Extensions.AI;

namespace PlanDecomp.Llm;

/// <summary>What one call has used.</summary>
/// <param name="InputTokens">Read by the model.</param>
/// <param name="OutputTokens">Written by the model, its reasoning included.</param>
/// <param name="Estimated">The endpoint gave no figures, or no answer: these are guessed from the text.</param>
/// <param name="Cost">Null when the model has no price.</param>
public sealed record LlmUsage(long InputTokens, long OutputTokens, bool Estimated, decimal? Cost)
{
    /// <summary>Who was asked.</summary>
    public string Model { get; init; } = "";


    /// <summary>The figures of an answer: the endpoint's, else estimates.</summary>
    public static LlmUsage Of(IEnumerable<ChatMessage> messages, ChatResponse response, LlmModel model)
    {
        var given = response.Usage;
        var input = given?.InputTokenCount ?? 0;
        var output = given?.OutputTokenCount ?? 0;
        return input == 0 && output == 0
            ? Estimate(messages, response.Text, model)
            : new LlmUsage(input, output, false, CostOf(input, output, model.Price)) { Model = model.Name };
    }

    /// <summary>A call that the endpoint has not taken, so that nothing is paid for it: counted, without tokens.</summary>
    public static LlmUsage Nothing(LlmModel model) => new(0, 0, false, CostOf(0, 0, model.Price)) { Model = model.Name };

    /// <summary>A call that was cut in the midst of its answer, or before it: what it has cost is guessed.</summary>
    /// <param name="messages">What was sent: the endpoint has read it.</param>
    /// <param name="answer">What has come of the answer.</param>
    /// <param name="model">Who was asked.</param>
    public static LlmUsage Estimate(IEnumerable<ChatMessage> messages, string answer, LlmModel model)
    {
        var (input, output) = (EstimateTokens(messages), EstimateTokens(answer));
        return new LlmUsage(input, output, true, CostOf(input, output, model.Price)) { Model = model.Name };
    }

    public static long EstimateTokens(IEnumerable<ChatMessage> messages) => messages.Sum(message => EstimateTokens(message.Text));

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

    internal static decimal? CostOf(long input, long output, LlmPrice? price) =>
        price is null ? null : ((input * price.InputPerMillion) + (output * price.OutputPerMillion)) / 1_000_000m;
}
