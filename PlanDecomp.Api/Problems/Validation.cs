using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Problems;

/// <summary>Checks the fields of one request and collects what is wrong with each.</summary>
public sealed class Validation
{
    /// <summary>The one character that not every store and file format of ours can hold.</summary>
    internal const char NotStorable = '\0';

    internal const string NotStorableWords = "must not contain the character U+0000.";

    private readonly Dictionary<string, List<string>> _errors = [];

    /// <summary>The answer, or null when nothing is wrong.</summary>
    public ValidationProblem? Problem => _errors.Count == 0
        ? null
        : Problems.Problem.Invalid(_errors.ToDictionary(error => error.Key, error => error.Value.ToArray()));

    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages)) _errors.Add(field, messages = []);
        messages.Add(message);
    }

    /// <summary>A line of text that must be there. Returns it trimmed.</summary>
    public string RequiredLine(string field, string? value, int maxLength)
    {
        if (value is not null) return OptionalLine(field, value, maxLength)!;
        Add(field, "is required.");
        return "";
    }

    /// <summary>A line of text that may be left out, but not be blank. Returns it trimmed.</summary>
    public string? OptionalLine(string field, string? value, int maxLength)
    {
        value = value?.Trim();
        if (value is not null && !VisibleText.IsIn(value)) Add(field, "must not be blank.");
        if (value is not null && value.Any(sign => char.IsControl(sign) && sign != NotStorable)) Add(field, "must be one line of text.");
        return OptionalText(field, value, maxLength);
    }

    /// <summary>Text of any form that can be stored, which may be left out.</summary>
    public string? OptionalText(string field, string? value, int maxLength)
    {
        // Counted as people count: a sign outside the basic plane is one.
        if (value is not null && value.Length > maxLength && value.EnumerateRunes().Count() > maxLength)
        {
            Add(field, $"must have at most {maxLength} characters.");
        }

        if (value?.Contains(NotStorable) == true) Add(field, NotStorableWords);

        return value;
    }

    public void Range(string field, long? value, long min, long max = long.MaxValue)
    {
        if (value < min || value > max)
        {
            Add(field, max == long.MaxValue ? $"must be {min} or more." : $"must be from {min} to {max}.");
        }
    }

    /// <summary>The name of a C# member as it is in JSON and in queries.</summary>
    internal static string FieldName(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
}
