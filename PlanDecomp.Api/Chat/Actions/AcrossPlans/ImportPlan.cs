using System.ComponentModel;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Api.Chat.Actions.AcrossPlans;

/// <summary>Makes plans of a text that was pasted into the chat: an outline, a nested list, our JSON.</summary>
internal sealed partial class ImportPlan(ImportSubmission submission, ReplyJob job) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="content">The text; when it is empty, how to go about it is said.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string content, CancellationToken ct)
    {
        var text = Unfenced(content);
        if (text.Length == 0)
        {
            return ActionOutcome.DidNot(turn.Say(
                "Paste what to import behind the command, in the same message: an outline or a nested list in Markdown, or JSON that was exported here. A file is imported on the [plans page](/plans).",
                "请把要导入的内容粘贴在命令之后的同一条消息里：Markdown 大纲或嵌套列表，或从这里导出的 JSON。文件请在[计划页面](/plans)导入。"));
        }

        return await job.StartAsync(turn, new JobToStart(
            turn.Say("The import", "导入"),
            turn.Say(
                "I am making a plan of what you pasted in the background; follow the live log below, which also says if a line cannot be read.",
                "我正在后台把你粘贴的内容做成计划，请看下方实时日志；如有无法读取的行也会在其中说明。"),
            key => submission.SubmitAsync(new ImportWish(turn.Owner, Encoding.UTF8.GetBytes(text), PlanFormat.Auto, null, key), CancellationToken.None)), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "import_plan",
        "Starts the background job that makes a plan of a finished outline, nested list or exported JSON that the person has pasted. " +
        "For a wish that still has to be worked out, use create_plan.",
        async (
            [Description("The outline, list or JSON exactly as the person pasted it.")] string content,
            CancellationToken ct = default) => await RunAsync(turn, content, ct));

    /// <summary>Without the code fence that people put around what they paste.</summary>
    private static string Unfenced(string content)
    {
        // Only line breaks go: the first line's indentation says what it stands below.
        var text = content.TrimEnd().TrimStart('\r', '\n');
        return Fence().Match(text) is { Success: true } fence ? fence.Groups["text"].Value : text;
    }

    [GeneratedRegex(@"^\s*```[\w-]*[ \t]*\r?\n(?<text>.*?)\r?\n?```$", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
