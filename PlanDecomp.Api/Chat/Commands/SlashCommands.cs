using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary>Finds and runs the command that a message types.</summary>
internal sealed partial class SlashCommands(IEnumerable<IChatCommand> commands)
{
    private readonly Dictionary<string, IChatCommand> _byName = commands
        .SelectMany(command => new[] { (command.Name.English, command), (command.Name.Chinese, command) })
        .ToDictionary(pair => pair.Item1, pair => pair.command, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the message types no command. A path such as <c>/usr/bin</c> is none.</summary>
    public static TypedCommand? Read(string message) => Typed().Match(message) is { Success: true } typed
        ? new TypedCommand(typed.Groups["name"].Value, typed.Groups["argument"].Value.Trim())
        : null;

    public async Task RunAsync(ChatTurn turn, TypedCommand typed, CancellationToken ct)
    {
        if (_byName.TryGetValue(typed.Name, out var command))
        {
            await command.RunAsync(turn, typed.Argument, ct);
            return;
        }

        turn.Write(turn.Say(
            $"There is no command /{Markdown.Escape(typed.Name)}. These are there:\n\n{CommandList.Of(commands, turn.Language)}",
            $"没有 /{Markdown.Escape(typed.Name)} 这个命令。可用的命令：\n\n{CommandList.Of(commands, turn.Language)}"));
    }

    [GeneratedRegex(@"^\s*[/／](?<name>\p{L}+)(?:\s+(?<argument>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Typed();
}

/// <summary>A command as typed.</summary>
internal sealed record TypedCommand(string Name, string Argument);

/// <summary>The commands as a list for people.</summary>
internal static class CommandList
{
    public static string Of(IEnumerable<IChatCommand> commands, ReplyLanguage language) => string.Join('\n', commands.Select(command =>
    {
        var (argument, meaning) = command.Help(language);
        var name = language.Say(command.Name.English, command.Name.Chinese);
        return $"- `/{name}{(argument.Length == 0 ? "" : " " + argument)}`{language.Say(": ", "：")}{meaning}";
    }));
}
