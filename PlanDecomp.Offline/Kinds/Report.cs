using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A report, an article or another text of some length.</summary>
internal static class Report
{
    public static Kind Kind { get; } = new()
    {
        Name = "report",
        Sure = ["write a report", "annual report", "white paper", "whitepaper", "essay", "write an article", "blog post", "user manual", "documentation", "case report", "write a proposal", "报告", "白皮书", "文章", "作文", "年度总结", "说明书", "调研报告", "工作总结", "使用手册", "写一篇"],
        Likely = ["report", "article", "write", "manual", "draft", "撰写", "总结", "手册", "稿"],
        Maybe = ["readers", "pages", "words", "页", "字"],
        Noun = ("the topic", "该主题"),
        Form = SubjectForm.Topic,
        Things = ["annual report", "white paper", "whitepaper", "case report", "blog post", "user manual", "report", "essay", "article", "documentation", "manual", "proposal", "调研报告", "研究报告", "年度报告", "白皮书", "总结报告", "报告", "文章", "作文", "手册", "说明书"],
        Phases =
        [
            Then(("Clarify readers and purpose: {subject}", "明确读者与目的：{subject}"),
                ("Who reads it, what is decided with it, how long, by when[ ({deadline})]. Done when the main question is one sentence.", "谁来读、据此决定什么、多长、何时交[（{deadline}）]。主问题写成一句话即为完成。"),
                Then(("Ask the one who ordered it", "询问委托人"), ("Purpose, length, form, examples liked.", "目的、篇幅、格式、喜欢的范例。"), Interview),
                Then(("Word main question and message", "拟定主问题与主旨"), ("What should the reader know after one minute?", "读者一分钟后应知道什么？"))),
            Then(("Gather and check material on {subject}", "收集与核实资料：{subject}"),
                ("Figures, sources, examples for each part. Done when no part rests on memory.", "为每部分备齐数据、来源、例子。没有凭记忆写的内容即为完成。"),
                Then(("Search sources and note findings", "查找资料并做笔记"), ("With place and date.", "注明出处与日期。"), Research),
                Also(("Ask people who know", "请教知情者"), ("Two who see it differently.", "两位看法不同者。"), Interview),
                Then(("Check figures against a second source", "用第二来源核对数据"), ("Mark what stays uncertain.", "标出不确定之处。"), Test)),
            Then(("Outline and draft the text: {subject}", "列提纲与起草：{subject}"),
                ("Answer first, reasons after. Done when every section has text.", "先结论后理由。每节都有内容即为完成。"),
                Then(("Outline with headings that speak", "列出会说话的标题"), ("Reading the headings alone tells the story.", "只读标题也能懂全文。")),
                Then(("Write the draft", "撰写初稿"), ("One idea a paragraph.", "一段一意。"), Write),
                Also(("Make figures and tables", "制作图表"), ("Only those that the text uses.", "只放正文用到的。")),
                Then(("Write summary and title", "撰写摘要与标题"), ("Half a page, readable alone.", "半页，可独立阅读。"))),
            Then(("Revise with readers", "征求意见与修改"),
                ("Content, then language. Done when the objections are settled.", "先内容后语言。异议解决即为完成。"),
                Then(("Get comments from two readers", "请两位读者提意见"), ("One expert, one layman.", "一位内行、一位外行。")),
                Then(("Shorten and correct", "精简与订正"), ("Ten per cent less.", "删去一成。"))),
            Then(("Lay out, hand over and file", "排版、交付与归档"),
                ("In the form asked for. Done when receipt is confirmed.", "按要求格式。确认收到即为完成。"),
                Then(("Lay out and check the final version", "排版并检查终稿"), ("Numbers, names, links, page breaks.", "数字、姓名、链接、分页。")),
                Then(("Hand over with three sentences", "附三句话交付"), ("What it says, what is needed, by when.", "讲了什么、需要什么、何时。"))),
        ],
    };
}
