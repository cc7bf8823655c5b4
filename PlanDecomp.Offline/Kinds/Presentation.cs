using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A talk, a presentation or a report for an audience.</summary>
internal static class Presentation
{
    public static Kind Kind { get; } = new()
    {
        Name = "presentation",
        Sure = ["presentation", "keynote", "slide deck", "slides", "speech", "pitch deck", "give a talk", "toast", "演讲", "演示文稿", "PPT", "幻灯片", "汇报", "述职", "路演", "发言稿", "演示"],
        Likely = ["talk", "pitch", "audience", "听众", "发言", "讲稿"],
        Maybe = ["prepare", "board", "准备", "领导"],
        Noun = ("the topic", "该主题"),
        Form = SubjectForm.Topic,
        Things = ["slide deck", "pitch deck", "keynote presentation", "presentation", "keynote", "slides", "speech", "talk", "deck", "演示文稿", "幻灯片", "发言稿", "工作汇报", "述职报告", "演讲", "汇报", "PPT", "路演", "演示"],
        Phases =
        [
            Then(("Clarify audience and purpose: {subject}", "明确听众与目的：{subject}"),
                ("Who listens, what do they know, what should they do afterwards[; due {deadline}]? Done when the main message is one sentence.", "谁来听、已知什么、听后应做什么[；{deadline}前]？主旨浓缩为一句话即为完成。"),
                Then(("Find out who listens and what they expect", "了解听众与期望"), ("Ask the host; length, room, equipment, questions.", "问主办方：时长、场地、设备、提问。")),
                Then(("Put the main message into one sentence", "用一句话写出主旨"), ("What should they tell others at dinner?", "希望他们晚饭时怎么转述？"))),
            Then(("Gather facts and stories on {subject}", "收集素材：{subject}"),
                ("Evidence for the message and something to remember. Done when each point has a fact and an example.", "支撑主旨的证据和让人记住的例子。每个要点有事实和例子即为完成。"),
                Then(("Collect figures and sources", "收集数据与出处"), ("Newest value, source on the slide.", "最新数据，注明来源。")),
                Also(("Find an opening and two examples", "找到开场与两个例子"), ("From the audience's own world.", "来自听众的世界。"))),
            Then(("Build the storyline and draft", "搭建结构与起草"),
                ("Opening, three points, close. Done when it can be told without slides.", "开场、三个要点、收尾。不看幻灯片也能讲即为完成。"),
                Then(("Outline the three main points", "列出三个要点"), ("Each answers a question of the audience.", "每点回答听众的一个问题。")),
                Then(("Draft slides or text", "起草幻灯片或讲稿"), ("One idea a slide; the title says it.", "一页一意，标题即观点。"), Write),
                Then(("Prepare answers to hard questions", "准备难题的回答"), ("Ten questions, two sentences each.", "十个问题，各两句话。"))),
            Then(("Design and check the slides", "设计与检查"),
                ("Readable from the last row, correct in every figure. Done when a colleague understood it without you.", "最后一排看得清，数字无误。同事不听讲也能看懂即为完成。"),
                Then(("Lay out slides and charts", "排版与制图"), ("Large type, few colours, no clutter.", "大字、少色、不堆砌。")),
                Then(("Have facts and language checked", "核对事实与文字"), ("By somebody who was not involved.", "请未参与者检查。"))),
            Then(("Rehearse and present", "演练与呈现"),
                ("Aloud, with a clock, three times. Done when it is given and questions are answered.", "出声计时练三遍。讲完并答完问题即为完成。"),
                Then(("Rehearse aloud with a clock", "出声计时演练"), ("Ten per cent shorter than allowed.", "比规定短一成。"), Test),
                Also(("Check room, equipment and a backup", "检查场地、设备与备份"), ("File in two places, adapter, water.", "两处备份、转接头、饮水。")),
                Then(("Present, then send material and next steps", "讲完后发送资料与后续"), ("The same day.", "当天完成。"))),
        ],
    };
}
