using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.WebClient;

/// <summary>Drafts as operations leave them, with the test as the worker.</summary>
internal static class DraftOnPlan
{
    /// <summary>Has an operation propose these changes of the tree as it is.</summary>
    /// <returns>The proposal's id.</returns>
    public static async Task<long> ProposeAsync(this PagesHouse house, long planId, params TaskEdit[] edits)
    {
        var proposal = 0L;
        var fence = await BeginAsync(house, planId, edits, id => proposal = id);
        await house.Store.WriteAsync(fence, new RunWrite { End = new RunEnd.Finish(JobStatus.Succeeded, JsonSerializer.SerializeToElement(new { proposal_id = proposal }), null) }, CancellationToken.None);
        return proposal;
    }

    /// <summary>The same, with the job still at work.</summary>
    /// <returns>The proposal's id, and what ends the job.</returns>
    public static async Task<(long ProposalId, Func<Task> EndAsync)> BeginProposalAsync(this PagesHouse house, long planId, params TaskEdit[] edits)
    {
        var proposal = 0L;
        var fence = await BeginAsync(house, planId, edits, id => proposal = id);
        return (proposal, () => house.Store.WriteAsync(fence, new RunWrite { End = new RunEnd.Finish(JobStatus.Succeeded, null, null) }, CancellationToken.None));
    }

    private static async Task<JobFence> BeginAsync(PagesHouse house, long planId, TaskEdit[] edits, Action<long> begun)
    {
        var job = await house.Person.PostAsync(HttpStatusCode.Accepted, $"/plans/{planId}/operations", new { operation = "rewrite", hint = "better", commit = "review" });
        var jobId = job.GetProperty("job_id").GetString()!;
        var fence = Assert.IsType<ClaimResult.Claimed>(await house.Store.ClaimAsync(jobId, "w1", CancellationToken.None)).Fence;
        await house.Store.WriteAsync(
            fence,
            new RunWrite
            {
                Work =
                [
                    run =>
                    {
                        var connection = run.Connection();
                        var id = ProposalWrites.Begin(connection, new NewProposal(jobId, TaskOperations.Rewrite.Name, null, "A plan"), TreeSnapshot.Read(connection), DateTimeOffset.UtcNow);
                        ProposalWrites.Put(connection, id, edits);
                        begun(id);
                    },
                ],
            },
            CancellationToken.None);
        return fence;
    }
}
