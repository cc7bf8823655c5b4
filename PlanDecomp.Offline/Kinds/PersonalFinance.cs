using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A budget, savings, debts.</summary>
internal static class PersonalFinance
{
    public static Kind Kind { get; } = new()
    {
        Name = "finance",
        Sure = ["save money", "personal budget", "household budget", "monthly budget", "pay off", "retirement", "emergency fund", "budgeting", "financial plan", "save for", "get out of debt", "tax return", "annual budget", "预算编制", "存钱", "理财", "还债", "家庭预算", "记账", "攒钱", "年度预算", "养老规划", "还贷", "报税"],
        Likely = ["存", "save", "savings", "debt", "invest", "budget for", "finances", "mortgage", "存款", "债务", "投资", "财务", "开支", "房贷", "预算"],
        Maybe = ["money", "income", "expenses", "钱", "收入", "支出", "万元"],
        Noun = ("the finances", "财务"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Take stock of money for {subject}", "摸清家底：{subject}"),
                ("Income, spending, debts, assets, contracts of the last months. Done when the sum of a month agrees with the accounts.", "近几个月的收入、支出、债务、资产、合约。月度合计与账户一致即为完成。"),
                Then(("Collect statements and contracts", "收集流水与合约"), ("Three to six months, all accounts.", "三到六个月、全部账户。"), Collect),
                Then(("Sort income and spending", "归类收入与支出"), ("Fixed, needed, wished.", "固定、必要、想要。"))),
            Then(("Set goals in figures[: {budget}]", "设定数字目标[：{budget}]"),
                ("Amount, date[ ({deadline})][ ({duration})], order. Done when each goal has a sum a month.", "金额、日期[（{deadline}）][（{duration}）]、先后。每个目标都有月度金额即为完成。"),
                Then(("Name and rank the goals", "列出目标并排序"), ("Safety first: reserve, dear debts, then wishes.", "先安全：备用金、高息债，再愿望。"), Decide),
                Then(("Work out the monthly amounts", "计算月度金额"), ("Check with a bad month.", "用差的月份检验。"))),
            Then(("Build the budget and cut costs", "编制预算与压缩开支"),
                ("Every amount has a task. Done when income less spending covers the goals.", "每笔钱有用途。收入减支出足以覆盖目标即为完成。"),
                Then(("Write the budget by category", "按类别编制预算"), ("With a small free sum for each person.", "给每人留一点自由金额。")),
                Also(("Check contracts and cancel or change", "检查合约并取消或更换"), ("Insurance, telephone, power, subscriptions.", "保险、通信、水电、订阅。")),
                Also(("Find ways to earn more", "寻找增收办法"), ("Two that can begin this month.", "两个本月可开始的。"), Research)),
            Then(("Set it running automatically", "自动执行"),
                ("Standing orders on payday, debts by plan. Done when it works without a decision each month.", "发薪日自动转账，按计划还债。每月无需决定即可运行，即为完成。"),
                Then(("Set up accounts and standing orders", "设置账户与自动转账"), ("On the day after payday.", "发薪次日。"), Build),
                Then(("Pay off debts by interest", "按利率高低还债"), ("Dearest first; no new ones.", "先还最贵的，不借新债。")),
                Also(("Choose where savings are kept", "选择储蓄与投资方式"), ("By time: soon needed safe, later spread and cheap.", "近期用的求稳，长期的分散低费。"), Decide)),
            Then(("Look at it every month and adjust", "每月检查与调整"),
                ("Half an hour a month. Done when goals are reached or knowingly changed.", "每月半小时。目标达成或明确调整即为完成。"),
                Then(("Compare month and plan", "对比实际与计划"), ("Explain the three largest differences.", "解释最大的三处差异。"), Analyse),
                Then(("Adjust once a quarter", "每季度调整"), ("Income, prices, wishes change.", "收入、物价、愿望会变。"))),
        ],
    };
}
