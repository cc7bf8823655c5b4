using System.Collections.Concurrent;

namespace PlanDecomp.AppHost.Running;

/// <summary>What a process said before it ended.</summary>
internal sealed class LastWords(ResourceLoggerService logs, TimeProvider time)
{
    // How the services name a setting, and how the runtime ends a process over an exception.
    private static readonly string[] Reasons = ["Wrong setting: ", "Unhandled exception. "];

    // The orchestrator tells of an end before it has read all that was said.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, string> _named = new();

    /// <summary>The reason that it named, this time or at an end before; else its last line; empty when it said nothing.</summary>
    public async Task<string> OfAsync(string resourceId, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var said = await ReadAsync(resourceId, ct);
            if (Reasons.Select(reason => said.FindLast(line => line.StartsWith(reason, StringComparison.Ordinal))).FirstOrDefault(line => line is not null) is { } named)
            {
                return _named[resourceId] = named;
            }

            if (time.GetElapsedTime(began) >= Patience) return _named.GetValueOrDefault(resourceId) ?? said.LastOrDefault() ?? "";
            await Task.Delay(Pause, time, ct);
        }
    }

    private async Task<List<string>> ReadAsync(string resourceId, CancellationToken ct)
    {
        var said = new List<string>();
        await foreach (var lines in logs.GetAllAsync(resourceId).WithCancellation(ct))
            said.AddRange(lines.Select(line => ServiceLine.Read(line.Content, colours: false)).OfType<string>().Where(line => line.Length > 0));
        return said;
    }
}
