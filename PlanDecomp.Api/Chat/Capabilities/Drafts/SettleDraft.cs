using System.Globalization;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Capabilities.Drafts;

/// <summary>What <see cref="AcceptDraft"/> and <see cref="RejectDraft"/> share: one draft a reply, and what is said when it cannot be settled.</summary>
internal sealed class SettleDraft(DraftFinder drafts, IJobStore jobs, IPlanStore plans, ActGate gate)
{
    private const int MaxNamed = 3;

    /// <summary>What a model names one by.</summary>
    public static ToolParameter Draft { get; } = new("draft", ToolType.Text, "Its number, and its plan if another is talked about, such as: 3 of plan Trip; left out, the only one that waits.");

    /// <param name="turn">Who asks.</param>
    /// <param name="name">Of the deed: accept, reject.</param>
    /// <param name="words">Words for the draft; null is the only one that waits.</param>
    /// <param name="settle">Accepts or rejects it.</param>
    /// <param name="say">What is said when that is done.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public async Task<ActionOutcome> RunAsync(
        ChatTurn turn, string name, string? words, Func<Proposal, Task<ProposalOutcome?>> settle, Func<Proposal, ProposalOutcome, string> say, CancellationToken ct)
    {
        var found = await drafts.FindAsync(turn, words, ct);
        if (found.Item is not { } draft) return ActionOutcome.DidNot(found.Problem);
        if (turn.HasDecided) return ActionOutcome.DidNot(ActionWords.OneStep(turn));
        if (draft.Status == ProposalStatus.Open && await plans.FindAsync(draft.PlanId, ct) is { } plan)
        {
            var deed = new Deed(name, plan) { Detail = draft.ProposalId.ToString(CultureInfo.InvariantCulture), Note = DraftWording.Link(turn, draft) };
            if (await gate.StopAsync(turn, deed, ct) is { } stopped) return stopped;
        }

        ct.ThrowIfCancellationRequested();
        try
        {
            var outcome = await settle(draft);
            turn.HasDecided = outcome is ProposalOutcome.Accepted or ProposalOutcome.Changed;
            turn.ChangeSetId = outcome is ProposalOutcome.Accepted made ? made.Proposal.ChangeSetId : null;
            return outcome switch
            {
                ProposalOutcome.Accepted or ProposalOutcome.Changed => ActionOutcome.Did(say(draft, outcome)),
                ProposalOutcome.NotOpen other => await NotOpenAsync(turn, other.Proposal),
                ProposalOutcome.JobAtWork job => await JobAtWorkAsync(turn, draft, job.JobId),
                ProposalOutcome.TreeChanged changed => ActionOutcome.DidNot(TreeChanged(turn, draft, changed)),
                _ => ActionOutcome.DidNot(ActionWords.Gone(turn)),
            };
        }
        catch (PlanRuleException rule)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"The draft cannot be accepted as it is: {rule.Message} Open {DraftWording.Link(turn, draft)} to change it.",
                $"这份草稿目前无法接受，请打开{DraftWording.Link(turn, draft)}调整后再试。"));
        }
    }

    private async Task<ActionOutcome> NotOpenAsync(ChatTurn turn, Proposal draft)
    {
        if (draft.Status != ProposalStatus.Drafting)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"{Begin(turn, draft)} is settled: {DraftWording.Status(turn, draft)}.", $"{Begin(turn, draft)}已经处理过：{DraftWording.Status(turn, draft)}。"));
        }

        await ShowAsync(turn, draft.JobId);
        return ActionOutcome.DidNot(turn.Say(
            $"{Begin(turn, draft)} is still being made. Wait for its end, or cancel it: /cancel", $"{Begin(turn, draft)}还在生成。请等它结束，或取消：/取消"));
    }

    private async Task<ActionOutcome> JobAtWorkAsync(ChatTurn turn, Proposal draft, string jobId)
    {
        await ShowAsync(turn, jobId);
        return ActionOutcome.DidNot(ActionWords.JobAtWork(turn, turn.Say($"[the draft's plan](/plans/{draft.PlanId})", $"[草稿所属的计划](/plans/{draft.PlanId})")));
    }

    private async Task ShowAsync(ChatTurn turn, string jobId)
    {
        if (turn.JobId is null && await jobs.FindAsync(jobId, CancellationToken.None) is { } job) await turn.ShowJobAsync(job);
    }

    private static string TreeChanged(ChatTurn turn, Proposal draft, ProposalOutcome.TreeChanged changed)
    {
        var names = string.Join(turn.Say(", ", "、"), changed.Differences.Take(MaxNamed).Select(one => $"“{Markdown.Escape(one.Title)}”"));
        var more = changed.Differences.Count > MaxNamed ? turn.Say(" and others", "等") : "";
        return turn.Say(
            $"The plan has changed since the draft was made ({names}{more}). Open {DraftWording.Link(turn, draft)}, bring it up to date, look at it again, then accept it.",
            $"草稿生成之后计划又有改动（{names}{more}）。请打开{DraftWording.Link(turn, draft)}，更新后再次查看，然后接受。");
    }

    private static string Begin(ChatTurn turn, Proposal draft) => turn.Say($"The {DraftWording.Link(turn, draft)}", DraftWording.Link(turn, draft));
}
