using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.Drafts;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Accept the draft", "accept draft 3", 接受草稿.</summary>
internal sealed partial class AcceptIntent(AcceptDraft acceptDraft) : IChatIntent
{
    public string Name => "accept";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var draft = match.Groups["draft"].Value;
        return async (turn, ct) => turn.WriteParagraph((await acceptDraft.RunAsync(turn, draft, ct)).Text);
    }

    [GeneratedRegex(@"^(?:accept|approve|apply|adopt|take)\s+(?<draft>(?:the\s+|this\s+|that\s+|all\s+)*(?:drafts?|proposals?|proposed\s+changes)(?:\s+(?:number\s+|no\.?\s*)?#?\d+)?(?:\s+(?:of|for|in)\s+.+)?)$|^(?:accept|approve)(?:\s+(?:it|that|this))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:接受|采纳|采用|应用|同意|批准)(?:一下|掉)?(?<draft>(?:这份|这个|该|第)?(?:草稿|提案)\s?#?\d*(?:号)?)$|^(?:接受|采纳|同意这个|批准)(?:它|这个|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<draft>(?:这份|这个|该)?(?:草稿|提案)\s?#?\d*)(?:接受|采纳|采用|应用|同意|批准)(?:掉|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}
