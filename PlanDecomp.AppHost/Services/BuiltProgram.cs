namespace PlanDecomp.AppHost.Services;

/// <summary>Runs a project's built program itself.</summary>
internal static class BuiltProgram
{
    /// <summary>
    /// The build of the AppHost has built the services as well. <c>dotnet run</c>, which Aspire puts around each of them, costs more
    /// processor time than the services' own start, and a process for as long as they run. An IDE still starts and debugs the project.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AsBuiltProgram(this IResourceBuilder<ProjectResource> builder)
    {
        // "dotnet watch" builds and starts anew by itself.
        if (builder.ApplicationBuilder.Configuration["DOTNET_WATCH"] is { Length: > 0 }) return builder;

        var project = builder.Resource.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(project);
        var folder = Path.GetDirectoryName(project)!;

        // …/PlanDecomp.AppHost/bin/{configuration}/{framework}/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(folder, "bin", output.Parent!.Name, output.Name, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        if (!File.Exists(program)) return builder;

        // The program looks for the runtime in the usual places only; this process has found it.
        var runtime = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return builder
            .WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = folder })
            .WithEnvironment("DOTNET_ROOT", runtime);
    }
}
