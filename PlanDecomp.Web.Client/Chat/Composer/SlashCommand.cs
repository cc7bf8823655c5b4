using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Chat.Composer;

/// <summary>A command the chat understands in any language and without a language model.</summary>
/// <param name="Name">With its slash.</param>
/// <param name="Arguments">What is written after it; empty when nothing is.</param>
/// <param name="Description">What it does.</param>
/// <param name="NeedsArguments">It means nothing alone.</param>
public sealed record SlashCommand(string Name, Text Arguments, Text Description, bool NeedsArguments = false)
{
    private static readonly IReadOnlyList<SlashCommand> All =
    [
        new("/plan", new("what you want to do", "想要完成的事"), new("Make a plan and break it down", "创建计划并开始拆分"), NeedsArguments: true),
        new("/decompose", new("plan or task", "计划或任务"), new("Break a plan or a task down", "拆分计划或任务")),
        new("/status", new("plan or job", "计划或作业"), new("Show how far a plan or a job is", "查看计划或作业的进度")),
        new("/cancel", new("job", "作业"), new("Cancel a running job", "取消正在运行的作业")),
        new("/plans", new("", ""), new("List your plans", "列出所有计划")),
        new("/help", new("", ""), new("Show what can be said here", "查看可用的说法")),
    ];

    /// <summary>Those that begin with what is typed; none once the name is followed by anything.</summary>
    public static IReadOnlyList<SlashCommand> Matching(string text) =>
        text.StartsWith('/') && !text.Any(char.IsWhiteSpace)
            ? [.. All.Where(command => command.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase))]
            : [];
}
