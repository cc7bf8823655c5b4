using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.AcrossPlans;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Rebuild the index", 重建索引.</summary>
internal sealed partial class ReindexIntent(ReindexPlans reindexPlans) : IChatIntent
{
    public string Name => "reindex";

    public ChatDeed? Read(Utterance said)
    {
        return said.Match(Words()) is null ? null : async (turn, ct) => turn.WriteParagraph((await reindexPlans.RunAsync(turn, ct)).Text);
    }

    [GeneratedRegex(@"^(?:re-?index|re-?build\s+(?:the\s+|my\s+)?index|refresh\s+the\s+index)(?:\s+(?:it|everything|(?:all\s+)?(?:of\s+)?(?:my\s+|the\s+)?plans))?$|^(?:重建|重新建立|刷新)(?:一下)?(?:计划|我的)?(?:的)?索引$|^重新索引(?:计划|全部|所有计划)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
