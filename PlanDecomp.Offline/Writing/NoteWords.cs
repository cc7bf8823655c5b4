using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Writing;

/// <summary>The fixed words of the offline writer's notes, in both languages.</summary>
internal static class NoteWords
{
    /// <summary>On top of each work note: no one shall take it for the finished work.</summary>
    public static Words WorkLabel { get; } = (
        "**Offline note.** Written by built-in rules, without a language model: a start to work from, not the finished work.",
        "**离线笔记。**由内置规则写成，未使用语言模型：可据此着手，但并非完成的成果。");

    public static Words SummaryLabel { get; } = (
        "**Offline summary.** Put together by built-in rules, without a language model, from the notes below this task.",
        "**离线汇总。**由内置规则汇集下级任务的笔记而成，未使用语言模型。");

    public static Words DocumentLabel { get; } = (
        "**All results as one document.** Put together by built-in rules, without a language model.",
        "**全部结果汇编。**由内置规则汇集而成，未使用语言模型。");

    /// <summary>Above what is prepared, so that nobody takes it for done.</summary>
    public static Words StillToDo { get; } = (
        "*Prepared, not done: a person has still to do this.*",
        "*已准备，尚未完成：仍需由人来做。*");

    public static Words ForPeople { get; } = ("Prepared for people", "待人工完成的事项");

    public static Words Goal { get; } = ("Goal", "目标");
    public static Words PartOf { get; } = ("Part of", "所属");
    public static Words Given { get; } = ("What is given", "已知条件");
    public static Words BuildsOn { get; } = ("What it builds on", "可用的前期结果");
    public static Words Steps { get; } = ("Steps", "步骤");
    public static Words Checklist { get; } = ("Checklist", "检查清单");
    public static Words OpenQuestions { get; } = ("Open questions", "待定问题");
    public static Words Parts { get; } = ("What the parts have brought", "各部分的结果");

    public static Words Duration { get; } = ("Duration", "时长");
    public static Words People { get; } = ("People", "人数");
    public static Words Budget { get; } = ("Budget", "预算");
    public static Words Deadline { get; } = ("Deadline", "期限");
    public static Words Tech { get; } = ("Technology", "技术");

    public static Words AllStepsDone { get; } = ("Every step above is done or left out on purpose", "以上步骤均已完成，或明确略过");
    public static Words ResultStored { get; } = ("The result lies where those who need it will find it", "成果已存放在需要者找得到的地方");
    public static Words Minded { get; } = ("Minded", "已注意");

    public static Words WhoDoes { get; } = ("Who does it, and who says that it is done?", "由谁来做，由谁判定完成？");
    public static Words ByWhen { get; } = ("By when must it be done?", "最迟何时完成？");
    public static Words WhatCost { get; } = ("What may it cost at most?", "费用上限是多少？");
    public static Words HowMany { get; } = ("How many people does it have to suit?", "要满足多少人的需要？");
    public static Words WhatCameOf { get; } = ("What came of “{0}”? It has no result here.", "“{0}”的结果如何？这里没有记录。");
    public static Words NoResult { get; } = ("no result here", "这里没有结果");
    public static Words NoOpenQuestions { get; } = ("None were noted in the parts.", "各部分未记下待定问题。");

    /// <summary>How many parts there are, and how many have a result.</summary>
    public static Words Count { get; } = ("{0} parts, {1} with a result.", "共 {0} 项，其中 {1} 项有结果。");
}
