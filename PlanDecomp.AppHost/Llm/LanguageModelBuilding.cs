using Microsoft.Extensions.DependencyInjection;

namespace PlanDecomp.AppHost.Llm;

/// <summary>How the language model comes into the model.</summary>
internal static class LanguageModelBuilding
{
    public static LanguageModel AddLanguageModel(this IDistributedApplicationBuilder builder)
    {
        var model = new LanguageModel(
            Add("llm-api-key", "Llm:ApiKey", "The key of the endpoint. Without key and address, built-in rules do the planning.", secret: true),
            Add("llm-base-url", "Llm:BaseUrl", "An OpenAI-compatible endpoint, such as `http://localhost:11434/v1`; empty is OpenAI's own."),
            Add("llm-model", "Llm:Model", "The model's name at the endpoint; needed with an address."));
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton(model);
            builder.Services.AddHostedService<LanguageModelChanges>();
        }

        return model;

        // What was entered in the dashboard and remembered goes before the services' own setting. Neither: empty, so nobody is held up.
        // Published, there is no value: whoever deploys is asked.
        IResourceBuilder<ParameterResource> Add(string name, string setting, string description, bool secret = false) =>
            (builder.ExecutionContext.IsPublishMode
                ? builder.AddParameter(name, secret)
                : builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[setting] ?? "", secret: secret))
            .WithDescription(description, enableMarkdown: true);
    }

    public static IResourceBuilder<ProjectResource> WithReference(this IResourceBuilder<ProjectResource> service, LanguageModel model)
    {
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            foreach (var (setting, parameter) in model.Settings) service.WithEnvironment(setting, parameter);
            return service;
        }

        model.Users.Add(service.Resource);
        return service.WithEnvironment(async context =>
        {
            // Empty ones too: the parameters alone decide, not what the services would inherit.
            foreach (var (setting, parameter) in model.Settings)
                context.EnvironmentVariables[setting] = await ValueOfAsync(parameter.Resource, context.CancellationToken);
        });
    }

    /// <summary>Empty when it was deleted in the dashboard.</summary>
    public static async Task<string> ValueOfAsync(ParameterResource parameter, CancellationToken ct)
    {
        try
        {
            return await parameter.GetValueAsync(ct) ?? "";
        }
        catch (MissingParameterValueException)
        {
            return "";
        }
    }
}
