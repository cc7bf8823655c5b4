using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

public enum PeriodUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>A length of time named in a request.</summary>
public sealed record Duration(int Count, PeriodUnit Unit)
{
    public string In(Language language) => language == Language.Chinese
        ? $"{Numbers.Chinese(Count, measure: true)}{Unit switch { PeriodUnit.Day => "天", PeriodUnit.Week => "周", PeriodUnit.Month => "个月", _ => "年" }}"
        : $"{Count} {UnitName(Unit).ToLowerInvariant()}{(Count == 1 ? "" : "s")}";

    /// <summary>"Day 2", "Days 2–4", "第二天", "第二至四天".</summary>
    public static string Name(PeriodUnit unit, int first, int last, Language language)
    {
        if (language == Language.English) return first == last ? $"{UnitName(unit)} {first}" : $"{UnitName(unit)}s {first}–{last}";
        var name = unit switch { PeriodUnit.Day => "天", PeriodUnit.Week => "周", PeriodUnit.Month => "个月", _ => "年" };
        return first == last ? $"第{Numbers.Chinese(first)}{name}" : $"第{Numbers.Chinese(first)}至{Numbers.Chinese(last)}{name}";
    }

    private static string UnitName(PeriodUnit unit) => unit.ToString();
}

/// <summary>What a request says in numbers and names. Null: it does not say.</summary>
public sealed record Facts
{
    public Duration? Duration { get; init; }

    /// <summary>As the person wrote it: "120 guests", "50人".</summary>
    public string? People { get; init; }

    /// <summary>As the person wrote it: "$30,000", "5万元".</summary>
    public string? Budget { get; init; }

    /// <summary>As the person wrote it: "June 2027", "年底".</summary>
    public string? Deadline { get; init; }

    /// <summary>Technologies, joined: "React and PostgreSQL".</summary>
    public string? Tech { get; init; }

    /// <summary>What a migration leaves and where it goes.</summary>
    public string? From { get; init; }

    public string? To { get; init; }
}
