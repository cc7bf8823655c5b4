using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Talk;

/// <summary>Answers "hello", "thanks", 你好, 谢谢.</summary>
internal sealed partial class Greet : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents => [new("greeting", Precedence.Phrase, Read)];

    private static ChatDeed? Read(Utterance said)
    {
        // As written: "hi" and "thanks" before something else are stripped from the text.
        var words = SpokenName.Clean(said.Original);
        if (Thanks().IsMatch(words)) return Say("You are welcome. Say what comes next, or /help.", "不客气。接下来要做什么？也可以输入 /帮助。");
        return !Hello().IsMatch(words) ? null : Say(
            "Hello! Tell me what you want to get done, and I break it down into tasks. For example: plan a team trip to Lisbon. /help shows the rest.",
            "你好！告诉我你想完成什么，我会把它拆分成任务。例如：帮我规划一次去里斯本的团队旅行。输入 /帮助 查看更多。");
    }

    private static ChatDeed Say(string english, string chinese) => (turn, _) => Task.FromResult<ActionOutcome?>(ActionOutcome.Did(turn.Say(english, chinese)));

    [GeneratedRegex("^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|你好|您好|嗨|哈喽|哈啰|早|早上好|上午好|中午好|下午好|晚上好|在吗|在不在)(?: there| everyone| all)?[!！~。 ]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Hello();

    [GeneratedRegex("^(?:thanks|thank you|thx|ty|cheers|great|perfect|nice|cool|well done|谢谢|谢谢你|多谢|感谢|谢了|辛苦了|太好了|很好|不错)(?: (?:a lot|so much|very much|you|job|work))?[!！~。 ]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Thanks();
}
