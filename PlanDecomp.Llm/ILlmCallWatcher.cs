namespace PlanDecomp.Llm;

/// <summary>Sees each request that is really sent, its retries too.</summary>
public interface ILlmCallWatcher
{
    /// <summary>Right before a request is sent; what it throws stops it.</summary>
    void Sending();

    /// <summary>A request has ended, whatever came of it.</summary>
    void Ended(LlmUsage usage);

    /// <summary>The request failed and will be sent again.</summary>
    /// <param name="retry">From 1.</param>
    /// <param name="failure">Why.</param>
    /// <param name="delay">After how long.</param>
    void Retrying(int retry, LlmFailure failure, TimeSpan delay);

    /// <summary>The endpoint refused the form asked for; from now on it is asked in a simpler way.</summary>
    void Simplified(string from, string to, LlmFailure failure);
}
