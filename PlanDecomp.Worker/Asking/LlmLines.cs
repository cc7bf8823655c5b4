using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;

namespace PlanDecomp.Worker.Asking;

/// <summary>The task that a model is asked about.</summary>
/// <param name="TaskId">Null for the plan itself.</param>
/// <param name="Title">Its title.</param>
internal sealed record CallSubject(long? TaskId, string Title);

/// <summary>The lines about calls of the language model, alike in every type of job.</summary>
/// <remarks>
/// All carry <c>task_id</c> (null: the plan itself) and <c>title</c>.
/// <list type="table">
/// <item><term>llm.request</term><description>model, call (from 1; repairs count on)</description></item>
/// <item><term>llm.response</term><description>input_tokens, output_tokens, estimated, milliseconds, cost</description></item>
/// <item><term>llm.retry</term><description>retry, max_retries, delay_seconds, status, error</description></item>
/// <item><term>llm.simplified</term><description>from, to (empty: it is left out), error</description></item>
/// <item><term>llm.shortened</term><description>left_out, error</description></item>
/// <item><term>llm.fallback</term><description>from, to, host, error; no task's: once in an attempt</description></item>
/// <item><term>llm.cut</term><description>input_tokens, cost: of a call that brought nothing and is counted all the same</description></item>
/// <item><term>node.repair</term><description>repair, max_repairs, error</description></item>
/// </list>
/// </remarks>
internal static class LlmLines
{
    public const string Request = "llm.request";
    public const string Response = "llm.response";
    public const string Retry = "llm.retry";
    public const string Simplified = "llm.simplified";
    public const string Shortened = "llm.shortened";
    public const string Fallback = "llm.fallback";
    public const string Cut = "llm.cut";
    public const string Repair = "node.repair";

    public static void LogRequest(this JobContext job, CallSubject about, string model, int call) => job.Log(
        JobLogLevel.Debug, Request, $"Asking {model} about \"{about.Title}\".",
        ("task_id", about.TaskId), ("title", about.Title), ("model", model), ("call", call));

    public static void LogResponse(this JobContext job, CallSubject about, LlmAnswer answer)
    {
        var milliseconds = (long)answer.Duration.TotalMilliseconds;
        job.Log(
            JobLogLevel.Debug, Response,
            $"Answer for \"{about.Title}\": {answer.Usage.InputTokens} tokens in, {answer.Usage.OutputTokens} out{(answer.Usage.Estimated ? " (estimated)" : "")}, {milliseconds} ms.",
            ("task_id", about.TaskId), ("title", about.Title),
            ("input_tokens", answer.Usage.InputTokens), ("output_tokens", answer.Usage.OutputTokens), ("estimated", answer.Usage.Estimated),
            ("milliseconds", milliseconds), ("cost", answer.Usage.Cost));
    }

    public static void LogRetry(this JobContext job, CallSubject about, int retry, int maxRetries, LlmFailure failure, TimeSpan delay)
    {
        var seconds = Math.Round(delay.TotalSeconds, 3);
        job.Log(
            JobLogLevel.Warning, Retry, $"The call for \"{about.Title}\" failed: {failure.Detail}. Trying again in {seconds} s ({retry} of {maxRetries}).",
            ("task_id", about.TaskId), ("title", about.Title), ("retry", retry), ("max_retries", maxRetries),
            ("delay_seconds", seconds), ("status", failure.Status), ("error", failure.Detail));
    }

    public static void LogSimplified(this JobContext job, CallSubject about, string from, string to, LlmFailure failure) => job.Log(
        JobLogLevel.Warning, Simplified,
        to.Length == 0 ? $"The endpoint does not take {from}; from now on it is left out." : $"The endpoint does not take {from}; from now on it is asked with {to}.",
        ("task_id", about.TaskId), ("title", about.Title), ("from", from), ("to", to), ("error", failure.Detail));

    public static void LogShortened(this JobContext job, CallSubject about, string leftOut, LlmFailure failure) => job.Log(
        JobLogLevel.Warning, Shortened, $"The prompt for \"{about.Title}\" is longer than the model can read. Asking again without {leftOut}.",
        ("task_id", about.TaskId), ("title", about.Title), ("left_out", leftOut), ("error", failure.Detail));

    public static void LogFallback(this JobContext job, LlmModel from, LlmModel to, LlmFailure failure) => job.Log(
        JobLogLevel.Warning, Fallback, $"The language model {from.Name} cannot be used now: {failure.Detail}. Going on with {to.Name} at {to.Host}.",
        ("from", from.Name), ("to", to.Name), ("host", to.Host), ("error", failure.Detail));

    public static void LogCut(this JobContext job, CallSubject about, LlmUsage usage) => job.Log(
        JobLogLevel.Debug, Cut, $"The call for \"{about.Title}\" brought no answer; about {usage.InputTokens} tokens of its prompt are counted (estimated).",
        ("task_id", about.TaskId), ("title", about.Title), ("input_tokens", usage.InputTokens), ("cost", usage.Cost));

    public static void LogRepair(this JobContext job, CallSubject about, int repair, int maxRepairs, string fault) => job.Log(
        JobLogLevel.Warning, Repair, $"The answer for \"{about.Title}\" cannot be used: {fault} Asking for a repair ({repair} of {maxRepairs}).",
        ("task_id", about.TaskId), ("title", about.Title), ("repair", repair), ("max_repairs", maxRepairs), ("error", fault));
}
