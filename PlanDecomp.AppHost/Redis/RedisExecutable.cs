namespace PlanDecomp.AppHost.Redis;

/// <summary>The <c>redis-server</c> of this machine.</summary>
internal static class RedisExecutable
{
    public const string Command = "redis-server";

    public static bool IsOnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, Command)) || File.Exists(Path.Combine(folder, $"{Command}.exe")));
}

/// <summary>A Redis that runs as a process, with the address that others connect to.</summary>
/// <remarks>A plain executable has no connection string, and one made beside it would not wait until the server listens.</remarks>
internal sealed class RedisExecutableResource(string name, string workingDirectory, ParameterResource password)
    : ExecutableResource(name, RedisExecutable.Command, workingDirectory), IResourceWithConnectionString
{
    public const string EndpointName = "tcp";

    public EndpointReference PrimaryEndpoint => field ??= new EndpointReference(this, EndpointName);

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},password={password}");
}
