using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions.AcrossPlans;

/// <summary>Writes a plan, or all of a person's, into a file.</summary>
internal sealed class ExportPlans(IPlanStore plans, AcrossPlansSubmission submission, ReplyJob job, PlanFinder planFinder) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="wish">Which plans, in which format.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, ExportWish wish, CancellationToken ct)
    {
        // One file a plan, where there are several.
        var format = wish.Format?.ToLowerInvariant() ?? (wish.IsAll ? PlanFormat.Zip : PlanFormat.Markdown);
        if (format is not (PlanFormat.Json or PlanFormat.Markdown or PlanFormat.Zip))
        {
            return ActionOutcome.DidNot(turn.Say("Plans can be exported as Markdown, JSON or zip.", "计划可以导出为 Markdown、JSON 或 zip。"));
        }

        var name = format switch { PlanFormat.Json => "JSON", PlanFormat.Markdown => "Markdown", _ => "zip" };
        if (wish.IsAll)
        {
            if ((await plans.ListAsync(turn.Owner, null, null, 1, ct)).Plans.Count == 0)
            {
                return ActionOutcome.DidNot(turn.Say("You have no plans to export yet.", "还没有可以导出的计划。"));
            }

            return await StartAsync(turn, null, format, turn.Say("The export", "导出"), turn.Say($"all your plans as {name}", $"全部计划（{name}）"), ct);
        }

        var found = await planFinder.FindAsync(turn, wish.Plan, ct);
        if (found.Item is not { } plan) return ActionOutcome.DidNot(found.Problem);
        turn.TalkAbout(plan.PlanId);
        return await StartAsync(
            turn, [plan.PlanId], format, turn.Say($"The export of {Markdown.Link(plan)}", $"{Markdown.Link(plan)}的导出"),
            turn.Say($"the plan {Markdown.Link(plan)} as {name}", $"计划{Markdown.Link(plan)}（{name}）"), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "export_plans",
        "Starts the background job that writes a plan, or all of the person's plans, into a file to download.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description("True exports all plans instead.")] bool all = false,
            [Description("markdown, json or zip.")] string? format = null,
            CancellationToken ct = default) => await RunAsync(turn, new ExportWish { Plan = plan, IsAll = all, Format = format }, ct));

    private Task<ActionOutcome> StartAsync(ChatTurn turn, IReadOnlyList<long>? planIds, string format, string target, string what, CancellationToken ct) => job.StartAsync(
        turn, new JobToStart(
            target,
            turn.Say(
                $"I am exporting {what} in the background; the file can be downloaded below when it is done.", $"我正在后台导出{what}，完成后可在下方下载文件。"),
            key => submission.SubmitAsync(AcrossPlansWish.Export(turn.Owner, planIds, format, key), CancellationToken.None)), ct);
}

/// <summary>An export as a person words it.</summary>
internal sealed record ExportWish
{
    /// <summary>Words for the plan; null is the one of the talk.</summary>
    public string? Plan { get; init; }

    /// <summary>All the person's plans instead.</summary>
    public bool IsAll { get; init; }

    /// <summary>One of <see cref="PlanFormat"/>; null leaves it to the export.</summary>
    public string? Format { get; init; }
}
