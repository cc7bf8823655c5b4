using System.Runtime.InteropServices;

namespace PlanDecomp.AppHost.Services;

/// <summary>Runs a project's built program itself.</summary>
internal static class BuiltProgram
{
    /// <summary>Where this process has found the runtime; the built programs look in the usual places only.</summary>
    public static string Runtime { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>
    /// The build of the AppHost has built the services as well. <c>dotnet run</c>, which Aspire puts around each of them, costs more
    /// processor time than the services' own start, and a process for as long as they run. An IDE still starts and debugs the project.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AsBuiltProgram(this IResourceBuilder<ProjectResource> builder)
    {
        // "dotnet watch" builds and starts anew by itself.
        if (builder.ApplicationBuilder.Configuration["DOTNET_WATCH"] is { Length: > 0 }) return builder;

        var project = builder.Resource.GetProjectMetadata().ProjectPath;
        var program = Of(project);
        return File.Exists(program)
            ? builder
                .WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(project)! })
                .WithEnvironment("DOTNET_ROOT", Runtime)

                // On a machine that runs all of it and more, a quick start and little memory are worth more than the last percent.
                .WithEnvironment("DOTNET_gcServer", "0")
                .WithEnvironment("DOTNET_TieredPGO", "0")
            : builder;
    }

    /// <summary>The program that the project was built to, in the configuration of this one: the published one where the build has made it.</summary>
    public static string Of(string project)
    {
        // …/PlanDecomp.AppHost/bin/{configuration}/{framework}/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var name = Path.GetFileNameWithoutExtension(project);
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        var built = Path.Combine(Path.GetDirectoryName(project)!, "bin", output.Parent!.Name, output.Name);
        var published = Path.Combine(built, "publish", file);
        return File.Exists(published) ? published : Path.Combine(built, file);
    }
}
