using System.Text.Json;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Capabilities.Execution;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Talk;

/// <summary>"Yes", 好的, after the rules have offered something: to make a plan of what they did not understand, to execute what was broken down.</summary>
internal sealed partial class SayYes(CreatePlan createPlan, Execute execute, IJobStore jobs, IPlanStore plans) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents => [ChatIntent.Of("yes", Precedence.Phrase, [Yes()], (turn, _, ct) => RunAsync(turn, ct))];

    private async Task<ActionOutcome> RunAsync(ChatTurn turn, CancellationToken ct)
    {
        var nothing = ActionOutcome.DidNot(turn.Say("Yes to what? Say what I should do, or /help.", "请告诉我具体要做什么，或输入 /帮助。"));
        if (turn.History is not [.., { Role: ChatRole.User } wish, { Role: ChatRole.Assistant, Metadata: { } before }]) return nothing;
        if (turn.AskedBefore is not null) return await createPlan.AnswerAsync(turn, ct) ?? nothing;
        return OfferOf(before) switch
        {
            ChatTurn.OfferCreate => await createPlan.RunAsync(turn, wish.Content, null, new DecomposeRequest(), ct),
            ChatTurn.OfferExecute => await execute.RunAsync(turn, TargetName.Of(""), new ExecuteRequest(), ct),
            _ => await OfferExecutionAsync(turn, before, ct) ?? nothing,
        };
    }

    private static string? OfferOf(ChatMetadata metadata) =>
        metadata.Others?.TryGetValue(ChatTurn.OfferKey, out var offer) == true && offer.ValueKind == JsonValueKind.String ? offer.GetString() : null;

    /// <summary>After a breakdown a "yes" may mean the next step, or just "fine": an execution costs, so it is asked.</summary>
    private async Task<ActionOutcome?> OfferExecutionAsync(ChatTurn turn, ChatMetadata before, CancellationToken ct)
    {
        if (before is not { Job.JobType: JobType.PlanDecompose, JobId: { } jobId }
            || await jobs.FindAsync(jobId, ct) is not { Status: JobStatus.Succeeded, PlanId: { } planId } job || job.Owner != turn.Owner
            || await plans.FindAsync(planId, ct) is not { TaskCount: > 0 } plan) return null;
        turn.TalkAbout(planId);
        turn.Offer(ChatTurn.OfferExecute);
        return ActionOutcome.Did(turn.Say(
            $"{Markdown.Link(plan)} is broken down. Shall I execute it, each task when what it depends on is done? Say **yes**.",
            $"{Markdown.Link(plan)}已拆分完成。要按依赖顺序执行它吗？请回复“**好的**”。"));
    }

    [GeneratedRegex("^(?:yes|yep|yeah|sure|ok|okay|do it|go ahead|please do|y|好|好的|是|是的|可以|行|要|对|嗯|做|开始)(?:[,，!！。 ]*(?:please|do it|go ahead|请))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();
}
