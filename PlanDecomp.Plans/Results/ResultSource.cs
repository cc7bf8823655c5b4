using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Results;

/// <summary>What a result was made from: compared with what there is now, it tells whether the result is out of date.</summary>
/// <param name="Words">Hash of the task's title and instruction.</param>
/// <param name="Inputs">Each task it builds on, or sums up, with the stamp of its newest result; empty when it had none.</param>
public sealed record ResultSource(string Words, IReadOnlyDictionary<long, string> Inputs)
{
    /// <summary>A stamp for texts: alike for the same text, and for no other.</summary>
    public static string HashOf(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()[..12]);
    }

    public static string WordsOf(PlanTask task) => HashOf(task.Title, task.Instruction);

    /// <summary>The stamp of a result; results of older versions have only their number.</summary>
    public static string StampOf(string? hash, int version) => hash ?? string.Create(CultureInfo.InvariantCulture, $"v{version}");

    public string Write() => JsonSerializer.Serialize(this, ResultSourceJson.Default.ResultSource);

    /// <summary>Null when there is none, or it cannot be read.</summary>
    public static ResultSource? Read(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonSerializer.Deserialize(json, ResultSourceJson.Default.ResultSource) is { Words: not null, Inputs: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResultSource))]
internal sealed partial class ResultSourceJson : JsonSerializerContext;
