using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>One frame of the stream, read.</summary>
internal abstract record StreamFrame
{
    private StreamFrame()
    {
    }

    /// <exception cref="JsonException">The data is not what its event says.</exception>
    public static StreamFrame Read(string eventType, ReadOnlySpan<byte> data) => eventType switch
    {
        "message" => new Event(JsonSerializer.Deserialize(data, ContractsJson.Default.JobStreamEvent) ?? throw Empty()),
        "reset" => new Reset(JsonSerializer.Deserialize(data, ContractsJson.Default.JobStreamReset) ?? throw Empty()),
        "gone" => new Gone((JsonSerializer.Deserialize(data, ContractsJson.Default.JobStreamGone) ?? throw Empty()).JobId),
        _ => new Other(),
    };

    private static JsonException Empty() => new("A frame of the stream is null.");

    /// <summary>A line, or a change without one.</summary>
    internal sealed record Event(JobStreamEvent Data) : StreamFrame;

    /// <summary>The cursor fits no line: a replay follows.</summary>
    internal sealed record Reset(JobStreamReset Data) : StreamFrame;

    /// <summary>There is no such job for this reader.</summary>
    internal sealed record Gone(string JobId) : StreamFrame;

    /// <summary>A ping, or an event of a newer server: a sign of life.</summary>
    internal sealed record Other : StreamFrame;
}
