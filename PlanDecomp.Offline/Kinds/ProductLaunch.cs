using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Bringing a product to market.</summary>
internal static class ProductLaunch
{
    public static Kind Kind { get; } = new()
    {
        Name = "product-launch",
        Sure = ["product launch", "launch plan", "go-to-market", "go to market", "launch campaign", "launch of", "launch", "产品发布", "新品发布", "新品上市", "产品上线", "上市计划", "发布会", "产品上市"],
        Likely = ["new product", "release", "新品", "新产品", "上市", "发布"],
        Maybe = ["market", "customers", "pricing", "市场", "定价"],
        Noun = ("the product", "新产品"),
        Form = SubjectForm.Topic,
        Things = ["go-to-market strategy", "go-to-market plan", "new product launch", "product launch", "launch campaign", "launch plan", "go-to-market", "launch", "新产品发布会", "产品发布会", "新品发布会", "产品发布", "新品发布", "新品上市", "产品上市", "产品上线", "发布会", "上市", "发布"],
        Phases =
        [
            Then(("Define market, customers and goal for {subject}", "明确市场、客户与目标：{subject}"),
                ("Settle who buys, why, at what price and what counts as a good start. Done when goal figures and launch date[ ({deadline})] are approved.", "定下谁买、为何买、价格和怎样算开门红。目标数字和上市日期[（{deadline}）]获批即为完成。"),
                Then(("Interview ten likely customers", "访谈十位潜在客户"), ("Their problem, what they use today, what they would pay.", "他们的问题、现用方案、愿付价格。"), Interview),
                Also(("Compare competitors and prices", "比较竞品与价格"), ("Three rivals and doing nothing.", "三家竞品，以及“什么都不做”。")),
                Then(("Set launch goals for 30 and 90 days", "设定上市 30 天和 90 天目标"), ("Customers, revenue, satisfaction.", "客户数、收入、满意度。"))),
            Then(("Position and price {subject}", "定位与定价：{subject}"),
                ("Find the sentence and the price with which it sells. Done when test customers understand both.", "找到能打动人的一句话和价格。试用客户都理解即为完成。"),
                Then(("Write the positioning", "撰写定位陈述"), ("For whom, against what, with which proof.", "为谁、对比什么、凭什么。"), Write),
                Then(("Choose price and packages", "确定价格与套餐"), ("Three packages at most; costs and margins worked out.", "最多三档，算清成本和毛利。")),
                Then(("Test message and price with customers", "与客户测试信息与价格"), ("Ask for a pre-order, not an opinion.", "请对方预订，而不是发表意见。"), Test)),
            Then(("Make {subject} ready to sell", "做好上市准备：{subject}"),
                ("Product, delivery, support and law are ready. Done when a stranger can order, get and return it.", "产品、交付、客服和合规就绪。陌生人能下单、收货、退货即为完成。"),
                Then(("Run a beta with first customers", "组织首批客户试用"), ("Ten to fifty users; the serious faults fixed.", "十到五十位用户，修复严重问题。")),
                Also(("Set up ordering, payment and delivery", "打通下单、支付与交付"), ("Order once yourself from start to end.", "自己从头到尾下一单。"), Build),
                Also(("Prepare support and help texts", "准备客服与帮助文档"), ("Twenty questions and answers; who answers when.", "二十条问答，排好客服班次。")),
                Also(("Clear law, trademarks and certificates", "办理合规、商标与认证"), ("In every country of sale.", "覆盖每个销售地区。"))),
            Then(("Prepare the launch campaign", "准备上市宣传"),
                ("Material, channels and allies for the day. Done when everything lies approved and dated.", "备好素材、渠道和伙伴。全部批准并排期即为完成。"),
                Then(("Produce page, demo and press kit", "制作产品页、演示与媒体包"), ("Readable in two minutes, on a phone, too.", "手机上两分钟能看完。"), Build),
                Then(("Line up press, partners and first references", "联络媒体、伙伴与首批口碑"), ("Ten names with a personal message each; three customers who may be quoted.", "十个名单逐一沟通，三位可引用的客户。")),
                Also(("Train sales and support", "培训销售与客服"), ("Everyone can give the two-minute demo.", "人人能做两分钟演示。"), Learn)),
            Then(("Launch {subject}", "正式上市：{subject}"),
                ("Follow the hour-by-hour plan and react. Done when it is on sale everywhere and no serious fault is open.", "按小时计划执行并及时应对。各渠道开售且无严重问题即为完成。"),
                Then(("Hold the go or no-go meeting", "召开上市决策会"), ("List of conditions, one person decides.", "对照条件清单，一人拍板。")),
                Then(("Publish through all channels", "全渠道发布"), ("In the planned order, with someone watching figures and comments.", "按计划顺序，专人盯数据和评论。"), Tell),
                Then(("Watch orders, faults and reactions", "盯订单、故障与反馈"), ("Stand-up twice a day in the first week.", "首周每天碰头两次。"), Watch)),
            Then(("Evaluate and go on after 30 and 90 days", "30 天和 90 天复盘与后续"),
                ("Compare with the goals and decide where to invest. Done when the next quarter's plan stands.", "对照目标决定继续投入之处。下季度计划确定即为完成。"),
                Then(("Evaluate figures and customers' voices", "分析数据与客户声音"), ("Who buys, who leaves, why.", "谁买、谁走、为什么。"), Analyse),
                Then(("Decide on improvements and further channels", "决定改进与新渠道"), ("The three that bring most.", "选收益最大的三项。"), Decide)),
        ],
    };
}
