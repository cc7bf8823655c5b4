using System.Diagnostics.CodeAnalysis;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Lines are the same when all they say is; JSON elements have no equality of their own.</summary>
public sealed class LineComparer : IEqualityComparer<JobLogEntry>
{
    public static readonly LineComparer Instance = new();

    public bool Equals(JobLogEntry? x, JobLogEntry? y) => Text(x) == Text(y);

    public int GetHashCode([DisallowNull] JobLogEntry obj) => obj.Seq.GetHashCode();

    private static string Text(JobLogEntry? line) => $"{line?.Seq} {line?.Timestamp:O} {line?.Level} {line?.Message} {line?.Metadata?.GetRawText()}";
}
