using System.Globalization;

namespace PlanDecomp.AppHost.Data;

/// <summary>The data folder in the model: a folder here, a volume where the app is published to.</summary>
internal static class DataFolder
{
    private const string PathSetting = "Storage__Path";
    private const string PublishedPath = "/data";

    public static IResourceBuilder<DataFolderResource> AddDataFolder(this IDistributedApplicationBuilder builder, string name, string path) =>
        builder.AddResource(new DataFolderResource(name, path))
            .ExcludeFromManifest()
            .WithIconName("Folder")
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "Data folder",
                State = KnownResourceStates.Running,
                CreationTimeStamp = DateTime.UtcNow,
                Properties = [new ResourcePropertySnapshot(CustomResourceKnownProperties.Source, path)],
            })
            .WithBackUpCommand()
            .WithReindexCommand();

    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<DataFolderResource> data)
    {
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return service
                .WithEnvironment(PathSetting, PublishedPath)
                .WithAnnotation(new ContainerMountAnnotation(data.Resource.Name, PublishedPath, ContainerMountType.Volume, isReadOnly: false));
        }

        data.Resource.Users.Add(service.Resource);
        return service.WithEnvironment(PathSetting, data.Resource.Path).WithReferenceRelationship(data.Resource);
    }

    private static IResourceBuilder<DataFolderResource> WithBackUpCommand(this IResourceBuilder<DataFolderResource> data) => data.WithCommand(
        "backup",
        "Back up",
        async context =>
        {
            var archive = $"{data.Resource.Path.TrimEnd(Path.DirectorySeparatorChar)}-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip";
            return await WorkerCommand.RunAsync(data.Resource, ["backup", archive], context.CancellationToken);
        },
        new CommandOptions
        {
            Description = "Writes an archive of the whole folder beside it, while the app runs.",
            ConfirmationMessage = "Write an archive of the data folder beside it?",
            IconName = "Archive",
            IsHighlighted = true,
        });

    private static IResourceBuilder<DataFolderResource> WithReindexCommand(this IResourceBuilder<DataFolderResource> data) => data.WithCommand(
        "reindex",
        "Rebuild the index",

        // What runs meanwhile would write past the index; the jobs go on when the workers are back.
        context => StoppedServices.DuringAsync(
            data.Resource.Users,
            context.Services,
            () => WorkerCommand.RunAsync(data.Resource, ["reindex"], context.CancellationToken),
            context.CancellationToken),
        new CommandOptions
        {
            Description = "Rebuilds main.sqlite from the other files. The services are stopped meanwhile; running jobs go on afterwards.",
            ConfirmationMessage = "The services are stopped, the index is rebuilt from the files, and they are started again. Go on?",
            IconName = "DatabaseArrowUp",
        });
}
