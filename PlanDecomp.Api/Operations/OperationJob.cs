using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Operations;

/// <summary>An operation on tasks, as it is asked for.</summary>
internal sealed class OperationJob(IOptions<OperationOptions> options, IOptions<DecomposeOptions> decompose) : IPlanJob<OperationRequest>
{
    public JobTypeDescriptor Type => JobTypes.TaskOperation;

    public Validation Check(OperationRequest request, bool ofTask) => OperationValidation.Check(request, ofTask, options.Value);

    public bool NeedsTree(OperationRequest request) => request.Locked is { Count: > 0 } || request.TaskIds is { Count: > 0 };

    public Validation Check(OperationRequest request, PlanTree tree, long? taskId) => OperationValidation.Check(request, tree, taskId);

    public SettledJob Settle(OperationRequest request, bool ofTask)
    {
        var settled = options.Value.Settle(request, decompose.Value);
        return new(settled.Operation, settled.Operation.Replace('_', ' '), JsonSerializer.SerializeToElement(settled, ContractsJson.Readable.OperationParams));
    }
}
