using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Running;

/// <summary>Nothing has come of an attempt for too long.</summary>
internal sealed class NoProgressException(TimeSpan limit) : Exception(LifecycleLines.NoProgressError(limit));
