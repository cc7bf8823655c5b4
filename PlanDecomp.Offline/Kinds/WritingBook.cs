using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Writing a book.</summary>
internal static class WritingBook
{
    public static Kind Kind { get; } = new()
    {
        Name = "book",
        Sure = ["write a book", "writing a book", "book about", "book on", "my book", "first book", "cookbook", "children's book", "picture book", "novel", "memoir", "e-book", "ebook", "textbook", "short stories", "screenplay", "写书", "小说", "写一本", "回忆录", "电子书", "教材编写", "剧本", "出书"],
        Likely = ["chapter", "author", "章节", "作者", "出版"],
        Maybe = ["write", "publish", "story", "故事"],
        Noun = ("the book", "这本书"),
        Things = ["book", "novel", "memoir", "stories", "story", "screenplay", "trilogy"],
        Phases =
        [
            Then(("Work out idea and readers: {subject}", "明确主旨与读者：{subject}"),
                ("Say in three sentences what the book is, for whom, and what it leaves behind. Done when three people of that kind want to read it.", "用三句话写明这是什么书、给谁看、留下什么。三位目标读者想读即为完成。"),
                Then(("Write the idea in three sentences", "用三句话写出主旨"), ("What happens or is shown, to whom, why it matters.", "写什么、关于谁、为何重要。"), Write),
                Also(("Look at five comparable books", "研究五本同类书"), ("What they do well, where yours differs.", "优点何在、你的不同何在。"), Research),
                Then(("Set length, date and writing times", "确定篇幅、日期与写作时间"), ("Words a week times weeks[ until {deadline}][ over {duration}].", "每周字数乘以周数[，到{deadline}][，共{duration}]。"))),
            Then(("Gather material and build the outline", "收集素材与搭建大纲"),
                ("Find what the book needs and give it an order. Done when each chapter has a page: purpose, content, turn.", "备齐素材并排好顺序。每章一页：目的、内容、转折，即为完成。"),
                Then(("Research facts, places, people", "调研史实、地点与人物"), ("Notes with sources, sorted by chapter.", "按章整理、注明出处。"), Research),
                Also(("Develop characters or key arguments", "塑造人物或核心论点"), ("What each wants, what stands in the way.", "想要什么、阻力何在。")),
                Then(("Outline the chapters", "编写章节大纲"), ("One page each; the line from start to end can be told in two minutes.", "每章一页，全书主线两分钟能讲完。"))),
            Then(("Write the first draft of {subject}", "完成初稿：{subject}"),
                ("Go through to the end without turning back. Done when the last chapter is written.", "一口气写到底，不回头。最后一章写完即为完成。"),
                EachStretch(
                    [
                        Then(("{period}: opening chapters", "{period}：开篇各章"), ("Find voice and rhythm; daily quota.", "找到语气与节奏，每日定量。"), Write),
                        Then(("{period}: first half of the middle", "{period}：中段前半"), ("Follow the outline, note ideas for later.", "按大纲推进，灵感另记。"), Write),
                        Then(("{period}: second half of the middle", "{period}：中段后半"), ("Check that each chapter changes something.", "检查每章是否有所推进。"), Write),
                        Then(("{period}: closing chapters", "{period}：收尾各章"), ("Answer what the opening promised.", "回应开篇的承诺。"), Write),
                    ],
                    [
                        Then(("Write the opening chapters", "写开篇各章"), ("Find voice and rhythm; daily quota.", "找到语气与节奏，每日定量。"), Write),
                        Then(("Write the middle chapters", "写中段各章"), ("Follow the outline, note ideas for later.", "按大纲推进，灵感另记。"), Write),
                        Then(("Write the closing chapters", "写收尾各章"), ("Answer what the opening promised.", "回应开篇的承诺。"), Write),
                    ])),
            Then(("Revise the draft", "修改书稿"),
                ("First the whole, then chapters, then sentences. Done when readers no longer stumble.", "先整体、再章节、后字句。读者不再卡顿即为完成。"),
                Then(("Let it rest and read it in one go", "搁置后一口气通读"), ("Two weeks of distance; notes only.", "间隔两周，只做批注。")),
                Then(("Rework structure and gaps", "调整结构与补缺"), ("Cut what does not serve the idea.", "删去不服务主旨的内容。")),
                Then(("Ask three to five test readers", "请三到五位试读者"), ("Where were you bored, lost, moved?", "哪里无聊、迷惑、感动？"), Interview),
                Then(("Polish the language", "润色文字"), ("Read aloud; strike out ten per cent.", "朗读，删去一成。"))),
            Then(("Publish {subject}", "出版：{subject}"),
                ("Choose publisher or self-publishing and do what it needs. Done when a stranger can buy it.", "选择出版社或自出版并办妥。陌生人能买到即为完成。"),
                Then(("Choose the way of publishing", "选择出版方式"), ("Control, cost, reach, time.", "自主、成本、渠道、时间。"), Decide),
                Then(("Prepare proposal or final files", "准备出版提案或终稿文件"), ("Sample chapters and letter; or layout, cover, ISBN.", "样章与自荐信；或排版、封面、书号。")),
                Then(("Plan readings, reviews and sales", "策划首发、书评与销售"), ("Ten people who tell others.", "找到十位会推荐的人。"))),
        ],
    };
}
