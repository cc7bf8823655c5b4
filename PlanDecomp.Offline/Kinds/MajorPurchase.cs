using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Buying something large: a home, a car, a system.</summary>
internal static class MajorPurchase
{
    public static Kind Kind { get; } = new()
    {
        Name = "purchase",
        Sure = ["buy a house", "buy a home", "buy a car", "buy an apartment", "buy a flat", "buy my first", "real estate", "house hunting", "purchase a", "buy a used", "select a vendor", "procurement", "买房", "买车", "购房", "购车", "选购", "采购", "买一辆", "买一套", "二手房", "二手车", "供应商选型"],
        Likely = ["buy a", "buy an", "buy my", "buy our", "buy the", "buy new", "purchase", "mortgage", "vendor", "买一", "买个", "购买", "贷款", "供应商"],
        Maybe = ["买", "house", "car", "price", "房子", "汽车", "价格"],
        Noun = ("the purchase", "这次采购"),
        Phases =
        [
            Then(("Settle needs and limits: {subject}", "明确需求与限制：{subject}"),
                ("Musts, wishes, total sum[ ({budget})] and date[ ({deadline})]. Done when musts are at most seven and the sum includes running costs.", "必须、愿望、总额[（{budget}）]和日期[（{deadline}）]。必须项不超过七条、总额含使用成本即为完成。"),
                Then(("List musts and wishes", "列出必须与愿望"), ("Of everyone who will use it.", "所有使用者的意见。")),
                Then(("Work out what you can afford", "测算可承受金额"), ("Price, fees, tax, upkeep, reserve.", "价格、税费、养护、备用。")),
                Also(("Arrange the financing", "落实资金或贷款"), ("Three offers; approval in principle in writing.", "三家报价，书面预批。"), Arrange)),
            Then(("Survey the market", "了解市场"),
                ("Learn prices, faults and tricks before you fall in love. Done when you can tell a fair price.", "先懂行情、缺陷和套路。能判断合理价格即为完成。"),
                Then(("Research prices and typical faults", "调研行情与常见问题"), ("Closed deals, not asking prices.", "看成交价而非挂牌价。"), Research),
                Then(("Make a long list and cut it to five", "列长名单并缩到五个"), ("By the musts only.", "只按必须项筛。"))),
            Then(("See, test and compare", "查看、测试与比较"),
                ("Same list for each, twice for the favourites. Done when each is rated and one expert has looked.", "统一清单，心仪的看两次。每个都有评分且请专家看过即为完成。"),
                Then(("Visit or try the candidates", "实地查看或试用"), ("At different times; with a second person.", "不同时段，带一位同伴。")),
                Then(("Have the favourite examined", "请专业人士检查首选"), ("Papers, condition, hidden costs.", "证件、状况、隐性成本。"))),
            Then(("Negotiate and sign", "谈判与签约"),
                ("Know your limit and the second best. Done when the contract is read, understood and signed.", "清楚底价和备选。合同读懂并签订即为完成。"),
                Then(("Negotiate price and terms", "谈价格与条款"), ("Arguments from the inspection.", "以检查结果为依据。")),
                Then(("Check the contract", "审核合同"), ("Defects, dates, withdrawal, handover.", "瑕疵、日期、退出、交付。")),
                Then(("Sign and pay safely", "签约与安全付款"), ("Against proof only.", "凭证付款。"))),
            Then(("Take over and start using it", "交接与启用"),
                ("Check at handover, register, insure. Done when all papers are filed and the faults are reported.", "交接检查、登记、投保。资料归档、问题已报即为完成。"),
                Then(("Inspect at handover", "交接验收"), ("Record with photos.", "拍照记录。"), Review),
                Then(("Register and insure", "登记与投保"), ("From the first day.", "自首日起。")),
                Then(("Plan upkeep", "安排养护"), ("Dates and reserve a year.", "日程与年度预留。"))),
        ],
    };
}
