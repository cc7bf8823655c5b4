using Microsoft.Extensions.AI;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Actions.AcrossPlans;

/// <summary>Reads a person's own plans into the index again.</summary>
internal sealed class ReindexPlans(AcrossPlansSubmission submission, ReplyJob job) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, CancellationToken ct) => job.StartAsync(turn, new JobToStart(
        turn.Say("The reindex", "重建索引"),
        turn.Say(
            "I am comparing the lists of your plans and jobs with their files in the background; follow the live log below.",
            "我正在后台核对你的计划和作业列表与各自的文件，请看下方实时日志。"),
        key => submission.SubmitAsync(AcrossPlansWish.Reindex(turn.Owner, key), CancellationToken.None)), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "reindex_plans",
        "Starts the background job that puts the lists of plans and jobs right from their files. Only when the person says that a list is wrong.",
        async (CancellationToken ct = default) => await RunAsync(turn, ct));
}
