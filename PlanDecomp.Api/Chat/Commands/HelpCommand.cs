using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/help</c>: what the chat can do.</summary>
internal sealed class HelpCommand(IServiceProvider services) : IChatCommand
{
    public (string English, string Chinese) Name => ("help", "帮助");

    public CommandGroup Group => CommandGroup.Help;

    public (string Argument, string Meaning) Help(ReplyLanguage language) =>
        ("", language.Say("shows this", "显示本帮助"));

    public Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        // Asked for late: it lists all commands, of which it is one.
        turn.WriteParagraph(services.GetRequiredService<ChatHelp>().Text(turn.Language));
        return Task.CompletedTask;
    }
}
