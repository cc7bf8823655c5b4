using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Operations;

/// <summary>Estimates by the type of work that a title shows: a rough figure that says where it comes from.</summary>
public static class OfflineEstimate
{
    private const double OtherHours = 3;

    /// <summary>A longer instruction asks for more than the usual.</summary>
    private const int LongInstruction = 400;

    private static readonly IReadOnlyList<(WorkType Work, double Hours, Words Name)> Usual =
    [
        (WorkTypes.Research, 6, ("research", "调研")),
        (WorkTypes.Write, 8, ("writing", "撰写")),
        (WorkTypes.Design, 8, ("design", "设计")),
        (WorkTypes.Build, 16, ("building", "开发制作")),
        (WorkTypes.Test, 6, ("testing", "测试检查")),
        (WorkTypes.Arrange, 3, ("arranging", "安排")),
        (WorkTypes.Buy, 1.5, ("booking and buying", "预订采购")),
        (WorkTypes.Shop, 2, ("shopping", "购物")),
        (WorkTypes.Decide, 2, ("deciding", "决定")),
        (WorkTypes.Tell, 2, ("telling and announcing", "通知发布")),
        (WorkTypes.Analyse, 8, ("analysis", "分析")),
        (WorkTypes.Review, 4, ("review", "评审")),
        (WorkTypes.Learn, 20, ("learning", "学习")),
        (WorkTypes.Collect, 4, ("collecting", "收集")),
        (WorkTypes.Interview, 6, ("interviews", "访谈")),
        (WorkTypes.Watch, 4, ("watching and following up", "跟踪观察")),
    ];

    public static IReadOnlyList<TaskEstimate> Of(IReadOnlyList<PlanTaskNode> leaves, Language planLanguage) => [.. leaves.Select(task =>
    {
        var language = LanguageReader.Read(task.Title, planLanguage);
        var work = WorkReader.Read(language == Language.English && task.Title.Length > 0 ? char.ToLowerInvariant(task.Title[0]) + task.Title[1..] : task.Title, language).Work;
        var usual = Usual.FirstOrDefault(known => known.Work == work);
        var hours = usual.Work is null ? OtherHours : usual.Hours;
        var isLong = task.Instruction.Length > (language == Language.Chinese ? LongInstruction / 3 : LongInstruction);
        if (isLong) hours *= 1.5;
        return new TaskEstimate(task.TaskId, task.Title, hours, Reason(usual.Name, isLong, language));
    })];

    private static string Reason(Words? type, bool isLong, Language language)
    {
        var reason = (type, language) switch
        {
            (null, Language.Chinese) => "离线规则：未识别出工作类型，按一般任务估算",
            (null, _) => "offline rules: no type of work recognised, so the usual for any task",
            (_, Language.Chinese) => $"离线规则：{type.Zh}类任务的一般用时",
            _ => $"offline rules: the usual for {type.En}",
        };
        return isLong ? reason + (language == Language.Chinese ? "，说明较长故加一半" : ", and half as much again for its long instruction") : reason;
    }
}
