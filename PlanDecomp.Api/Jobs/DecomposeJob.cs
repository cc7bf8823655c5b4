using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Costs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Jobs;

/// <summary>A decomposition, as it is asked for.</summary>
internal sealed class DecomposeJob(IOptions<DecomposeOptions> options, CostEstimates costs) : IPlanJob<DecomposeRequest>
{
    internal const int MaxDepth = 20;
    internal const int MaxChildren = 50;

    public JobTypeDescriptor Type => JobTypes.PlanDecompose;

    public LlmRole Role => LlmRole.Planning;

    public JobBudgets BudgetsOf(DecomposeRequest request, int tasks, bool ofTask)
    {
        var limits = options.Value.Settle(request, singleTask: ofTask);

        // Nodes above the bottom level: the target, and those below it, of which there are no more than may be made. Then the links of them all.
        double nodes = 0;
        for (var level = 0; level < limits.ExpandDepth && nodes <= limits.NodeBudget; level++) nodes += Math.Pow(limits.MaxChildren, level);
        var asked = (long)Math.Min(nodes, 1 + limits.NodeBudget) + (limits.ExpandDepth > 1 ? tasks : 0) + (limits.Link ? 1 : 0);
        return new JobBudgets(Math.Min(limits.LlmCallBudget, asked * costs.CallsPerNode), limits.TokenBudget, limits.CostBudget);
    }

    public Validation Check(DecomposeRequest request, bool ofTask)
    {
        var validation = new Validation();
        validation.Range("expand_depth", request.ExpandDepth, 1, MaxDepth);
        validation.Range("max_depth", request.MaxDepth, 1, MaxDepth);
        validation.Range("node_budget", request.NodeBudget, 1, options.Value.NodeBudgetLimit);
        validation.Range("min_children", request.MinChildren, 1, MaxChildren);
        validation.Range("max_children", request.MaxChildren, 1, MaxChildren);
        if (request.MinChildren > request.MaxChildren) validation.Add("min_children", "must not be more than max_children.");
        LimitRules.Check(validation, request.LlmCallBudget, options.Value.LlmCallLimit, request.TokenBudget, request.CostBudget, request.TimeBudgetSeconds, request.Hint);
        if (request.Fineness is { } fineness && !Fineness.All.Contains(fineness)) validation.Add("fineness", "must be 'rough', 'normal' or 'fine'.");
        if (request.Commit is not (null or CommitMode.Apply or CommitMode.Review)) validation.Add("commit", "must be 'apply' or 'review'.");
        return validation;
    }

    public SettledJob Settle(DecomposeRequest request, bool ofTask) => new(
        ofTask ? JobMode.SingleNode : JobMode.PlanBfs, "break down",
        JsonSerializer.SerializeToElement(options.Value.Settle(request, singleTask: ofTask), ContractsJson.Readable.DecomposeParams));
}
