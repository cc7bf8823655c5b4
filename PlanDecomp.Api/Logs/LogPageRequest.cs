using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Logs;

/// <summary>Which page of a log is asked for. All text, so that a mistake is answered with the field's name.</summary>
/// <param name="After">Lines with greater numbers, oldest first.</param>
/// <param name="Before">Lines with smaller numbers: the nearest ones. With neither: the newest lines.</param>
/// <param name="Limit">1 to 1,000; 200 when left out.</param>
/// <param name="Level">This level or graver.</param>
/// <param name="Search">Part of the message, upper and lower case alike.</param>
internal sealed record LogPageRequest(
    [FromQuery(Name = "after")] string? After,
    [FromQuery(Name = "before")] string? Before,
    [FromQuery(Name = "limit")] string? Limit,
    [FromQuery(Name = "level")] string? Level,
    [FromQuery(Name = "q")] string? Search)
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1_000;
    private const int MaxSearch = 200;

    /// <summary>Reads the request. Returns the problem when a field is not what it should be.</summary>
    public ValidationProblem? Read(out JobLogQuery query)
    {
        query = new JobLogQuery();
        if (!IsNumber(After, 0, long.MaxValue, out var after)) return Problem.Invalid("after", "A line's number: 0 or greater.");
        if (!IsNumber(Before, 0, long.MaxValue, out var before)) return Problem.Invalid("before", "A line's number: 0 or greater.");
        if (after is not null && before is not null) return Problem.Invalid("before", "Either after or before, not both.");
        if (!IsNumber(Limit, 1, MaxLimit, out var limit)) return Problem.Invalid("limit", $"1 to {MaxLimit}.");
        if (!IsLevel(Level, out var level)) return Problem.Invalid("level", "One of: debug, info, warning, error.");
        if (Search?.Length > MaxSearch) return Problem.Invalid("q", $"At most {MaxSearch} characters.");
        query = new JobLogQuery
        {
            After = after,
            Before = before,
            Limit = (int)(limit ?? DefaultLimit),
            MinLevel = level,
            Search = string.IsNullOrEmpty(Search) ? null : Search,
        };
        return null;
    }

    private static bool IsNumber(string? text, long min, long max, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < min || value > max) return false;
        number = value;
        return true;
    }

    private static bool IsLevel(string? text, out JobLogLevel? level)
    {
        level = text switch
        {
            "debug" => JobLogLevel.Debug,
            "info" => JobLogLevel.Info,
            "warning" => JobLogLevel.Warning,
            "error" => JobLogLevel.Error,
            _ => null,
        };
        return level is not null || string.IsNullOrEmpty(text);
    }
}
