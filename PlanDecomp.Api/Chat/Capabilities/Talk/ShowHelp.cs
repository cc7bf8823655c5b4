using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Capabilities.Talk;

/// <summary>Says what the chat can do: "what can you do?", 你能做什么.</summary>
/// <param name="services">The help is asked for late: it lists all that can be done, of which this is a part.</param>
/// <param name="notice">That rules answer.</param>
internal sealed partial class ShowHelp(IServiceProvider services, RulesNotice notice) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand { Name = new("help", "帮助"), Group = ChatCommandGroup.Help, Meaning = new("shows this", "显示本帮助") },
            (turn, _, _) => Task.FromResult(ActionOutcome.Did(Help(turn)))),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("help", Precedence.Phrase, [English(), Chinese()], (turn, _, _) => Task.FromResult(ActionOutcome.Did($"{notice.Text(turn.Language)}\n\n{Help(turn)}"))),
    ];

    private string Help(ChatTurn turn) => services.GetRequiredService<ChatHelp>().Text(turn.Language);

    [GeneratedRegex(@"^(?:help(?: me)?|\?|what can (?:you|i) do(?: here)?|how (?:does|do) (?:this|it|you|i) (?:work|use(?: (?:this|it))?)|what do you (?:do|understand)|who are you|what are you|commands|options|menu)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("^(?:帮助|求助|帮帮我|怎么用|如何使用|怎么使用|使用说明|说明|功能|命令|你能做(?:些)?什么|你能干(?:嘛|什么)|你会(?:做)?(?:些)?什么|你是谁|你是什么|能做(?:些)?什么|可以做(?:些)?什么|做什么|？)$")]
    private static partial Regex Chinese();
}
