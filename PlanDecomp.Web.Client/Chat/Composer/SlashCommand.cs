using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Chat.Composer;

/// <summary>A command the chat understands in any language and without a language model.</summary>
/// <param name="Name">With its slash; either language's is understood in both.</param>
/// <param name="Arguments">What is written after it; empty when nothing is.</param>
/// <param name="Description">What it does.</param>
/// <param name="NeedsArguments">It means nothing alone.</param>
public sealed record SlashCommand(Text Name, Text Arguments, Text Description, bool NeedsArguments = false)
{
    private static readonly IReadOnlyList<SlashCommand> All =
    [
        new(new("/plan", "/计划"), new("what you want to do", "想要完成的事"), new("Make a plan and break it down", "创建计划并开始拆分"), NeedsArguments: true),
        new(new("/decompose", "/拆分"), new("plan or task", "计划或任务"), new("Break a plan or a task down", "拆分计划或任务")),
        new(new("/status", "/状态"), new("plan", "计划"), new("Show how far a plan or its jobs are", "查看计划或作业的进度")),
        new(new("/cancel", "/取消"), new("plan", "计划"), new("Cancel a running job", "取消正在运行的作业")),
        new(new("/plans", "/计划列表"), new("word", "关键词"), new("List your plans", "列出你的计划")),
        new(new("/help", "/帮助"), new("", ""), new("Show what can be said here", "查看可用的说法")),
    ];

    /// <summary>Those that begin with what is typed; none once the name is followed by anything.</summary>
    public static IReadOnlyList<SlashCommand> Matching(string text) =>
        text.StartsWith('/') && !text.Any(char.IsWhiteSpace)
            ? [.. All.Where(command => command.NameLike(text).StartsWith(text, StringComparison.OrdinalIgnoreCase))]
            : [];

    /// <summary>The name in the script that is being typed; English while there is only the slash.</summary>
    public string NameLike(string text) => text.Length > 1 && !char.IsAscii(text[1]) ? Name.Chinese : Name.English;
}
