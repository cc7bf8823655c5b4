using System.Globalization;
using MudBlazor;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Results;

namespace PlanDecomp.Web.Client.Chat.Messages;

/// <summary>Something that is done next after a job has ended: said in the chat, or a page that is opened.</summary>
/// <param name="Icon">An SVG path of MudBlazor's.</param>
/// <param name="Label">What is shown.</param>
/// <param name="Say">What is said when it is chosen; null for a page.</param>
/// <param name="Address">The page; null for something that is said.</param>
public sealed record NextStep(string Icon, Text Label, Text? Say, string? Address)
{
    /// <summary>What a job that has ended well leads to; none for all others.</summary>
    public static IReadOnlyList<NextStep> Of(Job job)
    {
        if (job is not { Status: JobStatus.Succeeded, PlanId: { } planId }) return [];
        return job.JobType switch
        {
            JobType.PlanDecompose when JobResults.Decomposition(job) is { } made => made.ProposalId is { } draft
                ? OfDraft(planId, draft)
                : [Execute, OpenPlan(planId), Undo],
            JobType.PlanExecute when JobResults.Execution(job) is { } done => done.Failed + done.Skipped > 0
                ? [RetryFailed, Results, Graph(planId), Export, Undo]
                : [Results, Graph(planId), Export, Undo],
            JobType.TaskOperation when JobResults.Operation(job) is { } operation => operation switch
            {
                { ProposalId: { } draft } => OfDraft(planId, draft),
                { ChangeSetId: not null } => [OpenPlan(planId), Undo],
                _ => [],
            },
            _ => [],
        };
    }

    private static NextStep Execute => new(Icons.Material.Outlined.PlayArrow, NextStepsText.Execute, NextStepsText.SayExecute, null);

    private static NextStep RetryFailed => new(Icons.Material.Outlined.Replay, NextStepsText.RetryFailed, NextStepsText.SayRetryFailed, null);

    private static NextStep Results => new(Icons.Material.Outlined.Article, NextStepsText.Results, NextStepsText.SayResults, null);

    private static NextStep Export => new(Icons.Material.Outlined.FileDownload, NextStepsText.Export, NextStepsText.SayExport, null);

    private static NextStep Undo => new(Icons.Material.Outlined.Undo, NextStepsText.Undo, NextStepsText.SayUndo, null);

    private static NextStep OpenPlan(long planId) => new(Icons.Material.Outlined.AccountTree, NextStepsText.OpenPlan, null, PlanAddress.Of(planId));

    private static NextStep Graph(long planId) => new(Icons.Material.Outlined.Hub, NextStepsText.Graph, null, PlanAddress.OfGraph(planId));

    private static IReadOnlyList<NextStep> OfDraft(long planId, long draft)
    {
        var number = draft.ToString(CultureInfo.InvariantCulture);
        return
        [
            new(Icons.Material.Outlined.RateReview, NextStepsText.LookAtDraft, null, PlanAddress.OfDraft(planId, draft)),
            new(Icons.Material.Outlined.Check, NextStepsText.Accept, new($"Accept draft {number}", $"接受草稿{number}"), null),
            new(Icons.Material.Outlined.Close, NextStepsText.Reject, new($"Reject draft {number}", $"拒绝草稿{number}"), null),
        ];
    }
}
