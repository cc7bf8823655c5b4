using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Words titles and instructions anew by a hint: of one task, or of everything below it too.</summary>
internal sealed class Rewrite(IOptions<OperationOptions> options) : IPlanOperation
{
    private const string Rules = """
        Word each of "tasks" anew as "wishes" says. Each stays the same piece of work: its purpose, its scope and every fact in it are kept.
        - "title": short and concrete, at most 80 characters, beginning with a verb where the language does so, without a number.
        - "instruction": what to do and how one knows that it is done. Give one to a task that has none.
        - Stay in the language of the task unless the wishes ask for another.
        - Answer with every one of the tasks, by its "task_id", and with no other. One that needs no change comes back as it is.
        """;

    public OperationDescriptor Operation => TaskOperations.Rewrite;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var tasks = run is { Target: { } target, Params.Scope: not OperationScope.Subtree } ? [target] : run.Tasks;
        return new OperationDraft(run.UsesModel
            ? await Wording.AskAsync(run, tasks, options.Value.TasksPerCall, Rules, "Word these tasks anew, as the wishes say.", glossary: null, ct)
            : OfflineRewrite.Edits(tasks, run.Params.Hint, run.Language));
    }
}
