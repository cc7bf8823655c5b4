using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Teaching a course, a workshop or a training.</summary>
internal static class Teaching
{
    public static Kind Kind { get; } = new()
    {
        Name = "teaching",
        Sure = ["teach", "online course", "training course", "curriculum", "syllabus", "lesson plan", "workshop on", "training for", "create a course", "training programme", "training program", "bootcamp", "开课", "授课", "备课", "课程设计", "教学设计", "在线课程", "培训班", "员工培训", "培训课程", "开设", "教案", "训练营", "培训"],
        Likely = ["course", "workshop", "students", "training", "lessons", "课程", "学员", "学生", "工作坊", "教学"],
        Maybe = ["class", "beginners", "课", "班"],
        Noun = ("the course topic", "课程主题"),
        Form = SubjectForm.Topic,
        Things = ["online course", "training course", "training programme", "training program", "introductory course", "lesson plan", "curriculum", "workshop", "bootcamp", "course", "training", "在线课程", "培训课程", "训练营", "培训班", "课程", "工作坊", "教案", "培训"],
        Phases =
        [
            Then(("Clarify learners and outcomes: {subject}", "明确学员与学习目标：{subject}"),
                ("Who learns[ ({people})], what they know, what they can do afterwards. Done when three to six outcomes can be tested.", "谁来学[（{people}）]、已会什么、学后能做什么。三到六个可检验的目标即为完成。"),
                Then(("Ask five future learners", "访谈五位潜在学员"), ("What do they try, where do they fail?", "在尝试什么、卡在哪里？"), Interview),
                Then(("Write the outcomes as \"can do\"", "用“能够……”写出学习目标"), ("Each with the task that shows it.", "各配一个能证明的任务。"), Write),
                Also(("Fix format, length and price", "确定形式、时长与费用"), ("Live or recorded, group size[, {duration}][, {budget}].", "直播或录播、人数[、{duration}][、{budget}]。"))),
            Then(("Design the course on {subject}", "设计课程：{subject}"),
                ("From the final task backwards to the first lesson. Done when each lesson has outcome, exercise and time.", "从结业任务倒推到第一课。每课有目标、练习和时间即为完成。"),
                Then(("Design the final task and the rating", "设计结业任务与评分标准"), ("Close to real life.", "贴近真实。"), Design),
                Then(("Split into lessons of growing difficulty", "拆分由易到难的课次"), ("One new idea, one exercise each.", "每课一个新概念、一个练习。"))),
            Then(("Produce the material for {subject}", "制作教学材料：{subject}"),
                ("Lessons, exercises, solutions. Done when a learner got through one lesson without you.", "讲义、练习、答案。学员能独立学完一课即为完成。"),
                Then(("Write lessons and examples", "编写讲义与示例"), ("Example first, rule second.", "先例子后规则。"), Write),
                Also(("Create exercises with solutions", "编制练习与答案"), ("Half of the time is practice.", "一半时间用于练习。")),
                Then(("Record or set up room and platform", "录制或准备教室与平台"), ("Sound before picture.", "声音比画面重要。"))),
            Then(("Pilot and improve", "试讲与改进"),
                ("Teach it small first. Done when the three largest stumbling blocks are removed.", "先小范围试教。消除三处最大障碍即为完成。"),
                Then(("Teach one unit to a small group", "给小组试讲一个单元"), ("Watch where they stop.", "观察他们停在哪里。")),
                Then(("Improve by what was seen", "根据观察改进"), ("Shorten first.", "先删减。"), Review)),
            Then(("Enrol and teach", "招生与授课"),
                ("Fill the places, teach, give feedback. Done when the final tasks are rated.", "招满、授课、反馈。结业任务评完即为完成。"),
                Then(("Announce and enrol", "发布与招生"), ("Outcomes, dates, price, free sample.", "目标、日期、费用、试听。"), Tell),
                Then(("Teach the lessons", "逐课授课"), ("Begin with a question from last time.", "以上节问题开场。")),
                Also(("Look after learners between lessons", "课间辅导与反馈"), ("Feedback within two days.", "两天内反馈。"))),
            Then(("Evaluate and renew the course", "评估与迭代"),
                ("Did they learn it, would they recommend it? Done when changes for the next run are listed.", "学会了吗、会推荐吗？列出下期改动即为完成。"),
                Then(("Evaluate results and opinions", "评估成果与反馈"), ("Test at the start and at the end.", "对比前测与后测。"), Analyse),
                Then(("Plan the next run", "规划下一期"), ("Keep, drop, add.", "保留、删除、增加。"))),
        ],
    };
}
