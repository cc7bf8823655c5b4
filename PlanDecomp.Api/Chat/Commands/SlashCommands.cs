using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary>Finds and runs the command that a message types.</summary>
internal sealed partial class SlashCommands(IEnumerable<IChatCommand> commands)
{
    private readonly Dictionary<string, IChatCommand> _byName = commands
        .SelectMany(command => new[] { command.Name.English, command.Name.Chinese }.Concat(command.Aliases).Select(name => (name, command)))
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

/// <summary>The commands as lists for people, one a group.</summary>
internal static class CommandList
{
    public static string Of(IEnumerable<IChatCommand> commands, ReplyLanguage language) => string.Join("\n\n", commands
        .GroupBy(command => command.Group).OrderBy(group => group.Key)
        .Select(group => $"**{Title(group.Key, language)}**\n\n{string.Join('\n', group.Select(command => Line(command, language)))}"));

    private static string Line(IChatCommand command, ReplyLanguage language)
    {
        var (argument, meaning) = command.Help(language);
        var name = language.Say(command.Name.English, command.Name.Chinese);
        return $"- `/{name}{(argument.Length == 0 ? "" : " " + argument)}`{language.Say(": ", "：")}{meaning}";
    }

    private static string Title(CommandGroup group, ReplyLanguage language) => group switch
    {
        CommandGroup.Plans => language.Say("Plans and jobs", "计划与后台任务"),
        CommandGroup.Work => language.Say("Work on a plan", "推进计划"),
        CommandGroup.Change => language.Say("Change tasks (add “as a draft” to look first)", "修改任务（加上“先给我看草稿”可先查看）"),
        CommandGroup.History => language.Say("Drafts and changes", "草稿与修改记录"),
        CommandGroup.Files => language.Say("Files and copies", "文件与副本"),
        CommandGroup.Help => language.Say("Help", "帮助"),
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}
