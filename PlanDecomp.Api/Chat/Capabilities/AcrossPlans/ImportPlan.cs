using System.Text;
using System.Text.RegularExpressions;
using PlanDecomp.Api.AcrossPlans;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Capabilities.AcrossPlans;

/// <summary>Makes plans of a text that was pasted into the chat: an outline, a nested list, our JSON.</summary>
internal sealed partial class ImportPlan(ImportSubmission submission, ReplyJob job) : IChatCapability
{
    /// <summary>Of the line that asks for it.</summary>
    private const int MaxLine = 120;

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("import", "导入"),
                Group = ChatCommandGroup.Files,
                Arguments = new("TEXT", "内容"),
                Meaning = new("makes a plan of a pasted outline, list or JSON", "把粘贴的大纲、列表或 JSON 做成计划"),
                NeedsArguments = true,
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents => [new("import", Precedence.Phrase, Read)];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("files", "makes a plan of a finished outline, list or JSON that the person has pasted; not of a wish.")
        {
            Action = "import",
            Parameters = [new("content", ToolType.Text, "Exactly as it was pasted.") { IsRequired = true }],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("content")!, ct),
        },
    ];

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
            new Deed("import"),
            turn.Say("The import", "导入"),
            turn.Say(
                "I am making a plan of what you pasted in the background; follow the live log below, which also says if a line cannot be read.",
                "我正在后台把你粘贴的内容做成计划，请看下方实时日志；如有无法读取的行也会在其中说明。"),
            key => submission.SubmitAsync(new ImportWish(turn.Owner, Encoding.UTF8.GetBytes(text), PlanFormat.Auto, null, key), CancellationToken.None)), ct);
    }

    private ChatDeed? Read(Utterance said)
    {
        // Lines are what an outline is made of, so the message is taken as it was written.
        var whole = said.Original.TrimStart();
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? whole : whole[..end]).Trim();
        if (line.Length > MaxLine || !First().IsMatch(line)) return null;
        return async (turn, ct) => await RunAsync(turn, end < 0 ? "" : whole[(end + 1)..], ct);
    }

    /// <summary>Without the code fence that people put around what they paste.</summary>
    private static string Unfenced(string content)
    {
        // Only line breaks go: the first line's indentation says what it stands below.
        var text = content.TrimEnd().TrimStart('\r', '\n');
        return Fence().Match(text) is { Success: true } fence ? fence.Groups["text"].Value : text;
    }

    [GeneratedRegex(@"^\s*```[\w-]*[ \t]*\r?\n(?<text>.*?)\r?\n?```$", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(?:please\\s+|can\\s+you\\s+)?import(?:\\s+(?:this|the\\s+following|a|my)(?:\\s+(?:plan|outline|list|text|json|markdown))?|\\s+(?:as\\s+a\\s+plan|plan|outline))?\\s*[:：.!]?$|^(?:请)?(?:帮我)?导入(?:一下)?(?:这个|这份|下面的?|以下的?|一份|一个)*(?:计划|大纲|列表|清单|内容|文本)?\\s*[:：。]?$", RegexOptions.IgnoreCase)]
    private static partial Regex First();
}
