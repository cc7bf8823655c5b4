namespace PlanDecomp.AppHost.Services;

/// <summary>A service of the app with its instances.</summary>
/// <remarks>
/// In run mode each instance is a resource of its own: it has a name that stays, an address of its own that others are told,
/// and can be stopped and started alone. Aspire's replicas would hide behind one address of its proxy. Published, a service is one
/// resource with replicas: there the platform tells them apart.
/// </remarks>
/// <param name="Name">Its name in service discovery.</param>
/// <param name="Instances">At least one.</param>
internal sealed record Service(string Name, IReadOnlyList<IResourceBuilder<ProjectResource>> Instances);
