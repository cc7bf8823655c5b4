using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace PlanDecomp.AppHost.Redis;

/// <summary>Chooses the <see cref="RedisMode"/>: what is asked for, else the first that works here.</summary>
internal static class RedisChoice
{
    private const string Install =
        "Install one (apt-get install redis-server), start docker or podman, or name a server: --redis HOST:PORT (ConnectionStrings:redis).";

    public static bool TryMake(IDistributedApplicationBuilder builder, out RedisMode mode, [NotNullWhen(false)] out string? fault)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            // What is on this machine says nothing of where the app is going to run.
            fault = null;
            mode = RedisMode.Container;
            return true;
        }

        var configuration = builder.Configuration;
        var asked = configuration["Redis:Mode"];
        if (string.IsNullOrEmpty(asked))
        {
            fault = null;
            mode = RedisMode.External;
            if (HasConnectionString(configuration)) return true;
            mode = RedisMode.Container;
            if (ContainerEngine.Find() is not null) return true;
            mode = RedisMode.Executable;
            if (RedisExecutable.IsOnPath()) return true;
            fault = $"There is no Redis: no container engine answers and no {RedisExecutable.Command} is on PATH. {Install}";
            return false;
        }

        fault = !Enum.TryParse(asked, ignoreCase: true, out mode) || !Enum.IsDefined(mode)
            ? $"Redis:Mode is '{asked}', but must be external, container or executable."
            : mode switch
            {
                RedisMode.External when !HasConnectionString(configuration) =>
                    "Redis:Mode is external, but no server is named: --redis HOST:PORT (ConnectionStrings:redis).",
                RedisMode.Container when ContainerEngine.Find() is null =>
                    $"Redis:Mode is container, but no container engine answers. {Install}",
                RedisMode.Executable when !RedisExecutable.IsOnPath() =>
                    $"Redis:Mode is executable, but no {RedisExecutable.Command} is on PATH. {Install}",
                _ => null,
            };
        return fault is null;
    }

    private static bool HasConnectionString(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration.GetConnectionString("redis"));
}
