namespace PlanDecomp.AppHost.Llm;

/// <summary>The language model in the model of the app: what is needed to reach it, as parameters. All empty: the offline rules plan.</summary>
internal sealed class LanguageModel(
    IResourceBuilder<ParameterResource> key, IResourceBuilder<ParameterResource> address, IResourceBuilder<ParameterResource> name)
{
    /// <summary>The services' settings with the parameters they come from.</summary>
    public IReadOnlyList<(string Setting, IResourceBuilder<ParameterResource> Parameter)> Settings { get; } =
        [("Llm__ApiKey", key), ("Llm__BaseUrl", address), ("Llm__Model", name)];

    /// <summary>The services that call it.</summary>
    public List<ProjectResource> Users { get; } = [];
}
