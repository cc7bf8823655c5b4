using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>A wish that says nothing of a plan: what someone wants to do, or asks how to do. Looked for where nothing else was understood and no plan is talked about.</summary>
internal static partial class NewWish
{
    /// <summary>Fewer say too little: "I want more", "怎么办".</summary>
    private const int LeastWords = 2;
    private const int LeastSigns = 3;

    /// <summary>What is to be planned, without what leads up to it; null when the message is no wish.</summary>
    /// <param name="message">As it was said; of several sentences the first that wishes counts.</param>
    public static string? Of(string message)
    {
        var parts = Sentences().Split(message).Select(part => part.Trim()).Where(part => part.Length > 0).ToList();
        return parts.Select(OfSentence).FirstOrDefault(what => what is not null) ?? OfClauses(message);
    }

    private static string? OfSentence(string sentence)
    {
        if (English().Match(sentence) is { Success: true } english) return Enough(english.Groups["what"].Value.Trim());
        return Chinese().Match(sentence) is { Success: true } chinese && chinese.Groups["what"].Value.Trim() is { Length: >= LeastSigns } what ? what : null;
    }

    /// <summary>A Chinese noun phrase whose facts follow it: 装修房子，90平米，预算20万.</summary>
    private static string? OfClauses(string message) =>
        Clauses().Split(message.Trim()) is [var first, _, ..] parts && parts.Skip(1).Any(part => Fact().IsMatch(part)) && HanOnly().IsMatch(first) && first.Length >= LeastSigns ? first : null;

    private static string? Enough(string what) => what.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= LeastWords ? what : null;

    [GeneratedRegex(@"[\r\n。！？；]+|(?<=[.!?;])\s+|[!?]+$|\.$")]
    private static partial Regex Sentences();

    [GeneratedRegex("[，,、；;。]")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"^[\p{Lo}\s]+$")]
    private static partial Regex HanOnly();

    [GeneratedRegex("[0-9一二三四五六七八九十百千万两]+\\s*(?:多|余|几)?\\s*(?:个)?(?:元|块|万|人|位|天|周|星期|月|年|平米|平方米|平方|㎡|公里|小时|岁)")]
    private static partial Regex Fact();

    // What one wants of this program, or of a conversation, is no plan.
    [GeneratedRegex(
        @"^(?:(?:hi|hello|ok(?:ay)?|so|please|well|and|yes)[,!]?\s+)*(?:" +
        @"(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?help\s+(?:me|us)(?:\s+to|\s+with)?\s+" +
        @"|(?:i|we)(?:'d|’d|\s+would)?\s+(?:really\s+|also\s+|just\s+)?(?:want|need|like|love|plan|hope|intend|wish|have)\s+to\s+" +
        @"|(?:i|we)(?:'m|’m|\s+am|'re|’re|\s+are)\s+(?:going|planning|thinking|trying|about)\s+(?:to|of|about)\s+" +
        @"|how\s+(?:do|can|could|should|would|might)\s+(?:i|we|one|you)\s+(?:best\s+)?|how\s+to\s+|what\s+(?:do\s+(?:i|we)\s+need|does\s+it\s+take|is\s+the\s+best\s+way)\s+to\s+" +
        @"|(?=(?:organi[sz]e|arrange|launch|start|build|learn|renovate|open|prepare|host|set\s+up|throw|redecorate|publish|design|develop|plant|grow|celebrate|found|train\s+for|move\s+to|write\s+an?)\s)" +
        @")(?!(?:know|see|ask|talk|chat|stop|cancel|undo|redo|delete|remove|hear|understand|use|export|import|log|sign|say|tell|read|show|find\s+out|do\s+(?:it|this|that)|go\s+(?:on|back)|change|rename|merge|split|execute|accept|reject)\b)(?<what>\S.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(
        "^(?:你好[，,！!]?)?(?:请问|请|麻烦)?(?:(?:你)?(?:帮我|帮忙|帮我们)|(?:我|我们)?(?:想要|想|打算|准备|要|希望|计划|需要)|(?:我|我们)?(?:该|应该)?(?:怎么样|怎么|怎样|如何))(?:能|去|来)?" +
        "(?!知道|问|看|说|了解|聊|停|取消|撤销|删|导|改|做到|办$|用|样$|回事)(?<what>.+?)(?:呢|呀|啊|吗)?$")]
    private static partial Regex Chinese();
}
