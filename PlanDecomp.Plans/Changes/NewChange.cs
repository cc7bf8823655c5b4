using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Changes;

/// <summary>What a change set is, in words and for translation.</summary>
/// <param name="Kind">One of <see cref="ChangeKind"/>, whose docstring lists the arguments.</param>
/// <param name="Message">The English text.</param>
/// <param name="Metadata">Code and arguments.</param>
public sealed record NewChange(string Kind, string Message, JsonElement Metadata)
{
    public static NewChange Create(string kind, string message, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new(kind, message, LogMetadata.Create(kind, arguments));
}
