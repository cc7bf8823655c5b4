using Microsoft.Extensions.Options;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Planning;

/// <summary>Breaks a node down by asking a language model, and asks again, with the error quoted, when its answer cannot be used.</summary>
/// <remarks>A refused key or an unknown model ends the whole job: every other node would fail in the same way.</remarks>
public sealed class LlmNodePlanner([FromKeyedServices(LlmRole.Planning)] LlmCaller caller, IOptions<PlanningOptions> options, IOptions<LlmOptions> llm) : INodePlanner
{
    public string Name => PlannerNames.Llm;

    public string? Model => caller.Model;

    /// <exception cref="JobFailedException">The endpoint's configuration is at fault; the message says what to set.</exception>
    /// <inheritdoc/>
    public async Task<NodePlan> PlanAsync(NodeRequest request, ICallUsage usage, CancellationToken ct)
    {
        var about = new CallSubject(request.TaskId, request.TargetTitle ?? request.PlanTitle);
        var watcher = new CallWatcher(about, usage, llm.Value.MaxRetries);
        var messages = NodePrompt.Begin(request, options.Value.MaxDescriptionLength);
        try
        {
            return await new LlmDialogue(caller, options.Value.MaxRepairs).AskAsync<NodePlan>(
                about, messages, NodeAnswer.Schema, NodeAnswer.SchemaName,
                (LlmAnswer answer, bool isLast, out string fault) => Read(answer, request, isLast, out fault), NodePrompt.Repair, watcher, ct);
        }
        catch (UnusableAnswerException e)
        {
            throw new NodePlanningException(e.Message, e.InnerException);
        }
    }

    private static NodePlan? Read(LlmAnswer answer, NodeRequest request, bool isLast, out string fault) =>
        NodeAnswer.Read(answer.Text, answer.CutOff, isLast, (NodePlan read, bool isLenient, out string broken) =>
        {
            // What breaks a rule is sent back as long as that is possible; then the part that keeps all of them does.
            var plan = NodePlanValidator.Tidy(read);
            if (isLenient) plan = NodePlanValidator.Salvage(plan, request);
            broken = NodePlanValidator.FindFault(plan, request) ?? "";
            return broken.Length == 0 ? plan : null;
        }, out fault);
}
