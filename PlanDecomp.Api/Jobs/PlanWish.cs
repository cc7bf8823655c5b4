namespace PlanDecomp.Api.Jobs;

/// <summary>Work on a plan as someone asks for it: a decomposition, an execution, an operation on tasks.</summary>
/// <param name="Owner">Who asks.</param>
/// <param name="PlanId">Of what.</param>
/// <param name="TaskId">Null for the whole plan.</param>
/// <param name="Request">What is asked for, with its limits.</param>
/// <param name="IdempotencyKey">As the client sent it, not yet checked; null for none.</param>
internal sealed record PlanWish<TRequest>(string Owner, long PlanId, long? TaskId, TRequest Request, string? IdempotencyKey = null);
