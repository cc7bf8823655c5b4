using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Jobs;

/// <summary>A decomposition, as it is asked for.</summary>
internal sealed class DecomposeJob(IOptions<DecomposeOptions> options) : IPlanJob<DecomposeRequest>
{
    internal const int MaxDepth = 20;
    internal const int MaxChildren = 50;

    public JobTypeDescriptor Type => JobTypes.PlanDecompose;

    public Validation Check(DecomposeRequest request, bool ofTask)
    {
        var validation = new Validation();
        validation.Range("expand_depth", request.ExpandDepth, 1, MaxDepth);
        validation.Range("max_depth", request.MaxDepth, 1, MaxDepth);
        validation.Range("node_budget", request.NodeBudget, 1, options.Value.NodeBudgetLimit);
        validation.Range("min_children", request.MinChildren, 1, MaxChildren);
        validation.Range("max_children", request.MaxChildren, 1, MaxChildren);
        if (request.MinChildren > request.MaxChildren) validation.Add("min_children", "must not be more than max_children.");
        LimitRules.Check(validation, request.LlmCallBudget, options.Value.LlmCallLimit, request.TokenBudget, request.TimeBudgetSeconds, request.Hint);
        if (request.Fineness is { } fineness && !Fineness.All.Contains(fineness)) validation.Add("fineness", "must be 'rough', 'normal' or 'fine'.");
        if (request.Commit is not (null or CommitMode.Apply or CommitMode.Review)) validation.Add("commit", "must be 'apply' or 'review'.");
        return validation;
    }

    public SettledJob Settle(DecomposeRequest request, bool ofTask) => new(
        ofTask ? JobMode.SingleNode : JobMode.PlanBfs, "break down",
        JsonSerializer.SerializeToElement(options.Value.Settle(request, singleTask: ofTask), ContractsJson.Readable.DecomposeParams));
}
