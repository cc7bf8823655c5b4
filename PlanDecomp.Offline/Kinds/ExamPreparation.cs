using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Preparing for an exam or a certificate.</summary>
internal static class ExamPreparation
{
    public static Kind Kind { get; } = new()
    {
        Name = "exam",
        Sure = ["exam", "certification", "ielts", "toefl", "gre", "gmat", "sat", "bar exam", "pass the", "考试", "备考", "考研", "考公", "高考", "中考", "雅思", "托福", "四级", "六级", "考证", "认证", "资格证", "期末"],
        Likely = ["certificate", "test prep", "revision", "score", "证书", "复习", "刷题", "分数"],
        Maybe = ["study", "prepare for", "pass", "准备", "通过"],
        Noun = ("the exam", "考试"),
        Form = SubjectForm.Topic,
        Things = ["备考", "复习", "准备"],
        Phases =
        [
            Then(("Find out what {subject} demands", "摸清考试要求：{subject}"),
                ("Dates, parts, weight of topics, pass mark, registration[; exam by {deadline}]. Done when you are registered and the syllabus is a list.", "日期、题型、分值比重、及格线、报名[；{deadline}前考试]。已报名、大纲列成清单即为完成。"),
                Then(("Read the official syllabus and rules", "阅读官方大纲与规定"), ("Weight of each part; what is allowed in the room.", "各部分分值，考场允许携带物。")),
                Then(("Register and note all dates", "报名并记下所有日期"), ("Fee, papers, last day for changes.", "费用、材料、最后更改日。")),
                Also(("Take a past paper as a first test", "做一套真题摸底"), ("Under real time; result by topic.", "按真实时间，分项统计得分。"))),
            Then(("Make the study plan[ for {duration}]", "制定复习计划[（{duration}）]"),
                ("Weak and heavy topics first, the last fifth for mock exams. Done when each week has topics and hours.", "先攻薄弱且分值高的，最后五分之一时间模考。每周有主题和时数即为完成。"),
                Then(("Rank topics by weight and weakness", "按分值与薄弱程度排序"), ("One table; strike out what brings little.", "列一张表，舍弃收益小的。")),
                Then(("Choose books, courses and question banks", "选定教材、课程与题库"), ("One main source a topic.", "每个主题一份主教材。"), Decide),
                Then(("Spread topics over the weeks", "把主题分配到各周"), ("One free half-day a week as a buffer.", "每周留半天机动。"))),
            Then(("Work through the topics of {subject}", "分阶段复习：{subject}"),
                ("Learn, apply, repeat. Done when each topic reaches the pass mark in exercises.", "学习、运用、重复。每个主题练习达到及格线即为完成。"),
                EachStretch(
                    [
                        Then(("{period}: heaviest topics, basics", "{period}：高分值主题打基础"), ("Notes on one page a topic; twenty questions each.", "每主题一页笔记、二十道题。"), Learn),
                        Then(("{period}: weak topics with questions every day", "{period}：薄弱主题，每日做题"), ("Mistakes go into the error book with their cause.", "错题记入错题本并写明原因。"), Learn),
                        Then(("{period}: remaining topics, mixed questions", "{period}：其余主题与混合练习"), ("Mix topics so that recognising them is practised, too.", "混合出题，练习辨认题型。"), Learn),
                        Then(("{period}: mock exams and repetition", "{period}：模考与查漏补缺"), ("Full length, real time; repeat only what failed.", "全真限时，只补做错的。"), Test),
                    ],
                    [
                        Then(("Learn the heavy topics first", "先学高分值主题"), ("Notes on one page a topic; twenty questions each.", "每主题一页笔记、二十道题。"), Learn),
                        Then(("Practise weak topics with questions", "针对薄弱主题做题"), ("Mistakes go into the error book with their cause.", "错题记入错题本并写明原因。"), Learn),
                        Then(("Repeat with gaps", "间隔复习"), ("After one, three, seven and fourteen days.", "第一、三、七、十四天。")),
                    ])),
            Then(("Take mock exams for {subject}", "模拟考试：{subject}"),
                ("At least three under real conditions. Done when two in a row are safely above the mark.", "至少三次全真模考。连续两次稳过目标分即为完成。"),
                Then(("Sit a full mock exam", "完成一次全真模考"), ("Same hour, same length, no help.", "同一时段、同样时长、无帮助。")),
                Then(("Analyse mistakes and time", "分析错误与用时"), ("Knowledge, reading, carelessness or time?", "是不会、看错、粗心还是超时？"), Analyse),
                Then(("Close the gaps and repeat", "补漏并再考一次"), ("Only the three largest gaps.", "只补最大的三处。"))),
            Then(("Prepare the day and sit the exam", "考前准备与应考"),
                ("Rest, papers, way, order of questions. Done when the exam is handed in.", "休息、证件、路线、答题顺序。交卷即为完成。"),
                Then(("Repeat summaries only, sleep enough", "只看总结，保证睡眠"), ("Nothing new in the last two days.", "最后两天不学新内容。")),
                Also(("Pack papers and try the way", "备齐证件并熟悉路线"), ("Identity card, admission, tools, clock.", "身份证、准考证、文具、手表。")),
                Then(("Sit the exam by your time plan", "按时间计划答题"), ("Easy ones first; ten minutes to check.", "先易后难，留十分钟检查。"))),
        ],
    };
}
