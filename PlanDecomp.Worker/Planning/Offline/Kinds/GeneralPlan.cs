using PlanDecomp.Worker.Planning.Offline.Knowledge;
using static PlanDecomp.Worker.Planning.Offline.Knowledge.Rules;
using static PlanDecomp.Worker.Planning.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Worker.Planning.Offline.Kinds;

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
            Then(("Clarify goal and limits: {subject}", "明确目标与限制：{subject}"),
                ("Settle what is to exist at the end, for whom, by when[ ({deadline})] and with how much money[ ({budget})]. Done when it fits on one page and everyone who decides has agreed.", "定下最终要有什么、为谁、何时完成[（{deadline}）]、花多少钱[（{budget}）]。一页纸写得下、有决定权的人都同意即为完成。"),
                Then(("Write the goal in two sentences: {subject}", "用两句话写出目标：{subject}"), ("Say what will be different afterwards and how one will see it.", "写明完成后有什么不同、怎样看得出来。")),
                Also(("List who is affected and who decides", "列出受影响的人和做决定的人"), ("Name each with what they expect; speak to the two most important.", "逐一写出他们的期望，并与最重要的两位谈一次。")),
                Then(("Fix limits: time, money, people, rules", "确定限制：时间、资金、人手、规定"), ("Write down what cannot be changed[: {deadline}][, {budget}][, {people}].", "写下不能改变的条件[：{deadline}][、{budget}][、{people}]。")),
                Then(("Agree how success is measured", "约定如何衡量成功"), ("Choose two or three signs that anybody can check.", "选两三个任何人都能核对的标志。"))),
            Then(("Gather what is known and needed: {subject}", "收集资料与条件：{subject}"),
                ("Find out how others did it, what is there already and what is missing. Done when the open questions that could stop the work are answered.", "了解他人做法、已有条件和缺口。可能使工作停摆的问题都有答案即为完成。"),
                Then(("Look at how others went about it: {subject}", "调研他人的做法：{subject}"), ("Look at three comparable cases: what worked, what failed, what it cost.", "看三个类似案例：哪些有效、哪些失败、花费多少。"), Research),
                Also(("List material, skills and helpers at hand", "盘点现有的材料、技能和帮手"), ("Put have, need and gap side by side.", "把已有、所需和缺口并列。"), Collect),
                Then(("Note the main risks", "记录主要风险"), ("Write the five likeliest troubles with a sign that shows each early.", "写出最可能的五个问题，以及各自的早期信号。"))),
            Then(("Choose the way and plan the steps: {subject}", "选定做法并排出计划：{subject}"),
                ("Compare two or three ways, choose one, cut it into steps with dates and owners. Done when the first week's steps could start tomorrow.", "比较两三种做法后选定，拆成有日期和负责人的步骤。第一周的步骤明天就能开始即为完成。"),
                Then(("Compare two or three ways: {subject}", "比较两三种做法：{subject}"), ("Hold them against goal and limits in one table.", "用一张表对照目标与限制。")),
                Then(("Cut the chosen way into steps with dates", "把选定的做法拆成有日期的步骤"), ("Each step has a result that can be seen[; the last ends before {deadline}].", "每步都有看得见的结果[；最后一步早于{deadline}]。")),
                Then(("Assign people and money", "分配人手和资金"), ("One name for each step[; the sum stays within {budget}].", "每步一位负责人[；总额不超过{budget}]。"))),
            Then(("Carry out the steps: {subject}", "实施：{subject}"),
                ("Begin with a small first piece, learn from it, then do the rest. Done when every step of the plan has its result.", "先做一小块，吸取经验，再完成其余。计划的每一步都有结果即为完成。"),
                Then(("Do a small first piece as a trial", "先做一小块试行"), ("Choose the part with the most doubt and finish it within days.", "选最没有把握的部分，几天内做完。")),
                Then(("Do the main part: {subject}", "完成主体部分：{subject}"), ("Work through the steps in order; close one before opening two.", "按顺序推进，做完一项再开新的。")),
                Also(("Track progress and clear obstacles every week", "每周跟踪进度并清除障碍"), ("Compare with the plan, move dates openly, ask for help early.", "与计划对照，公开调整日期，尽早求助。"), Watch)),
            Then(("Check the result: {subject}", "检查结果：{subject}"),
                ("Hold the result against the goal and let somebody not involved try it. Done when what they found is corrected or accepted.", "对照目标检查，请未参与的人试用。发现的问题已改正或被接受即为完成。"),
                Then(("Test against the signs of success", "按成功标志检验"), ("Go through them one by one, with evidence.", "逐条核对并留证据。"), Test),
                Also(("Ask two people concerned for their view", "征求两位相关者的意见"), ("Ask what is missing and what is too much.", "问缺什么、多什么。"), Interview),
                Then(("Correct what matters", "改正要紧之处"), ("Sort findings by harm, correct the top ones, note the rest.", "按危害排序，改正最重要的，其余记录在案。"))),
            Then(("Finish, hand over and look back: {subject}", "收尾、交付与复盘：{subject}"),
                ("Give the result to those it is for, settle accounts and keep what was learned. Done when nobody waits for anything any more.", "把结果交给使用者，结清账目，留下经验。不再有人等待任何东西即为完成。"),
                Then(("Hand the result over with a short explanation", "交付结果并作简要说明"), ("Show it, leave a one-page note, and name who answers questions.", "当面演示，留一页说明，指明答疑人。")),
                Then(("Settle bills, papers and access", "结清账单、文件和权限"), ("Nothing open, nothing lost, nothing accessible to those who have left.", "无未结、无遗失、离开的人不再有权限。")),
                Then(("Hold a look back and note three lessons", "复盘并记下三条经验"), ("What to keep, what to change, what to ask for earlier.", "保留什么、改变什么、该早点要求什么。"))),
        ],
    };
}
