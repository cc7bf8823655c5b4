using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>One thing the chat can do. Both readers, and the slash commands, use it; the model as a tool.</summary>
internal interface IChatAction
{
    /// <summary>The action for the model, bound to a turn.</summary>
    AIFunction ToolFor(ChatTurn turn);
}

/// <summary>What an action did, or why it did nothing.</summary>
/// <param name="Done">It did what was wanted.</param>
/// <param name="Text">The same in words for the person, as Markdown in their language; on a failure also what to do next.</param>
internal sealed record ActionOutcome(bool Done, string Text)
{
    /// <summary><c>&lt;</c> and <c>&gt;</c> are escaped: no title can look like a mark of the prompt.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static ActionOutcome Did(string text) => new(true, text);

    public static ActionOutcome DidNot(string text) => new(false, text);

    /// <summary>The outcome for the model: data, marked as such.</summary>
    public string ToToolResult() => new JsonObject { ["done"] = Done, ["message_for_the_person"] = Text }.ToJsonString(Json);
}

internal static class ChatTool
{
    /// <param name="turn">The reply the tool is bound to.</param>
    /// <param name="name">Its name for the model, in snake_case.</param>
    /// <param name="description">What it does and when to use it.</param>
    /// <param name="run">A function with described parameters that returns <see cref="ActionOutcome"/>.</param>
    public static AIFunction Of(ChatTurn turn, string name, string description, Delegate run) => AIFunctionFactory.Create(run, new AIFunctionFactoryOptions
    {
        Name = name,
        Description = description,
        ExcludeResultSchema = true,
        MarshalResult = (result, _, _) =>
        {
            turn.LastOutcome = (ActionOutcome)result!;
            return ValueTask.FromResult<object?>(turn.LastOutcome.ToToolResult());
        },
    });
}
