using System.Text.Json;
using Microsoft.Extensions.AI;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;

namespace PlanDecomp.Worker.Asking;

/// <summary>Asks a model for an answer in a form, and asks again, with the fault quoted, when the answer cannot be used.</summary>
internal sealed class LlmDialogue(LlmCaller caller, int maxRepairs)
{
    /// <summary>Characters of a bad answer that are sent back: each repair pays for them again.</summary>
    private const int MaxQuote = 8_000;

    private const int MaxFault = 1_000;

    /// <summary>Reads an answer. Null when it cannot be used, and then <paramref name="fault"/> says why, for a model or a person.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isLast">There will be no repair: what can be put in order is.</param>
    /// <param name="fault">A sentence.</param>
    public delegate T? ReadAnswer<out T>(LlmAnswer answer, bool isLast, out string fault)
        where T : class;

    /// <summary>The model's usable answer.</summary>
    /// <param name="about">The task it is asked about.</param>
    /// <param name="messages">The conversation; repairs are added to it.</param>
    /// <param name="schema">The answer's JSON schema.</param>
    /// <param name="schemaName">Its name for the endpoint.</param>
    /// <param name="read">Reads an answer.</param>
    /// <param name="repair">The messages that ask for a repair, by answer and fault.</param>
    /// <param name="watcher">Told of every request.</param>
    /// <param name="ct">Cancels, also in mid-call.</param>
    /// <exception cref="UnusableAnswerException">No usable answer came of it, repairs and retries included.</exception>
    /// <exception cref="JobFailedException">The endpoint's configuration is at fault; the message says what to set.</exception>
    public async Task<T> AskAsync<T>(
        CallSubject about, List<ChatMessage> messages, JsonElement schema, string schemaName, ReadAnswer<T> read,
        Func<string, string, IEnumerable<ChatMessage>> repair, CallWatcher watcher, CancellationToken ct)
        where T : class
    {
        for (var repairs = 0; ; repairs++)
        {
            var answer = await CallAsync(about, messages, schema, schemaName, watcher, ct);
            JobContext.Current?.LogResponse(about, answer);
            if (read(answer, repairs == maxRepairs, out var fault) is { } usable) return usable;
            fault = TextCut.To(fault, MaxFault);
            if (repairs == maxRepairs) throw new UnusableAnswerException(Explain(fault));

            JobContext.Current?.LogRepair(about, repairs + 1, maxRepairs, fault);
            messages.AddRange(repair(TextCut.To(ReasoningFilter.Strip(answer.Text), MaxQuote), fault));
        }
    }

    private async Task<LlmAnswer> CallAsync(
        CallSubject about, List<ChatMessage> messages, JsonElement schema, string schemaName, CallWatcher watcher, CancellationToken ct)
    {
        try
        {
            return await messages.AskAsync(about, () => caller.AskAsync(messages, schema, schemaName, watcher, ct));
        }
        catch (LlmCallException e) when (e.Failure.EndsJob)
        {
            throw new JobFailedException(e.Message);
        }
        catch (LlmCallException e)
        {
            throw new UnusableAnswerException(e.Message, e);
        }
    }

    private string Explain(string fault) => maxRepairs == 0
        ? $"The model's answer cannot be used: {fault}"
        : $"The model's answer cannot be used, also after {maxRepairs} {(maxRepairs == 1 ? "repair" : "repairs")}: {fault}";
}

/// <summary>No usable answer came of a model, repairs and retries included. The message is for a person.</summary>
internal sealed class UnusableAnswerException(string message, Exception? inner = null) : Exception(message, inner);
