namespace PlanDecomp.AppHost.Redis;

/// <summary>Where Redis comes from. <c>Redis:Mode</c> forces one of these by its name.</summary>
internal enum RedisMode
{
    /// <summary>A server that runs anyway, at <c>ConnectionStrings:redis</c>.</summary>
    External,

    /// <summary>A container of docker or podman.</summary>
    Container,

    /// <summary>A <c>redis-server</c> on PATH, as a process of ours.</summary>
    Executable,
}
