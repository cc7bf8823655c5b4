using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>The tools of one name as a model gets them: one, with a choice of what it does.</summary>
internal sealed class FoldedTool
{
    private const string Choice = "action";

    private readonly IReadOnlyList<ChatTool> _tools;
    private readonly string _name;
    private readonly string _meaning;
    private readonly JsonElement _schema;

    /// <param name="tools">At least one; each has an action of its own when there are several.</param>
    public FoldedTool(IReadOnlyList<ChatTool> tools)
    {
        _tools = tools;
        _name = tools[0].Name;
        _meaning = string.Join(' ', tools.Select(tool => tool.Action is null ? tool.Meaning : $"{tool.Action}: {tool.Meaning}"));
        _schema = JsonSerializer.SerializeToElement(Schema(tools));
    }

    /// <summary>The tool within one turn.</summary>
    public AIFunction For(ChatTurn turn) => new OfTurn(this, turn);

    private static JsonObject Schema(IReadOnlyList<ChatTool> tools)
    {
        var properties = new JsonObject();
        var actions = tools.Select(tool => tool.Action).OfType<string>().ToList();
        if (actions.Count > 0) properties[Choice] = new JsonObject { ["type"] = "string", ["enum"] = Names(actions) };
        foreach (var same in tools.SelectMany(tool => tool.Parameters, (tool, parameter) => (Tool: (ChatTool?)tool, Parameter: parameter)).GroupBy(one => one.Parameter.Name))
        {
            properties[same.Key] = Property([.. same]);
        }

        var required = tools[0].Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name)
            .Where(name => tools.All(tool => tool.Parameters.Any(parameter => parameter.IsRequired && parameter.Name == name)));
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (Names(actions.Count > 0 ? [Choice, .. required] : required) is { Count: > 0 } needed) schema["required"] = needed;
        return schema;
    }

    private static JsonObject Property(IReadOnlyList<(ChatTool? Tool, ToolParameter Parameter)> same)
    {
        var first = same[0].Parameter;
        var property = first.Type switch
        {
            ToolType.Text => new JsonObject { ["type"] = "string" },
            ToolType.Texts => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            ToolType.Objects => new JsonObject { ["type"] = "array", ["items"] = ItemOf(first.Fields) },
            ToolType.Number => new JsonObject { ["type"] = "integer" },
            _ => new JsonObject { ["type"] = "boolean" },
        };
        if (first.Choices.Count > 0) property["enum"] = Names(first.Choices);
        var meanings = same.Where(one => one.Parameter.Meaning is not null).Select(one => one.Tool?.Action is { } action ? $"{action}: {one.Parameter.Meaning}" : one.Parameter.Meaning);
        if (string.Join(' ', meanings) is { Length: > 0 } meaning) property["description"] = meaning;
        return property;
    }

    private static JsonObject ItemOf(IReadOnlyList<ToolParameter> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields) properties[field.Name] = Property([(null, field)]);
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = Names(fields.Where(field => field.IsRequired).Select(field => field.Name)) };
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    public string Name => _name;

    /// <summary>Does it in a turn.</summary>
    /// <exception cref="ArgumentException">The arguments do not fit; in words for a model, which name the one at fault.</exception>
    public async Task<ActionOutcome> CallAsync(ChatTurn turn, IEnumerable<KeyValuePair<string, object?>> given, CancellationToken ct)
    {
        var arguments = new ToolArguments(given);
        var isFolded = _tools[0].Action is not null;
        var action = isFolded ? arguments.Text(Choice) : null;
        var tool = _tools.FirstOrDefault(tool => tool.Action == action)
            ?? throw new ArgumentException($"{Choice} must be one of: {string.Join(", ", _tools.Select(tool => tool.Action))}.");
        Check(tool.Action ?? tool.Name, tool.Parameters, isFolded ? arguments.Without(Choice) : arguments);
        turn.BeginCall(turn.Authority == Acts.TurnAuthority.Model ? turn.CallOf(_name, given) : null);
        var outcome = await tool.RunAsync(turn, arguments, ct);
        await turn.EndCallAsync(tool.Action ?? tool.Name, outcome);
        return turn.LastOutcome = outcome;
    }

    /// <exception cref="ArgumentException">An argument is missing, unknown or of another kind; the message names it.</exception>
    private static void Check(string tool, IReadOnlyList<ToolParameter> parameters, ToolArguments arguments, string path = "")
    {
        foreach (var name in arguments.Names)
        {
            if (parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
            {
                throw new ArgumentException($"{path}{name} is not known to {tool}; it takes: {string.Join(", ", parameters.Select(known => path + known.Name))}.");
            }

            switch (parameter.Type)
            {
                case ToolType.Text when arguments.Text(name) is { } text && parameter.Choices.Count > 0 && !parameter.Choices.Contains(text):
                    throw new ArgumentException($"{path}{name} must be one of: {string.Join(", ", parameter.Choices)}.");
                case ToolType.Texts:
                    _ = arguments.Texts(name);
                    break;
                case ToolType.Objects:
                    foreach (var item in arguments.Objects(name) ?? []) Check(tool, parameter.Fields, ToolArguments.Of(item), $"{path}{name}.");
                    break;
                case ToolType.Number:
                    _ = arguments.Number(name);
                    break;
                case ToolType.Flag:
                    _ = arguments.Flag(name);
                    break;
            }
        }

        if (parameters.FirstOrDefault(parameter => parameter.IsRequired && !arguments.Has(parameter.Name)) is { } missing) throw new ArgumentException($"{path}{missing.Name} is missing.");
    }

    private sealed class OfTurn(FoldedTool tool, ChatTurn turn) : AIFunction
    {
        public override string Name => tool._name;

        public override string Description => tool._meaning;

        public override JsonElement JsonSchema => tool._schema;

        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            (await tool.CallAsync(turn, arguments, cancellationToken)).ToToolResult();
    }
}
