using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Puts titles and instructions into another language; of a whole plan its title and description too.</summary>
internal sealed class Translate(IOptions<OperationOptions> options) : IPlanOperation
{
    private const string Rules = """
        Translate "title" and "instruction" of each of "tasks" into the language asked for.
        - Nothing is added, nothing is left out. Numbers, dates, names, links, code and Markdown stay as they are.
        - Use the words that people of the field use in that language; the same word for the same thing everywhere.
        - "title": at most 80 characters, beginning with a verb where the language does so.
        - A text that is in that language already comes back as it is; an empty one stays empty.
        - Answer with every one of the tasks, by its "task_id", and with no other.
        """;

    public OperationDescriptor Operation => TaskOperations.Translate;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var language = run.Params.Language ?? throw new JobFailedException("No language was named.");
        IReadOnlyList<PlanTaskNode> tasks = run.Target is null ? [Plan(run.Outline.Plan), .. run.Tasks] : run.Tasks;
        return new OperationDraft(await Wording.AskAsync(
            run, tasks, options.Value.TasksPerCall, Rules, $"Translate these tasks into the language with the tag \"{language}\" (BCP 47).", new Glossary(), ct));
    }

    /// <summary>The plan's own words, as if they were a task's.</summary>
    private static PlanTaskNode Plan(Plan plan) => new()
    {
        TaskId = TaskEdit.Plan,
        PlanId = plan.PlanId,
        Title = plan.Title,
        Instruction = plan.Description,
        CreatedAt = plan.CreatedAt,
        UpdatedAt = plan.UpdatedAt,
    };
}
