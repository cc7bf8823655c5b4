using System.Reflection;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Tests.AcrossPlans;

/// <summary>Where the first attempt of making a plan ends.</summary>
public enum CutOff
{
    BeforeReserve,
    AfterReserve,
    BeforeCreate,
    AfterCreate,
}

/// <summary>The real plan store; once, the caller is cut off at a step of making a plan, as if its process had ended there.</summary>
public class CutOffPlans : DispatchProxy
{
    private IPlanStore _plans = null!;
    private CutOff? _at;

    public static IPlanStore Over(IPlanStore plans, CutOff at)
    {
        var proxy = Create<IPlanStore, CutOffPlans>();
        ((CutOffPlans)(object)proxy)._plans = plans;
        ((CutOffPlans)(object)proxy)._at = at;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IPlanStore.ReserveAsync) => ReserveAsync((string)args![0]!, (string)args[1]!, (CancellationToken)args[2]!),
        nameof(IPlanStore.CreateReservedAsync) => CreateReservedAsync(
            (long)args![0]!, (string)args[1]!, (PlanDocument)args[2]!, (string)args[3]!, (CancellationToken)args[4]!),
        _ => targetMethod.Invoke(_plans, args),
    };

    private async Task<long> ReserveAsync(string owner, string title, CancellationToken ct)
    {
        EndAt(CutOff.BeforeReserve);
        var planId = await _plans.ReserveAsync(owner, title, ct);
        EndAt(CutOff.AfterReserve);
        return planId;
    }

    private async Task<Plan?> CreateReservedAsync(long planId, string owner, PlanDocument plan, string jobId, CancellationToken ct)
    {
        EndAt(CutOff.BeforeCreate);
        var made = await _plans.CreateReservedAsync(planId, owner, plan, jobId, ct);
        EndAt(CutOff.AfterCreate);
        return made;
    }

    private void EndAt(CutOff step)
    {
        if (_at != step) return;
        _at = null;
        throw new IOException("Cut off.");
    }
}
