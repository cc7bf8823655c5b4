using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Json;

/// <summary>Has all endpoints speak the dialect of <see cref="ContractsJson"/>.</summary>
public static class ApiJson
{
    public static IServiceCollection AddApiJson(this IServiceCollection services) => services.Configure<JsonOptions>(json =>
    {
        var dialect = ContractsJson.Default.Options;
        var options = json.SerializerOptions;
        options.TypeInfoResolverChain.Insert(0, ContractsJson.Default.WithAddedModifier(BodyRules.AddTo));

        // A context within a chain follows the chain's options, not those it was generated with.
        options.PropertyNamingPolicy = dialect.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = dialect.DefaultIgnoreCondition;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = dialect.NumberHandling;
        foreach (var converter in dialect.Converters) options.Converters.Add(converter);

        // Chinese stays readable; what could start a tag in an HTML page stays escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    });
}
