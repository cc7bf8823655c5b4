using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Plans;
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
    public async Task<WrittenText> WriteAsync(WritingRequest request, ICallUsage usage, CancellationToken ct)
    {
        var about = new CallSubject(request.TaskId, request.Title);
        var watcher = new CallWatcher(about, usage, llm.Value.MaxRetries);
        var messages = WritingPrompt.Begin(request, options.Value.MaxDescriptionLength);
        for (var repair = 0; ; repair++)
        {
            var answer = await AskAsync(about, messages, watcher, ct);
            JobContext.Current?.LogResponse(about, answer);
            var (text, isPrepared) = Read(request, answer.Text);
            if (text.Length > 0) return await WholeAsync(about, new WrittenText(text, isPrepared) { IsIncomplete = answer.CutOff }, messages, watcher, ct);
            if (repair == options.Value.MaxRepairs) throw new TaskWritingException(Explain(answer));
            JobContext.Current?.LogTaskRepair(about, repair + 1, options.Value.MaxRepairs);
            messages.AddRange(WritingPrompt.Repair());
        }
    }

    /// <summary>Has an answer that was cut off gone on with. What there is stays, whatever becomes of the further calls: it is paid for.</summary>
    private async Task<WrittenText> WholeAsync(CallSubject about, WrittenText written, List<ChatMessage> messages, CallWatcher watcher, CancellationToken ct)
    {
        var begun = messages.ToList();
        for (var part = 1; written.IsIncomplete && part <= options.Value.MaxContinuations; part++)
        {
            JobContext.Current?.LogContinued(about, part, options.Value.MaxContinuations);
            var cut = CutAnswer.Of(written.Content);
            try
            {
                List<ChatMessage> further = [.. begun, .. WritingPrompt.Continue(cut.Kept)];
                var answer = await AskAsync(about, further, watcher, ct);
                JobContext.Current?.LogResponse(about, answer);

                // An empty answer goes on with nothing: asking once more would bring no more.
                if (Unwrap(answer.Text) is not { Length: > 0 } next) break;
                written = written with { Content = cut.With(next), IsIncomplete = answer.CutOff };
            }
            catch (Exception e) when (e is TaskWritingException or BudgetExhaustedException)
            {
                break;
            }
        }

        if (!written.IsIncomplete) return written;
        JobContext.Current?.LogCutOff(about);
        return written with { Content = $"{written.Content} …" };
    }

    private static (string Text, bool IsPrepared) Read(WritingRequest request, string answer)
    {
        var (text, isPrepared) = StateMark.Take(Unwrap(answer));
        return (Unwrap(text), isPrepared && request.Kind == TaskResultKind.Work);
    }

    private static string Explain(LlmAnswer answer) => answer.CutOff
        ? "The model's answer is empty: its output limit ended it before the first word. Raise Llm:MaxOutputTokens."
        : "The model's answer is empty.";

    private async Task<LlmAnswer> AskAsync(CallSubject about, List<ChatMessage> messages, CallWatcher watcher, CancellationToken ct)
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
