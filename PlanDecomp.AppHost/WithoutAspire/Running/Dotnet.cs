using System.Reflection;

namespace Aspire.Hosting.Running;

/// <summary>How a project of the solution is run from its build output.</summary>
internal static class Dotnet
{
    /// <summary>The host that runs this process too, when it was started by it.</summary>
    public static string Host { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path
        : "dotnet";

    /// <exception cref="StartException">It is not built.</exception>
    public static string OutputOf(string projectPath)
    {
        var folder = typeof(Dotnet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "apphostoutputpath").Value!;
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, folder, $"{Path.GetFileNameWithoutExtension(projectPath)}.dll");
        return File.Exists(output) ? output : throw new StartException($"{output} is missing: build the AppHost first.");
    }
}
