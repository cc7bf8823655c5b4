namespace PlanDecomp.Llm;

/// <summary>A model at an endpoint, with all that a call needs to know.</summary>
/// <param name="Endpoint">The address calls go to.</param>
/// <param name="ApiKey">Empty for endpoints that look at none.</param>
/// <param name="Name">Its name there.</param>
/// <param name="InputPerMillion">What a million tokens that it reads cost; null when it has no price.</param>
/// <param name="OutputPerMillion">The same for those that it writes.</param>
public sealed record LlmModel(Uri Endpoint, string ApiKey, string Name, decimal? InputPerMillion, decimal? OutputPerMillion)
{
    /// <summary>Where it is, for a person.</summary>
    public string Host => Endpoint.Authority;

    /// <summary>Null when it has no price.</summary>
    public LlmPrice? Price => InputPerMillion is { } input && OutputPerMillion is { } output
        ? new LlmPrice { Model = Name, InputPerMillion = input, OutputPerMillion = output }
        : null;

    /// <summary>Without its key.</summary>
    public override string ToString() => $"{Name} at {Host}";
}

/// <summary>Which model does which work, by the settings.</summary>
public static class LlmModelChoice
{
    /// <summary>The model of a role: its own, with what it leaves out as the main one has it.</summary>
    public static LlmModel ModelFor(this LlmOptions options, LlmRole role) => Create(options, options.Roles.Of(role));

    /// <summary>The model to fall back on; null when none is set.</summary>
    public static LlmModel? FallbackModel(this LlmOptions options) => options.Fallback.IsSet ? Create(options, options.Fallback) : null;

    /// <summary>All that may be asked.</summary>
    public static IEnumerable<LlmModel> ModelsInUse(this LlmOptions options) => Enum.GetValues<LlmRole>()
        .Where(options.IsConfiguredFor).Select(options.ModelFor).Concat(options.FallbackModel() is { } fallback ? [fallback] : []).Distinct();

    /// <summary>The setting to look at when something of a model is wrong.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="model">The model.</param>
    /// <param name="name">Such as <c>ApiKey</c>.</param>
    internal static string SettingOf(this LlmOptions options, LlmModel model, string name)
    {
        if (options.FallbackModel() == model) return $"Llm:Fallback:{name}";
        foreach (var (role, own) in options.Roles.All)
        {
            var isOwn = name switch
            {
                nameof(LlmModelOptions.ApiKey) => own.HasOwnEndpoint,
                nameof(LlmModelOptions.BaseUrl) => own.BaseUrl is not null,
                _ => !string.IsNullOrWhiteSpace(own.Model),
            };
            if (isOwn && options.ModelFor(role) == model) return $"Llm:Roles:{role}:{name}";
        }

        return $"Llm:{name}";
    }

    private static LlmModel Create(LlmOptions options, LlmModelOptions own)
    {
        // Invariant: a key goes to the endpoint it was given for, and to no other.
        var key = own.HasOwnEndpoint ? own.ApiKey : options.ApiKey;
        var name = string.IsNullOrWhiteSpace(own.Model) ? options.ModelOrDefault : own.Model;
        var listed = options.Prices.FirstOrDefault(price => string.Equals(price.Model, name, StringComparison.OrdinalIgnoreCase));
        return new LlmModel(
            LlmChatClient.EndpointOf(own.BaseUrl ?? options.BaseUrl), key?.Trim() ?? "", name,
            own.InputPerMillion ?? listed?.InputPerMillion, own.OutputPerMillion ?? listed?.OutputPerMillion);
    }
}
