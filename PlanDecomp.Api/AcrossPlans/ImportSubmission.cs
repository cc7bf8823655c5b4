using System.Security.Cryptography;
using System.Text.Json;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>Turns a document into a durable job that makes plans of it, once.</summary>
internal sealed class ImportSubmission(AcrossPlansSubmission submission, IJobStore store, JobFiles files)
{
    public async Task<SubmissionOutcome> SubmitAsync(ImportWish wish, CancellationToken ct)
    {
        // The document first, under the id that the job will have: an accepted job must find it, whatever happens in between.
        var jobId = JobId.New();
        var path = files.Upload(jobId);
        await JobFiles.WriteAsync(path, async to => await to.WriteAsync(wish.Content, ct), ct);
        var isKept = false;
        try
        {
            var import = new ImportParams { Format = wish.Format, Title = wish.Title, Bytes = wish.Content.Length };
            var outcome = await submission.SubmitAsync(new AcrossPlansWish(
                wish.Owner, AcrossPlansMode.ImportPlan, JsonSerializer.SerializeToElement(import, ContractsJson.Readable.ImportParams),
                wish.Title is null ? "import a plan" : $"import \"{wish.Title}\"", wish.IdempotencyKey)
            {
                JobId = jobId,
                Digest = Convert.ToHexStringLower(SHA256.HashData(wish.Content)),
            }, ct);
            isKept = outcome is SubmissionOutcome.Accepted { Submitted.Created: true };
            return outcome;
        }
        catch (Exception e)
        {
            // Past its booking the job is on its way, whatever failed after it. A booking may still be under way when the client leaves:
            // if none comes of it, the cleanup finds a file that no job has.
            isKept = e is OperationCanceledException || await MayBeBookedAsync(jobId);
            throw;
        }
        finally
        {
            if (!isKept) File.Delete(path);
        }
    }

    private async Task<bool> MayBeBookedAsync(string jobId)
    {
        try
        {
            return await store.FindAsync(jobId, CancellationToken.None) is not null;
        }
        catch (Exception)
        {
            // It is in the index and cannot be completed yet, or the index cannot be asked.
            return true;
        }
    }
}

/// <summary>An import as someone asks for it.</summary>
/// <param name="Owner">Who asks.</param>
/// <param name="Content">The document.</param>
/// <param name="Format">One of <see cref="PlanFormat"/>.</param>
/// <param name="Title">The plan's, instead of the document's own; null for that.</param>
/// <param name="IdempotencyKey">As the client sent it, not yet checked; null for none.</param>
internal sealed record ImportWish(string Owner, byte[] Content, string Format, string? Title, string? IdempotencyKey);
