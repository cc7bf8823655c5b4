using System.Text.RegularExpressions;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.AcrossPlans;

/// <summary>Writes a plan, or all of a person's, into a file.</summary>
internal sealed partial class ExportPlans(IPlanStore plans, AcrossPlansSubmission submission, ReplyJob job, PlanFinder planFinder) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("export", "导出"),
                Group = ChatCommandGroup.Files,
                Arguments = new("[plan or all] [as Markdown, JSON, zip]", "[计划或全部] [Markdown、JSON、zip]"),
                Meaning = new("writes plans into a file", "把计划导出为文件"),
            },
            (turn, argument, ct) => RunAsync(turn, ExportWords.Read(argument), ct)),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("export", Precedence.Thing, [English(), Chinese(), ChineseObject()], (turn, match, ct) =>
            RunAsync(turn, ExportWords.Read($"{match.Groups["what"].Value} {match.Groups["format"].Value}"), ct)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("files", "writes a plan, or all, into a file to download.")
        {
            Action = "export",
            Parameters = [ToolParameter.Plan, new("all", ToolType.Flag), new("format", ToolType.Text) { Choices = [PlanFormat.Markdown, PlanFormat.Json, PlanFormat.Zip] }],
            RunAsync = (turn, given, ct) => RunAsync(turn, new ExportWish { Plan = given.Text("plan"), IsAll = given.Flag("all") == true, Format = given.Text("format") }, ct),
        },
    ];

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

    private Task<ActionOutcome> StartAsync(ChatTurn turn, IReadOnlyList<long>? planIds, string format, string target, string what, CancellationToken ct) => job.StartAsync(
        turn, new JobToStart(
            new Deed("export") { IsFree = true },
            target,
            turn.Say(
                $"I am exporting {what} in the background; the file can be downloaded below when it is done.", $"我正在后台导出{what}，完成后可在下方下载文件。"),
            key => submission.SubmitAsync(AcrossPlansWish.Export(turn.Owner, planIds, format, key), CancellationToken.None)), ct);

    [GeneratedRegex(@"^(?:export|download|save)(?:\s+(?<what>(?:all|everything|all\s+(?:of\s+)?(?:my\s+|the\s+|our\s+)?plans|my\s+plans)|" + Named.English + @"))(?:\s+(?<format>(?:as|to|in|into)\s+(?:an?\s+)?(?:markdown|md|json|zip)(?:\s+(?:file|format|archive))?|(?:to|into|as)\s+a\s+file))?$|^export(?:\s+(?<format>(?:as|to)\s+(?:an?\s+)?(?:markdown|md|json|zip)(?:\s+file)?))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:导出|下载)(?:一下)?(?<what>(?:我的)?(?:全部|所有)的?(?:我的)?(?:计划)?|" + Named.Chinese + @")?(?:[，,]?(?:导出)?(?<format>(?:成|为|以|用)?\s?(?:markdown|md|json|zip)\s?(?:格式|文件)?)|(?:成|为)文件)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<what>(?:我的)?(?:全部|所有)的?(?:我的)?(?:计划)?|" + Named.Chinese + @")(?:导出|下载)(?:来|出来|一下)?(?<format>(?:成|为)?\s?(?:markdown|md|json|zip)\s?(?:格式|文件)?)?(?:成文件)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
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
