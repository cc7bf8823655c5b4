namespace PlanDecomp.Llm;

/// <summary>The kinds of work that a model does; each may have one of its own.</summary>
public enum LlmRole
{
    /// <summary>Replies in the chat.</summary>
    Chat,

    /// <summary>Breaking plans and tasks down.</summary>
    Planning,

    /// <summary>Working on tasks.</summary>
    Writing,

    /// <summary>Operations on tasks.</summary>
    Operations,
}

/// <summary>The models of the roles. Section <c>Llm:Roles</c>.</summary>
public sealed class LlmRoles
{
    public LlmModelOptions Chat { get; } = new();
    public LlmModelOptions Planning { get; } = new();
    public LlmModelOptions Writing { get; } = new();
    public LlmModelOptions Operations { get; } = new();

    public LlmModelOptions Of(LlmRole role) => role switch
    {
        LlmRole.Chat => Chat,
        LlmRole.Planning => Planning,
        LlmRole.Writing => Writing,
        _ => Operations,
    };

    internal IEnumerable<(LlmRole Role, LlmModelOptions Own)> All => Enum.GetValues<LlmRole>().Select(role => (role, Of(role)));
}

/// <summary>A model beside the main one, of a role or to fall back on.</summary>
public sealed class LlmModelOptions
{
    /// <summary>Its endpoint. Null is that of <see cref="LlmOptions.BaseUrl"/>, for a role.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Its key. With an endpoint of its own <see cref="LlmOptions.ApiKey"/> is never sent there. Never logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Its name at the endpoint.</summary>
    public string? Model { get; set; }

    /// <summary>Its price, where <see cref="LlmOptions.Prices"/> has another one, or none, for its name.</summary>
    public decimal? InputPerMillion { get; set; }

    /// <inheritdoc cref="InputPerMillion"/>
    public decimal? OutputPerMillion { get; set; }

    /// <summary>It can be reached without the main one's settings.</summary>
    internal bool HasOwnEndpoint => BaseUrl is not null || !string.IsNullOrWhiteSpace(ApiKey);

    internal bool IsSet => HasOwnEndpoint || !string.IsNullOrWhiteSpace(Model);

    /// <param name="section">Where it stands, for the words.</param>
    /// <param name="hasMain">What is left out is as the main model has it.</param>
    internal IEnumerable<string> FindFaults(string section, bool hasMain)
    {
        if (BaseUrl is not null && (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https"))) yield return $"{section}:BaseUrl '{BaseUrl}' is no http or https address.";
        if (BaseUrl is not null && string.IsNullOrWhiteSpace(Model)) yield return $"{section}:Model is needed when {section}:BaseUrl is set.";
        if (IsSet && !hasMain && !HasOwnEndpoint) yield return $"{section}:Model is set without an endpoint: set {section}:BaseUrl or {section}:ApiKey.";
        if (InputPerMillion < 0 || OutputPerMillion < 0) yield return $"{section}:InputPerMillion and :OutputPerMillion are 0 or more.";
        if (InputPerMillion is null != OutputPerMillion is null) yield return $"{section}:InputPerMillion and :OutputPerMillion go together.";
    }
}
