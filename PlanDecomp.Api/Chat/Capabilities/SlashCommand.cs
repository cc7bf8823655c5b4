using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Capabilities;

/// <summary>A slash command: always understood the same way, whatever reads the rest of the chat.</summary>
/// <param name="Words">What it is called, and how it is explained.</param>
/// <param name="RunAsync">Does it; the text is what follows the name, trimmed, and may be empty.</param>
internal sealed record SlashCommand(ChatCommand Words, Func<ChatTurn, string, CancellationToken, Task<ActionOutcome>> RunAsync);
