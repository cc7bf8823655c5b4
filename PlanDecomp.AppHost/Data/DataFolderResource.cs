namespace PlanDecomp.AppHost.Data;

/// <summary>The folder that holds all that lasts.</summary>
/// <param name="name">The resource's name, in publish mode the volume's.</param>
/// <param name="path">On this machine, as an absolute path.</param>
internal sealed class DataFolderResource(string name, string path) : Resource(name)
{
    public string Path { get; } = path;

    /// <summary>The services that work on it.</summary>
    public List<ProjectResource> Users { get; } = [];
}
