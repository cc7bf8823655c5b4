using System.Text.Json;

namespace PlanBench;

/// <summary>A request to plan, as a person would write it.</summary>
/// <param name="Key">Short; names the file of its plan.</param>
/// <param name="Title">The plan's title.</param>
/// <param name="Description">All that is said about it.</param>
/// <param name="Earliest">The first day on which anything can be done.</param>
/// <param name="Latest">The day by which all is done.</param>
public sealed record BenchRequest(string Key, string Title, string Description, DateOnly Earliest, DateOnly Latest)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<BenchRequest> ReadAll() =>
        JsonSerializer.Deserialize<List<BenchRequest>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "requests.json")), SnakeCase)!;
}
