using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A thesis for a degree.</summary>
internal static class Thesis
{
    public static Kind Kind { get; } = new()
    {
        Name = "thesis",
        Sure = ["thesis", "dissertation", "master's thesis", "bachelor's thesis", "phd", "term paper", "capstone", "毕业论文", "学位论文", "硕士论文", "博士论文", "毕业设计", "本科论文", "毕设", "开题"],
        Likely = ["supervisor", "defence", "defense", "导师", "答辩"],
        Maybe = ["chapter", "university", "paper", "论文", "大学"],
        Noun = ("the thesis topic", "论文题目"),
        Form = SubjectForm.Topic,
        Things = ["master's thesis", "bachelor's thesis", "master thesis", "bachelor thesis", "phd thesis", "doctoral thesis", "phd dissertation", "dissertation", "thesis", "term paper", "capstone project", "本科毕业论文", "硕士毕业论文", "硕士学位论文", "博士学位论文", "毕业论文", "学位论文", "硕士论文", "博士论文", "毕业设计", "本科论文", "毕设", "论文"],
        Phases =
        [
            Then(("Narrow the topic and win a supervisor: {subject}", "聚焦选题并确定导师：{subject}"),
                ("Turn the field into one question that can be answered in the time[ of {duration}][, by {deadline}]. Done when the supervisor has agreed to question and date.", "把领域收窄成限期内[（{duration}）][（{deadline}）]可回答的问题。导师同意问题和日期即为完成。"),
                Then(("Read around {subject} and list three questions", "泛读{subject}并列出三个问题"), ("Each with data or sources at hand.", "各有可得的数据或资料。")),
                Then(("Check rules, dates and formats", "查清规定、日期与格式"), ("Registration, length, citation style, use of AI.", "登记、篇幅、引文格式、AI 使用规定。")),
                Then(("Agree on the topic with the supervisor", "与导师商定题目"), ("One page before the talk; rhythm of meetings.", "会前准备一页纸，约定见面频率。"))),
            Then(("Write the proposal on {subject}", "撰写开题报告：{subject}"),
                ("Question, state of research, method, timetable. Done when it is approved.", "问题、研究现状、方法、时间表。获批即为完成。"),
                Then(("Review the literature", "梳理文献"), ("Thirty to sixty sources, by theme instead of author.", "三十到六十篇，按主题而非作者。")),
                Then(("Choose method and material", "确定方法与材料"), ("What would answer the question; a small trial.", "什么能回答问题，做一次小试验。"), Decide),
                Then(("Write proposal and timetable", "撰写开题报告与时间表"), ("A third of the time for writing, two weeks in reserve.", "三分之一时间写作，两周机动。"), Write)),
            Then(("Carry out the research on {subject}", "开展研究：{subject}"),
                ("Collect and analyse as proposed. Done when each part of the question has its evidence.", "按方案收集和分析。问题的每一部分都有证据即为完成。"),
                Then(("Collect data or sources", "收集数据或史料"), ("Log, backup, permissions.", "记录、备份、许可。"), Collect),
                Then(("Analyse and interpret", "分析与解读"), ("Simple first; show interim results to the supervisor.", "先简后繁，向导师展示阶段结果。"), Analyse),
                Then(("Check the answer against counter-arguments", "用反面论证检验结论"), ("What would an opponent say?", "反对者会怎么说？"))),
            Then(("Write the chapters", "撰写各章"),
                ("Begin with the part you know best. Done when the supervisor has seen each chapter once.", "从最熟悉的部分写起。导师每章看过一遍即为完成。"),
                Then(("Write methods and results", "撰写方法与结果"), ("While it is fresh.", "趁热打铁。"), Write),
                Then(("Write state of research and theory", "撰写文献综述与理论"), ("Only what the question needs.", "只写问题所需。"), Write),
                Then(("Write discussion and conclusion", "撰写讨论与结论"), ("Answer, limits, outlook.", "回答、局限、展望。"), Write),
                Then(("Write introduction and abstract last", "最后写引言与摘要"), ("They promise only what follows.", "只承诺正文有的。"), Write)),
            Then(("Revise, format and hand in", "修改、排版与提交"),
                ("Content, language, form, in this order. Done when the receipt is in your hands.", "依次改内容、语言、格式。拿到提交回执即为完成。"),
                Then(("Revise with the supervisor's comments", "根据导师意见修改"), ("Table of comments with what was done.", "列表写明每条意见的处理。"), Review),
                Also(("Have it proofread and check citations", "校对并核查引文"), ("Plagiarism check; every source complete.", "查重，文献信息完整。")),
                Then(("Format, print and hand in", "排版、打印与提交"), ("Three days of reserve.", "预留三天。"))),
            Then(("Defend the thesis", "准备答辩"),
                ("Show the question, the answer and why it holds. Done when it is passed.", "讲清问题、答案和理由。通过即为完成。"),
                Then(("Prepare slides for the talk", "准备答辩幻灯片"), ("One message a slide, time kept.", "一页一意，控制时间。"), Design),
                Then(("Practise with critical listeners", "模拟答辩"), ("Twenty hard questions with answers.", "准备二十个尖锐问题的回答。")),
                Then(("Defend and archive data and thesis", "答辩并归档"), ("Corrections, deposit copy, data.", "修订、存档本、数据。"))),
        ],
    };
}
