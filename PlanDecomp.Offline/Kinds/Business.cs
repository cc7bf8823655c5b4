using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Starting a business.</summary>
internal static class Business
{
    public static Kind Kind { get; } = new()
    {
        Name = "business",
        Sure = ["start a business", "business plan", "startup", "start-up", "open a", "start my own", "found a company", "coffee shop", "bakery", "online store", "small business", "set up a company", "freelance business", "创业", "开店", "开一家", "开个店", "商业计划", "创办公司", "开公司", "咖啡店", "奶茶店", "餐厅开业", "成立公司"],
        Likely = ["business", "entrepreneur", "restaurant", "cafe", "shop", "franchise", "freelance", "店铺", "餐厅", "加盟", "网店", "副业"],
        Maybe = ["customers", "invest", "permit", "客户", "投资", "执照"],
        Noun = ("the business", "这家企业"),
        Things = ["coffee shop", "online store", "business", "startup", "company", "restaurant", "bakery", "shop", "store", "café", "cafe", "studio", "agency"],
        Phases =
        [
            Then(("Test the idea with customers: {subject}", "与客户验证创意：{subject}"),
                ("Find out who would pay for what before money is spent. Done when ten people of the target group have said so by deed, such as an order.", "花钱之前弄清谁愿为何付费。十位目标客户用行动（如预订）证明即为完成。"),
                Then(("Describe customer, problem and offer", "描述客户、问题与产品"), ("One sentence each.", "各一句话。")),
                Then(("Interview fifteen possible customers", "访谈十五位潜在客户"), ("What do they pay today, and what annoys them?", "现在花多少钱、哪里不满？"), Interview),
                Also(("Study competitors and location", "考察竞争对手与选址"), ("Prices, busy hours, gaps; count passers-by if place matters.", "价格、高峰、空白；依赖位置时数人流。"), Research)),
            Then(("Work out the business plan: {subject}", "编制商业计划：{subject}"),
                ("Offer, prices, costs, people, risks[; capital {budget}]. Done when it shows the month of break-even, also in the bad case.", "产品、价格、成本、人员、风险[；资金{budget}]。写明何月保本、悲观情形亦然，即为完成。"),
                Then(("Calculate costs, prices and break-even", "测算成本、定价与盈亏平衡"), ("Good, middle and bad case by month for two years.", "两年按月列好、中、差三种情形。"), Analyse),
                Then(("Plan marketing and sales", "规划营销与销售"), ("Where the first hundred customers come from.", "前一百位客户从哪来。"), Design),
                Then(("Write the plan in ten pages", "撰写十页以内的计划书"), ("So that a bank can follow it.", "让银行也看得懂。"), Write)),
            Then(("Settle money, legal form and permits", "落实资金、注册与证照"),
                ("Raise what is missing, register, insure. Done when account, registration and permits are there.", "筹足资金、注册、投保。账户、登记和许可齐备即为完成。"),
                Then(("Secure the start capital[ of {budget}]", "落实启动资金[（{budget}）]"), ("Own money, bank, grants, partners; six months of living costs kept apart.", "自有、银行、补贴、合伙人；另留六个月生活费。")),
                Then(("Choose the legal form and register", "选择组织形式并注册"), ("Liability, tax, partners; with advice.", "责任、税务、合伙，听取专业意见。"), Decide),
                Also(("Obtain permits and insurance", "办理许可与保险"), ("Trade, hygiene, fire, liability, data.", "经营、卫生、消防、责任、数据。"))),
            Then(("Set up {subject}", "筹建：{subject}"),
                ("Place, suppliers, people, systems. Done when a full day has been rehearsed.", "场所、供应商、人员、系统。完整演练一天即为完成。"),
                Then(("Rent and fit out the place or build the shop", "租赁并布置场所或搭建网店"), ("Length of lease, costs of leaving.", "租期与退出成本。"), Buy),
                Also(("Choose suppliers and agree terms", "选定供应商与条款"), ("Two for everything important.", "重要物料各两家。"), Buy),
                Also(("Set up cash desk, accounts and tools", "配置收银、账务与工具"), ("Daily closing in ten minutes.", "每日十分钟结账。"), Build),
                Then(("Find and train people", "招聘与培训员工"), ("Written duties, a trial day.", "书面职责、试工一天。"))),
            Then(("Open and win the first customers", "开业与获取首批客户"),
                ("Begin quietly, improve, then be loud. Done when customers come back by themselves.", "先试营业改进，再大力宣传。客户自发回头即为完成。"),
                Then(("Hold a quiet trial opening", "试营业"), ("Friends and neighbours for two weeks; every complaint noted.", "亲友邻里两周，记录每条意见。")),
                Then(("Open with a campaign", "正式开业宣传"), ("Offer for the first visit, reason for the second.", "首次优惠，二次理由。")),
                Then(("Compare figures with the plan every week", "每周对照计划看数据"), ("Cash, customers, margin; decide on one change.", "现金、客流、毛利，每周定一项改变。"))),
        ],
    };
}
