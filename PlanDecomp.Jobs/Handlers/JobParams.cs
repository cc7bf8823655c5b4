using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.Handlers;

public static class JobParams
{
    /// <summary>The job's settled parameters; their defaults when it has none.</summary>
    /// <exception cref="JobFailedException">They cannot be read: trying again would not help.</exception>
    public static T ReadParams<T>(this Job job, JsonTypeInfo<T> type)
        where T : new()
    {
        try
        {
            return job.Params is { } stored && stored.Deserialize(type) is { } read ? read : new T();
        }
        catch (JsonException e)
        {
            throw new JobFailedException($"The job's parameters cannot be read: {e.Message}");
        }
    }
}
