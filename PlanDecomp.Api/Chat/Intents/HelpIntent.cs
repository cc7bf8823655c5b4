using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Commands;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"What can you do?", 你能做什么.</summary>
internal sealed partial class HelpIntent(ChatHelp help, RulesNotice notice) : IChatIntent
{
    public string Name => "help";

    public ChatDeed? Read(Utterance said) => said.Match(English(), Chinese()) is null ? null : (turn, _) =>
    {
        turn.WriteParagraph(notice.Text(turn.Language));
        turn.WriteParagraph(help.Text(turn.Language));
        return Task.CompletedTask;
    };

    [GeneratedRegex(@"^(?:help(?: me)?|\?|what can (?:you|i) do(?: here)?|how (?:does|do) (?:this|it|you|i) (?:work|use(?: (?:this|it))?)|what do you (?:do|understand)|who are you|what are you|commands|options|menu)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("^(?:帮助|求助|帮帮我|怎么用|如何使用|怎么使用|使用说明|说明|功能|命令|你能做(?:些)?什么|你能干(?:嘛|什么)|你会(?:做)?(?:些)?什么|你是谁|你是什么|能做(?:些)?什么|可以做(?:些)?什么|做什么|？)$")]
    private static partial Regex Chinese();
}
