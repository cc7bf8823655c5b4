using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Choosing one of several: a school, a doctor, a name, an offer.</summary>
internal static class Choosing
{
    public static Kind Kind { get; } = new()
    {
        Name = "choice",
        Sure = ["choose", "decide between", "decide whether", "decide which", "pick a", "pick the", "which school", "find a good", "find a school", "find a doctor", "find a kindergarten", "选择", "挑选", "选一", "选个", "择校", "选校", "选幼儿园", "挑一"],
        Likely = ["select a", "compare", "哪个"],
        Noun = ("this choice", "这次选择"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Settle what matters for {subject}", "想清看重什么：{subject}"),
                ("Ask everybody it concerns[; limit {budget}][; to be decided by {deadline}]. Done when three musts and some wishes are ranked.", "问过所有相关的人[；上限{budget}][；{deadline}前决定]。三条必须和若干愿望排好序即为完成。"),
                Then(("Write down musts and wishes", "写下必须与愿望"), ("At most three musts; each rules an option out.", "必须项不超过三条，不满足就排除。")),
                Also(("Find out dates, costs and conditions of entry", "查明时间、费用与条件"), ("Until when you must decide, and what decides whether you may.", "最晚何时决定、有什么资格条件。"))),
            Then(("List the candidates", "列出候选"),
                ("Collect all that come into question, then strike out what misses a must. Done when three to five are left.", "收集所有可能的选项，去掉不满足必须项的。剩三到五个即为完成。"),
                Then(("Ask people who have chosen before", "请教选过的人"), ("What they would look at today.", "问他们如今会看重什么。")),
                Also(("Search for further candidates", "再找其他候选"), ("Two sources that earn nothing by it.", "至少两个没有利益关系的来源。")),
                Then(("Cut the list to three to five", "筛到三至五个"), ("By the musts only.", "只按必须项筛。"))),
            Then(("See and compare the candidates", "实地了解并比较候选"),
                ("Visit, try or talk to each with the same questions. Done when each has a mark for every wish.", "用同样的问题逐个走访、试用或交谈。每个候选每条愿望都有评分即为完成。"),
                Then(("Visit or try each one", "逐个走访或试用"), ("On an ordinary day; note the impression the same evening.", "选普通的日子，当晚记下印象。")),
                Then(("Put them side by side in a table", "列表并排比较"), ("Facts instead of impressions where there are facts.", "能用事实就不用印象。"))),
            Then(("Decide and name a second best", "决定并留一个备选"),
                ("Sleep on it once, then decide with those concerned. Done when first and second choice stand with a reason each.", "隔一夜再与相关的人一起决定。首选和备选各有理由即为完成。"),
                Then(("Talk it over with those concerned", "与相关的人商量"), ("The one who has to live with it speaks first.", "最受影响的人先说。")),
                Then(("Write down the choice and the reason", "写下选择与理由"), ("Two sentences, to be read again in a year.", "两句话，一年后再看。"))),
            Then(("Make the choice firm", "把选择落实"),
                ("Sign up, order or accept in time and turn the others down. Done when the confirmation is there.", "按时报名、下单或答复，并回绝其他。收到确认即为完成。"),
                Then(("Sign up or accept before the last day", "在截止日前报名或答复"), ("With all papers that are asked for.", "附齐所需材料。")),
                Then(("Tell the others and prepare the start", "告知其他各方并准备开始"), ("Thank those you do not take; note the first date.", "感谢未选的，记下开始日期。"))),
        ],
    };
}
