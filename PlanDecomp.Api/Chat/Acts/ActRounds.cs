using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>Does the steps that wait, when what they wait for has ended well; in every Api, so that a step does not hang on the one that took it in.</summary>
internal sealed class ActRounds(IChatStore store, IJobStore jobs, ActRunner runner, IOptions<ChatOptions> options, TimeProvider time, ILogger<ActRounds> logger)
    : PeriodicWork(time, logger)
{
    private enum Before
    {
        AtWork,
        EndedWell,
        Failed,
    }

    protected override TimeSpan Pause => options.Value.StepsEvery;

    protected override Task RoundAsync(CancellationToken ct) => RunAsync(ct);

    /// <summary>One look at all steps.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var step in await store.ReadOpenActsAsync(ct))
        {
            switch (step.Act.Status == ChatActStatus.Running ? Before.EndedWell : await BeforeAsync(step, ct))
            {
                case Before.EndedWell:
                    await runner.RunAsync(step, ct);
                    break;
                case Before.Failed:
                    await store.MoveActAsync(step.Act.ActId, ChatActStatus.Waiting, ChatActStatus.Skipped, CardWords.Skipped(step.Call?.Language ?? ReplyLanguage.English), ct);
                    break;
            }
        }
    }

    private async Task<Before> BeforeAsync(StoredAct step, CancellationToken ct)
    {
        if (step.AfterJob is { } shown) return await OfJobAsync(shown, ct);
        if (step.AfterAct is not { } before) return Before.EndedWell;
        if (await store.FindActAsync(step.Owner, step.SessionId, step.MessageId, before, ct) is not { } other) return Before.Failed;
        return other.Act.Status switch
        {
            ChatActStatus.Done or ChatActStatus.Read => other.Act.JobId is { } job ? await OfJobAsync(job, ct) : Before.EndedWell,
            ChatActStatus.Waiting or ChatActStatus.Running or ChatActStatus.Proposed => Before.AtWork,
            _ => Before.Failed,
        };
    }

    private async Task<Before> OfJobAsync(string jobId, CancellationToken ct) => await jobs.FindAsync(jobId, ct) switch
    {
        null => Before.Failed,
        { Status: JobStatus.Succeeded } => Before.EndedWell,
        { Status: JobStatus.Queued or JobStatus.Running } => Before.AtWork,
        _ => Before.Failed,
    };
}
