using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Making a way of working better.</summary>
internal static class ProcessImprovement
{
    public static Kind Kind { get; } = new()
    {
        Name = "process-improvement",
        Sure = ["process improvement", "improve our", "streamline", "optimise our", "optimize our", "reduce costs", "six sigma", "lean", "workflow", "improve the process", "reduce waiting", "reduce churn", "流程优化", "流程改进", "降本增效", "提效", "提高效率", "精益", "优化流程", "流程再造", "降低成本", "提升满意度"],
        Likely = ["improve", "optimise", "optimize", "process", "efficiency", "bottleneck", "reduce", "流程", "效率", "优化", "改进", "瓶颈", "提升"],
        Maybe = ["team", "onboarding", "support", "review", "团队", "质量"],
        Noun = ("improving the process", "流程改进"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Define problem and goal: {subject}", "界定问题与目标：{subject}"),
                ("What hurts whom, how much, and what is good enough[ by {deadline}]. Done when one figure with today's and the wanted value is agreed.", "谁受影响、多严重、怎样算好[（{deadline}前）]。商定一个指标的现值与目标值即为完成。"),
                Then(("Ask those who work in it and those served", "询问一线人员与服务对象"), ("Five of each: where does it stick?", "各五位：卡在哪里？"), Interview),
                Then(("Choose the figure and set the borders", "选定指标与范围"), ("Where it begins and ends; what is left alone.", "起点终点、不涉及什么。"), Decide)),
            Then(("See how it works today", "了解现状"),
                ("Follow real cases from start to end. Done when map and times are confirmed by those who do the work.", "跟随真实案例从头走到尾。流程图和耗时经一线确认即为完成。"),
                Then(("Map the steps with times and waiting", "绘制流程图并标注耗时与等待"), ("Ten real cases, not the handbook.", "看十个真实案例，而非手册。"), Design),
                Also(("Measure volume, errors and costs", "测量数量、差错与成本"), ("A month of data.", "一个月的数据。"), Analyse)),
            Then(("Find the causes", "查找原因"),
                ("Ask why until something can be changed. Done when the two or three causes that explain most are proven.", "追问到可改变之处。证实两三个主要原因即为完成。"),
                Then(("Collect and group possible causes", "收集并归类可能原因"), ("People, method, tools, information, rules.", "人、法、具、信息、制度。"), Collect),
                Then(("Prove the main causes", "验证主要原因"), ("With figures or a small trial.", "用数据或小试验。"))),
            Then(("Design and try improvements", "设计并试行改进"),
                ("Leave out before you automate. Done when a trial moved the figure.", "先删减，再自动化。试行使指标改善即为完成。"),
                Then(("Collect and choose solutions with the team", "与团队征集并选择方案"), ("Effect against effort.", "按效果与投入排序。")),
                Then(("Try for two to four weeks", "试行两到四周"), ("One team, before and after measured.", "一个小组，前后对比。"), Test),
                Then(("Improve it by what was seen", "根据试行修正"), ("Ask those who used it.", "询问使用者。"))),
            Then(("Introduce it everywhere", "全面推行"),
                ("Train, change documents and tools, take the old way out. Done when nobody works the old way.", "培训、改文档和工具、取消旧做法。无人再用旧办法即为完成。"),
                Then(("Write the new way on one page", "用一页纸写明新流程"), ("Who does what by when, with exceptions.", "谁在何时做什么，含例外。"), Write),
                Then(("Train and go along in the first week", "培训并陪跑第一周"), ("Everyone tried it once.", "每人试过一次。"), Learn),
                Also(("Adapt tools and forms", "调整工具与表单"), ("The new way is the easiest way.", "让新做法最省事。"))),
            Then(("Watch the figure and keep the gain", "跟踪指标与巩固成果"),
                ("An owner, a monthly look, a limit. Done when the gain held for three months.", "有负责人、每月查看、有警戒线。成果保持三个月即为完成。"),
                Then(("Show the figure where all see it", "公开展示指标"), ("With a limit and who acts.", "含警戒线与责任人。")),
                Then(("Look back and choose the next problem", "复盘并选定下一个问题"), ("What surprised us?", "哪里出乎意料？"))),
        ],
    };
}
