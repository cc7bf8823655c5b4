using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace PlanDecomp.Llm;

/// <summary>The parameters that the endpoint is known to take: it is asked with all of them at first, and each refusal takes one away, for the life of the process.</summary>
public sealed class LlmParameters(LlmOptions options)
{
    public const string Temperature = "temperature";
    public const string MaxCompletionTokens = "max_completion_tokens";
    public const string MaxTokens = "max_tokens";

    /// <summary>Of a failure: answers in pieces.</summary>
    public const string Stream = "stream";

    private LlmForm _form = new(options.StructuredOutput, true, MaxCompletionTokens, options.Streaming);

    /// <summary>Those that a refusal is looked through for.</summary>
    internal static string[] All { get; } = [Temperature, MaxCompletionTokens, MaxTokens];

    public LlmForm Form => Volatile.Read(ref _form);

    /// <summary>Learns from a refusal. Null when there is nothing to leave out: then the request itself was refused.</summary>
    /// <param name="used">The form of the request that was refused.</param>
    /// <param name="wished">The options of that request, before they were put into that form.</param>
    /// <param name="failure">The refusal.</param>
    /// <returns>What is no longer asked for, and what takes its place: empty for nothing. Both are empty when another call has learnt it already.</returns>
    public (string From, string To)? Learn(LlmForm used, ChatOptions wished, LlmFailure failure)
    {
        if (Simpler(used, wished, failure) is not var (next, from, to)) return null;

        // Calls that run side by side may be refused together: only the first moves on from the form it used.
        return Interlocked.CompareExchange(ref _form, next, used) == used ? (from, to) : ("", "");
    }

    private static (LlmForm Next, string From, string To)? Simpler(LlmForm used, ChatOptions wished, LlmFailure failure) => failure switch
    {
        { Fault: LlmFault.FormatRefused } when LlmStructuredOutput.Simpler(used.Format) is { } simpler => (used with { Format = simpler }, used.Format, simpler),
        { Fault: LlmFault.ParameterRefused, Parameter: Stream } when used.IsStreamed => (used with { IsStreamed = false }, Stream, ""),
        { Fault: LlmFault.ParameterRefused, Parameter: Temperature } when used.HasTemperature && wished.Temperature is not null =>
            (used with { HasTemperature = false }, Temperature, ""),
        { Fault: LlmFault.ParameterRefused, Parameter: MaxTokens or MaxCompletionTokens } when used.Limit is { } limit && wished.MaxOutputTokens is not null =>
            limit == MaxCompletionTokens ? (used with { Limit = MaxTokens }, limit, MaxTokens) : (used with { Limit = null }, limit, ""),
        _ => null,
    };
}

/// <summary>The form of a request.</summary>
/// <param name="Format">One of <see cref="LlmStructuredOutput"/>.</param>
/// <param name="HasTemperature">A temperature is sent, where one is wished.</param>
/// <param name="Limit">The name under which the limit of an answer's tokens is sent, where there is one; null sends none.</param>
/// <param name="IsStreamed">Long answers are asked for in pieces.</param>
public sealed record LlmForm(string Format, bool HasTemperature, string? Limit, bool IsStreamed)
{
    /// <summary>The options in this form.</summary>
    internal ChatOptions Apply(ChatOptions wished)
    {
        var options = wished.Clone();
        if (!HasTemperature) options.Temperature = null;
        if (Limit == LlmParameters.MaxCompletionTokens || wished.MaxOutputTokens is not { } tokens) return options;
        options.MaxOutputTokens = null;
        if (Limit is null) return options;
        options.RawRepresentationFactory = _ =>
        {
            // The client knows the newer name only.
            var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001
            raw.Patch.Set("$.max_tokens"u8, tokens);
#pragma warning restore SCME0001
            return raw;
        };
        return options;
    }
}
