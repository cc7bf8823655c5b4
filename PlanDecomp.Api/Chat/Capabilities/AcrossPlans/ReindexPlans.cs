using System.Text.RegularExpressions;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Capabilities.AcrossPlans;

/// <summary>Reads a person's own plans into the index again.</summary>
internal sealed partial class ReindexPlans(AcrossPlansSubmission submission, ReplyJob job) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("reindex", "重建索引"),
                Group = ChatCommandGroup.Files,
                Meaning = new("puts the lists of plans and jobs right from their files", "按文件核对计划和作业列表"),
            },
            (turn, _, ct) => RunAsync(turn, ct)),
    ];

    public IReadOnlyList<ChatIntent> Intents => [ChatIntent.Of("reindex", Precedence.Thing, [Words()], (turn, _, ct) => RunAsync(turn, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("files", "puts the lists of plans and jobs right, when the person says that one is wrong.") { Action = "reindex", RunAsync = (turn, _, ct) => RunAsync(turn, ct) },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, CancellationToken ct) => job.StartAsync(turn, new JobToStart(
        new Deed("reindex") { IsFree = true },
        turn.Say("The reindex", "重建索引"),
        turn.Say(
            "I am comparing the lists of your plans and jobs with their files in the background; follow the live log below.",
            "我正在后台核对你的计划和作业列表与各自的文件，请看下方实时日志。"),
        key => submission.SubmitAsync(AcrossPlansWish.Reindex(turn.Owner, key), CancellationToken.None)), ct);

    [GeneratedRegex(@"^(?:re-?index|re-?build\s+(?:the\s+|my\s+)?index|refresh\s+the\s+index)(?:\s+(?:it|everything|(?:all\s+)?(?:of\s+)?(?:my\s+|the\s+)?plans))?$|^(?:重建|重新建立|刷新)(?:一下)?(?:计划|我的)?(?:的)?索引$|^重新索引(?:计划|全部|所有计划)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
