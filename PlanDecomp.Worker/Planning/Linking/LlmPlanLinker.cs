using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Operations;

namespace PlanDecomp.Worker.Planning.Linking;

/// <summary>Has a language model look at the whole tree, in one call.</summary>
internal sealed class LlmPlanLinker([FromKeyedServices(LlmRole.Planning)] LlmCaller caller, IOptions<PlanningOptions> options, IOptions<LlmOptions> llm) : IPlanLinker
{
    private const string Rules = """
        "tasks" is a whole plan; each of its branches was planned for itself, without knowing what is in the others. Look at them together.
        "depends_on" names the tasks that must be completed before a task can begin, "parent" the task it is a part of. "today" is the date.
        - "dependencies": each task whose dependencies change, with the whole new "depends_on" and a "reason" in a few words. Add one where a
          task needs what a task of another branch brings. Where a whole branch waits for another one and only one task in it needs one task
          of the other, let that task wait for that one instead. Leave out what another dependency implies. No circles; no task depends on
          what it is part of or what is part of it.
        - "merges": tasks that would do the same work twice. "task_id" stays, the tasks in "merged" go; "title" and "instruction" say all that is
          left to do. Only tasks without parts.
        - "additions": work that the request needs and no task does; few, and none when nothing is missing. "parent" is the task it goes below, 0
          the top; "depends_on" what it needs, "needed_by" the tasks that wait for it.
        - "numbers": where money, dates or people of the request do not close: the parts come to more than there is, something comes after
          its deadline, someone is needed in two places. "kind" is money, dates, people or other; "text" says what is asked, what is planned and what to do
          about it, in one or two sentences. Only what does not close.
        - Change only what is wrong; lists with nothing in them are a good answer. Write in the language of the request.
        """;

    private const string Form = """
        {"dependencies":[{"task_id":5,"depends_on":[2],"reason":"..."}],"merges":[{"task_id":3,"merged":[7],"title":"...","instruction":"...","reason":"..."}],"additions":[{"parent":1,"title":"...","instruction":"...","depends_on":[2],"needed_by":[6],"reason":"..."}],"numbers":[{"kind":"money","text":"..."}]}
        """;

    /// <exception cref="JobFailedException">The endpoint's configuration is at fault; the message says what to set.</exception>
    /// <inheritdoc/>
    public async Task<LinkPlan> LinkAsync(LinkRequest request, ICallUsage usage, CancellationToken ct)
    {
        var about = new CallSubject(request.TargetTaskId, request.TargetTaskId is { } id ? request.Outline.Find(id)?.Title ?? "" : request.Outline.Plan.Title);
        var watcher = new CallWatcher(about, usage, llm.Value.MaxRetries);
        var task = request.MaxAdded > 0 ? $"Link the tasks of this plan. At most {request.MaxAdded} tasks may be added." : "Link the tasks of this plan. No tasks may be added.";
        var messages = OperationPrompt.Begin(Rules, Form.Trim(), task, Data(request));
        try
        {
            return await new LlmDialogue(caller, options.Value.MaxRepairs).AskAsync<LinkPlan>(
                about, messages, LinkAnswer.Schema, LinkAnswer.SchemaName,
                (LlmAnswer answer, bool isLast, out string fault) => LinkAnswer.Read(answer, request, isLast, out fault), OperationPrompt.Repair, watcher, ct);
        }
        catch (UnusableAnswerException e)
        {
            throw new PlanLinkingException(e.Message, e.InnerException);
        }
    }

    private JsonObject Data(LinkRequest request)
    {
        var (outline, plan) = (request.Outline, request.Outline.Plan);
        var data = new JsonObject { ["request"] = PromptParts.Text(plan.Title, TextCut.To(plan.Description, options.Value.MaxDescriptionLength), "description") };
        if (request.Hint is { } wishes) data["standing_wishes"] = wishes;
        if (request.Today is { } today) data["today"] = PromptParts.Day(today);
        if (request.TargetTaskId is { } id && outline.Find(id) is { } target) data["target"] = new JsonObject { ["task_id"] = id, ["title"] = target.Title };
        data["tasks"] = TaskData.Of(outline.Tasks, outline);
        return data;
    }
}
