using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using PlanDecomp.AppHost.Redis;

namespace PlanDecomp.AppHost.Running;

/// <summary>The parts of the app that run on this machine, and what is known of each.</summary>
internal sealed class Processes(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    // The orchestrator's name for it; Aspire has no public constant.
    private const string ProcessId = "executable.pid";

    private readonly ConcurrentDictionary<string, int> _ids = [];

    /// <summary>Services, and a Redis of our own, as a process or in a container. Not Aspire's own helpers: the dashboard, the builders of projects.</summary>
    public IReadOnlyList<IResource> All { get; } =
    [
        .. model.Resources.Where(resource => resource is ProjectResource or RedisExecutableResource or RedisResource),
    ];

    public bool Contains(IResource resource) => All.Contains(resource);

    /// <summary>The id of its process, when it runs as one.</summary>
    public int? IdOf(IResource resource) => _ids.TryGetValue(resource.Name, out var id) ? id : null;

    /// <summary>What happens to them, from now on.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in notifications.WatchAsync(ct))
        {
            if (!Contains(change.Resource)) continue;
            Note(change);
            yield return change;
        }
    }

    private void Note(ResourceEvent change)
    {
        var id = change.Snapshot.Properties.FirstOrDefault(property => property.Name == ProcessId)?.Value;
        if (change.Snapshot.ExitCode is null && id is not null && Convert.ToInt32(id, CultureInfo.InvariantCulture) is > 0 and var running)
            _ids[change.Resource.Name] = running;
        else
            _ids.TryRemove(change.Resource.Name, out _);
    }
}
