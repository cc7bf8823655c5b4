using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Capabilities.Talk;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Finds and runs the command that a message types.</summary>
internal sealed partial class SlashCommands(ChatCapabilities capabilities, ChatHelp help)
{
    private readonly Dictionary<string, SlashCommand> _byName = capabilities.Commands
        .SelectMany(command => (IEnumerable<string>)[command.Words.Name.English, command.Words.Name.Chinese, .. command.Words.Aliases], (command, name) => (name, command))
        .ToDictionary(named => named.name, named => named.command, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the message types no command. A path such as <c>/usr/bin</c> is none.</summary>
    public static TypedCommand? Read(string message) => Typed().Match(message) is { Success: true } typed
        ? new TypedCommand(typed.Groups["name"].Value, typed.Groups["argument"].Value.Trim())
        : null;

    /// <summary>As <see cref="Read"/>, and also a Chinese command with its argument right behind it, as people write it: /执行任务2.</summary>
    public TypedCommand? Find(string message)
    {
        var typed = Read(message);
        if (typed is not null && _byName.ContainsKey(typed.Name)) return typed;
        var text = message.TrimStart();
        if (text is not ['/' or '／', ..]) return typed;
        var joined = _byName.Keys.Where(name => !char.IsAscii(name[0]) && text.AsSpan(1).StartsWith(name, StringComparison.Ordinal)).MaxBy(name => name.Length);
        return joined is null ? typed : new TypedCommand(joined, text[(joined.Length + 1)..].Trim());
    }

    public async Task RunAsync(ChatTurn turn, TypedCommand typed, CancellationToken ct)
    {
        if (_byName.TryGetValue(typed.Name, out var command))
        {
            turn.BeginCall(null);
            var outcome = await command.RunAsync(turn, typed.Argument, ct);
            await turn.EndCallAsync(null, outcome);
            turn.WriteParagraph(outcome.Text);
            return;
        }

        turn.WriteParagraph(turn.Say(
            $"There is no command /{Markdown.Escape(typed.Name)}. These are there:\n\n{help.Commands(turn.Language)}",
            $"没有 /{Markdown.Escape(typed.Name)} 这个命令。可用的命令：\n\n{help.Commands(turn.Language)}"));
    }

    [GeneratedRegex(@"^\s*[/／](?<name>\p{L}+)(?:\s+(?<argument>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Typed();
}

/// <summary>A command as typed.</summary>
internal sealed record TypedCommand(string Name, string Argument);
