using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Operations;

/// <summary>Says in the Api's description which operations there are, and which parameters each knows, by their descriptors.</summary>
internal sealed class OperationSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (!typeof(OperationRequest).IsAssignableFrom(context.JsonTypeInfo.Type) || context.JsonPropertyInfo is not null || schema.Properties is not { } properties) return Task.CompletedTask;
        if (properties.TryGetValue("operation", out var name) && name is OpenApiSchema operation)
        {
            operation.Enum = [.. TaskOperations.All.Select(known => (JsonNode)known.Name)];
            operation.Description = string.Join('\n', TaskOperations.All.Select(known => $"- `{known.Name}` (default commit: {known.DefaultCommit}): {known.Words.Help.English}"));
        }

        foreach (var uses in TaskOperations.All.SelectMany(known => known.Parameters, (known, parameter) => (known.Name, Parameter: parameter)).GroupBy(use => use.Parameter.Name))
        {
            if (!properties.TryGetValue(uses.Key, out var property) || property is not OpenApiSchema described) continue;
            described.Description = string.Join('\n', uses.Select(use => Describe(use.Name, use.Parameter)));
            if (uses.SelectMany(use => use.Parameter.Choices).Select(choice => choice.Value).Distinct().ToList() is { Count: > 0 } choices) described.Enum = [.. choices.Select(choice => (JsonNode)choice)];
            if (uses.First().Parameter is not { Kind: ParameterKind.Number } number) continue;
            (described.Minimum, described.Maximum) = (number.Min.ToString(CultureInfo.InvariantCulture), number.Max.ToString(CultureInfo.InvariantCulture));
        }

        return Task.CompletedTask;
    }

    private static string Describe(string operation, OperationParameter parameter) =>
        $"- of `{operation}`: {parameter.Label.English}.{(parameter.Help is { } help ? $" {help.English}" : "")}{(parameter.Missing is null ? "" : " Required.")}";
}
