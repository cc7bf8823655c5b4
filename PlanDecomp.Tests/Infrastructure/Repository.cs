using System.Diagnostics;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Where the tests find the repository, and what is built in it in the tests' own configuration.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Projects.PlanDecomp_AppHost.ProjectPath, ".."));

    /// <summary>A project's built assembly; the services have their settings and static files beside their own output only.</summary>
    public static string Built(string project)
    {
        // .../PlanDecomp.Tests/bin/{configuration}/{framework}/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Root, project, "bin", output.Parent!.Name, output.Name, $"{project}.dll");
    }

    /// <summary>A built project as a command. The terminal's settings of whoever runs the tests are left out.</summary>
    public static ProcessStartInfo Command(string project, params IEnumerable<string> args)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Built(project), .. args])
        {
            WorkingDirectory = Path.Combine(Root, project),
        };
        foreach (var name in new[] { "ASPNETCORE_URLS", "ConnectionStrings__redis", "Redis__Mode" }) info.Environment.Remove(name);
        return info;
    }
}
