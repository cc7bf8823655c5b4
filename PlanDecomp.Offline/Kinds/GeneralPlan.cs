using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Whatever no other kind recognises.</summary>
internal static class GeneralPlan
{
    public static Kind Kind { get; } = new()
    {
        Name = "general",
        Sure = [],
        Noun = ("the work", "这项工作"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Settle what {subject} is to achieve", "明确想达到什么：{subject}"),
                ("Say what will be different afterwards, for whom, by when[ ({deadline})] and with how much money[ ({budget})]. Done when it fits on one page and everyone who decides has agreed.", "写明之后有何不同、为谁、何时[（{deadline}）]、花多少钱[（{budget}）]。一页纸写得下、有决定权的人都同意即为完成。"),
                Then(("Write the goal in two sentences", "用两句话写出目标"), ("Say what will be different and how one will see it.", "写明有什么不同、怎样看得出来。")),
                Also(("Talk with those who are affected and those who decide", "与受影响和做决定的人谈一谈"), ("Name each with what they expect; speak to the two most important.", "逐一写出他们的期望，并与最重要的两位谈一次。")),
                Then(("Fix the limits of time, money and rules", "确定时间、资金和规定的限制"), ("Write down what cannot be changed[: {deadline}][, {budget}][, {people}].", "写下不能改变的条件[：{deadline}][、{budget}][、{people}]。"))),
            Then(("Find out what is known and what is needed", "了解情况与所需条件"),
                ("Learn how others did it, what is there already and what is missing. Done when the questions that could stop the work are answered.", "了解他人做法、已有条件和缺口。可能使工作停摆的问题都有答案即为完成。"),
                Then(("Look at how others went about it", "看看别人怎么做"), ("Three comparable cases: what worked, what failed, what it cost.", "看三个类似案例：哪些有效、哪些失败、花费多少。"), Research),
                Also(("List the means and helpers at hand", "盘点现有的条件和帮手"), ("Put have, need and gap side by side.", "把已有、所需和缺口并列。"), Collect),
                Then(("Note what could go wrong", "记下可能出的问题"), ("The five likeliest troubles, with a sign that shows each early.", "写出最可能的五个问题，以及各自的早期信号。"))),
            Then(("Choose a way and plan the steps", "选定做法并排出步骤"),
                ("Compare two or three ways, choose one, put its steps in order. Done when the first step could start tomorrow.", "比较两三种做法后选定，把步骤排好序。第一步明天就能开始即为完成。"),
                Then(("Compare two or three ways", "比较两三种做法"), ("Hold them against goal and limits in one table.", "用一张表对照目标与限制。"), Decide),
                Then(("Put the steps in order with dates and names", "为各步排上日期和负责人"), ("Each step has a result that can be seen[; the last ends before {deadline}][; the sum stays within {budget}].", "每步都有看得见的结果[；最后一步早于{deadline}][；总额不超过{budget}]。"))),
            Then(("Carry out the steps", "逐步实施"),
                ("Begin with what others wait for, then go on in order. Done when every step has its result.", "先做别人在等的，再依次推进。每一步都有结果即为完成。"),
                Then(("Begin with what everything else waits for", "先做其他事都在等的那一步"), ("Finish it before opening the next.", "做完再开始下一步。")),
                Then(("Work through the other steps in order", "依次完成其余步骤"), ("Close one before opening two; ask for help early.", "做完一项再开新的，尽早求助。")),
                Also(("Compare with the plan every week", "每周与计划对照"), ("Move dates openly and tell those who wait.", "公开调整日期并告知等待的人。"), Watch)),
            Then(("Check the result and close", "检查结果并收尾"),
                ("Hold the result against the goal, mend what matters, thank those who helped. Done when nothing important is open.", "对照目标检查，改正要紧之处，感谢帮忙的人。没有重要事项遗留即为完成。"),
                Then(("Compare the result with the goal", "对照目标检查结果"), ("Point by point, with somebody not involved.", "请未参与的人一起逐条看。"), Test),
                Then(("Mend what matters", "改正要紧之处"), ("The most harmful first; note the rest.", "先改危害最大的，其余记录。")),
                Then(("Note what to do differently next time", "记下下次要改变的"), ("Three lines are enough.", "三行就够。"))),
        ],
    };
}
