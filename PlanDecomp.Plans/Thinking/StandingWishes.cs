namespace PlanDecomp.Plans.Thinking;

/// <summary>What a person has wished for a plan as a whole: kept with it, and minded by every job on it.</summary>
public static class StandingWishes
{
    /// <summary>The wishes and a job's own hint behind them, each once; null when there is neither.</summary>
    public static string? With(string? wishes, string? hint)
    {
        var (kept, own) = (wishes?.Trim() ?? "", hint?.Trim() ?? "");
        if (own.Length == 0 || kept.Contains(own, StringComparison.OrdinalIgnoreCase)) return kept.Length > 0 ? kept : null;
        return kept.Length > 0 ? $"{kept}\n{own}" : own;
    }
}
