namespace PlanDecomp.Llm;

/// <summary>Sees each request that is really sent, its retries too.</summary>
public interface ILlmCallWatcher
{
    /// <summary>Right before a request is sent; what it throws stops it.</summary>
    /// <param name="call">Whom it goes to, and the most it may take.</param>
    /// <param name="ct">Cancels the wait for leave to send it.</param>
    ValueTask SendingAsync(LlmCallBegin call, CancellationToken ct);

    /// <summary>A request has ended, whatever came of it.</summary>
    void Ended(LlmUsage usage);

    /// <summary>The request failed and will be sent again.</summary>
    /// <param name="retry">From 1.</param>
    /// <param name="failure">Why.</param>
    /// <param name="delay">After how long.</param>
    void Retrying(int retry, LlmFailure failure, TimeSpan delay);

    /// <summary>The endpoint refused the form asked for; from now on it is asked in a simpler way.</summary>
    void Simplified(string from, string to, LlmFailure failure);

    /// <summary>The first model is of no use now; the one to fall back on is asked.</summary>
    void FellBack(LlmModel from, LlmModel to, LlmFailure failure);
}

/// <summary>A request about to be sent.</summary>
/// <param name="Model">Whom it goes to.</param>
/// <param name="InputTokens">What it asks to be read, guessed from the text.</param>
/// <param name="OutputTokens">The most the answer is taken to have: <see cref="LlmBounds"/>.</param>
/// <param name="Cost">What that would cost; null when the model has no price.</param>
public sealed record LlmCallBegin(LlmModel Model, long InputTokens, long OutputTokens, decimal? Cost);
