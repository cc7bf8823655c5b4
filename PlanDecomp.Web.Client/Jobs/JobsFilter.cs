using System.Globalization;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>Which jobs the page lists, as its address has it. What the address says wrongly counts as not said.</summary>
public sealed record JobsFilter
{
    public const int PageSize = 25;

    /// <summary>In the address, in the place of a plan.</summary>
    private const string NoPlan = "none";

    public string? JobType { get; init; }
    public JobStatus? Status { get; init; }
    public long? PlanId { get; init; }

    /// <summary>Only jobs bound to no plan.</summary>
    public bool WithoutPlan { get; init; }

    /// <summary>Only jobs created in this time before now; one of <see cref="Spans"/>.</summary>
    public string? Span { get; init; }

    /// <summary>Only jobs created on this day or later, where the reader is.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only jobs created on this day or before.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Of the page; null for the newest jobs.</summary>
    public string? Cursor { get; init; }

    public bool IsEmpty => this with { Cursor = null } == new JobsFilter();

    /// <summary>The times before now that can be chosen, by their names in the address.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Spans { get; } = new Dictionary<string, TimeSpan>
    {
        ["1h"] = TimeSpan.FromHours(1),
        ["24h"] = TimeSpan.FromHours(24),
        ["7d"] = TimeSpan.FromDays(7),
        ["30d"] = TimeSpan.FromDays(30),
    };

    public static JobsFilter Read(string? type, string? status, string? plan, string? span, string? from, string? to, string? cursor) => new()
    {
        JobType = NullIfEmpty(type),
        Status = Enum.GetValues<JobStatus>().Cast<JobStatus?>().FirstOrDefault(known => known!.Value.ToName() == status),
        PlanId = long.TryParse(plan, NumberStyles.None, CultureInfo.InvariantCulture, out var planId) ? planId : null,
        WithoutPlan = plan == NoPlan,
        Span = span is not null && Spans.ContainsKey(span) ? span : null,
        From = DayOf(from),
        To = DayOf(to),
        Cursor = NullIfEmpty(cursor),
    };

    /// <summary>The address's query; null removes a parameter.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters() => new Dictionary<string, object?>
    {
        ["type"] = JobType,
        ["status"] = Status?.ToName(),
        ["plan"] = WithoutPlan ? NoPlan : PlanId?.ToString(CultureInfo.InvariantCulture),
        ["time"] = Span,
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["cursor"] = Cursor,
    };

    /// <param name="now">The present.</param>
    /// <param name="zone">The reader's, in which the days are meant.</param>
    public JobListFilter ToListFilter(DateTimeOffset now, TimeZoneInfo zone) => new()
    {
        JobType = JobType,
        Status = Status,
        PlanId = PlanId,
        WithoutPlan = WithoutPlan,
        CreatedAfter = Span is not null ? now - Spans[Span] : From is { } from ? StartOf(from, zone) : null,
        CreatedBefore = Span is null && To is { } to ? StartOf(to.AddDays(1), zone) : null,
        Cursor = Cursor,
        Limit = PageSize,
    };

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9999 ? day : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
