using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Chat.Composer;

/// <summary>The chat's commands, as the Api has them: asked for once, and kept. Until they are there, none is suggested.</summary>
public sealed class SlashCommands(ChatClient chat)
{
    private IReadOnlyList<ChatCommand> _all = [];
    private Task? _loading;

    /// <summary>Asks for them, unless they are there or on their way. A failure leaves them to be asked for again.</summary>
    public async Task LoadAsync()
    {
        if (_all.Count > 0) return;
        var loading = _loading ??= AskAsync();
        await loading;
        if (_loading == loading) _loading = null;
    }

    /// <summary>
    /// Those with a name that begins with what is typed, else those that have it in a name or in what they do; none once the name is followed by anything.
    /// </summary>
    public IReadOnlyList<ChatCommand> Matching(string text)
    {
        if (!text.StartsWith('/') || text.Any(char.IsWhiteSpace)) return [];
        var word = text[1..];
        IReadOnlyList<ChatCommand> named =
            [.. _all.Where(command => command.Aliases.Append(NameLike(command, text)[1..]).Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))];
        return named.Count > 0 ? named : [.. _all.Where(command => Has(command, word))];
    }

    /// <summary>With its slash, in the script that is being typed; English while there is only the slash.</summary>
    public static string NameLike(ChatCommand command, string text) => $"/{(text.Length > 1 && !char.IsAscii(text[1]) ? command.Name.Chinese : command.Name.English)}";

    /// <summary>The text is the command, and it means something alone.</summary>
    public static bool IsWhole(ChatCommand command, string text) =>
        !command.NeedsArguments && (NameLike(command, text) == text || command.Aliases.Any(alias => text == $"/{alias}"));

    private static bool Has(ChatCommand command, string word) =>
        new[] { command.Name.English, command.Name.Chinese, command.Meaning.English, command.Meaning.Chinese }.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private async Task AskAsync()
    {
        try
        {
            _all = (await chat.ListCommandsAsync(CancellationToken.None)).Commands;
        }
        catch (ApiException)
        {
            // They can be typed without being suggested; that the server is away is said elsewhere.
        }
    }
}
