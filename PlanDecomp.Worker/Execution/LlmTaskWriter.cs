using Microsoft.Extensions.Options;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Execution;

/// <summary>Has a language model do the work of a task, and asks again when its answer is empty.</summary>
/// <remarks>A refused key or an unknown model ends the whole job: every other task would fail in the same way.</remarks>
public sealed class LlmTaskWriter([FromKeyedServices(LlmRole.Writing)] LlmCaller caller, IOptions<ExecutionOptions> options, IOptions<LlmOptions> llm) : ITaskWriter
{
    private const string Fence = "```";

    public string Name => ModelChoice.Llm;

    public string? Model => caller.Model;

    /// <exception cref="JobFailedException">The endpoint's configuration is at fault; the message says what to set.</exception>
    /// <inheritdoc/>
    public async Task<string> WriteAsync(WritingRequest request, ICallUsage usage, CancellationToken ct)
    {
        var about = new CallSubject(request.TaskId, request.Title);
        var watcher = new CallWatcher(about, usage, llm.Value.MaxRetries);
        var messages = WritingPrompt.Begin(request, options.Value.MaxDescriptionLength);
        for (var repair = 0; ; repair++)
        {
            var answer = await AskAsync(about, messages, watcher, ct);
            JobContext.Current?.LogResponse(about, answer);
            if (Unwrap(answer.Text) is { Length: > 0 } text)
            {
                if (!answer.CutOff) return text;
                JobContext.Current?.LogCutOff(about);
                return $"{text} …";
            }

            if (repair == options.Value.MaxRepairs) throw new TaskWritingException(Explain(answer));
            JobContext.Current?.LogTaskRepair(about, repair + 1, options.Value.MaxRepairs);
            messages.AddRange(WritingPrompt.Repair());
        }
    }

    private static string Explain(LlmAnswer answer) => answer.CutOff
        ? "The model's answer is empty: its output limit ended it before the first word. Raise Llm:MaxOutputTokens."
        : "The model's answer is empty.";

    private async Task<LlmAnswer> AskAsync(CallSubject about, List<Microsoft.Extensions.AI.ChatMessage> messages, CallWatcher watcher, CancellationToken ct)
    {
        try
        {
            return await messages.AskAsync(about, () => caller.AskForTextAsync(messages, watcher, ct));
        }
        catch (LlmCallException e) when (e.Failure.EndsJob)
        {
            throw new JobFailedException(e.Message);
        }
        catch (LlmCallException e)
        {
            throw new TaskWritingException(e.Message, e);
        }
    }

    /// <summary>Models like to put a whole Markdown answer into a code fence that says so.</summary>
    private static string Unwrap(string answer)
    {
        var text = answer.Trim();
        var first = text.IndexOf('\n', StringComparison.Ordinal);
        if (first < 0 || text[..first].Trim() is not ("```markdown" or "```md") || !text.EndsWith(Fence, StringComparison.Ordinal)) return text;

        // A bare fence where a block of the answer's own would have to begin closes the first one: it is not around all.
        var inner = text[(first + 1)..^Fence.Length];
        var open = false;
        foreach (var line in inner.Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith(Fence, StringComparison.Ordinal)))
        {
            if (!open && line == Fence) return text;
            open = !open;
        }

        return open ? text : inner.Trim();
    }
}
