using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Answering questions with data: analyses, reports, dashboards.</summary>
internal static class DataAnalysis
{
    public static Kind Kind { get; } = new()
    {
        Name = "data-analysis",
        Sure = ["data analysis", "analyse data", "analyze data", "analytics", "a/b test", "cohort analysis", "churn analysis", "sales data", "exploratory analysis", "kpi", "数据分析", "分析数据", "数据报告", "数据看板", "用户画像", "经营分析", "销售数据", "数据挖掘", "流失分析"],
        Likely = ["analyse", "analyze", "dataset", "dashboard", "statistics", "trend", "churn", "sql", "power bi", "tableau", "analysis", "分析", "统计", "报表", "看板", "指标", "流失"],
        Maybe = ["data", "数据", "report", "csv", "excel", "insight", "sales", "customers", "报告", "销售", "用户"],
        Noun = ("the data", "这批数据"),
        Form = SubjectForm.Topic,
        Things = ["exploratory data analysis", "data analysis", "analysis", "analytics", "数据分析报告", "数据分析", "分析报告", "分析"],
        Phases =
        [
            Then(("Frame the questions: {subject}", "明确分析问题：{subject}"),
                ("Find out who will decide what with the answer. Done when three to five questions are ranked and the figures that answer them are defined.", "弄清谁要据此做什么决定。三到五个问题排好序、指标有定义即为完成。"),
                Then(("Talk to those who will use the results", "访谈结果使用者"), ("What would you do differently if the figure were high or low?", "问：数字高或低时你会怎么做？"), Interview),
                Then(("Define the measures exactly", "明确定义指标口径"), ("Formula, unit, period, who counts and who does not.", "公式、单位、时段、统计口径。"), Decide),
                Then(("Write down what you expect", "写下预期"), ("A guess for each question, so that surprises can be seen.", "对每个问题先猜一个答案，便于发现意外。"))),
            Then(("Get and join the sources: {subject}", "获取数据：{subject}"),
                ("Find, get permission for and load the sources. Done when every field needed is there with its meaning.", "找到来源、取得授权并导入。所需字段齐全且含义明确即为完成。"),
                Then(("List sources, owners and gaps", "列出数据源、负责人与缺口"), ("System, period, number of rows, known faults.", "系统、时段、行数、已知问题。"), Collect),
                Then(("Clear access and data protection", "取得授权并处理隐私"), ("Only what is needed; names removed or replaced.", "最小必要，姓名脱敏。")),
                Then(("Load and join the sources", "导入并关联数据"), ("By script[ in {tech}]; counts compared with the source.", "用脚本[（{tech}）]，与源数据核对行数。"))),
            Then(("Clean and check the data", "清洗与检查数据"),
                ("Deal with gaps, doubles, outliers and changed definitions. Done when one known total is reproduced exactly.", "处理缺失、重复、异常和口径变化。准确复现一个已知总数即为完成。"),
                Then(("Profile every column", "逐列检查数据分布"), ("Missing share, range, odd values, change over time.", "缺失率、范围、异常值、时间变化。")),
                Then(("Correct or exclude faulty rows", "修正或剔除问题数据"), ("A rule for each, with the number of rows it touches.", "每条规则注明影响行数。")),
                Then(("Reconcile with a trusted total", "与可信总数对账"), ("Finance or the system's own report.", "财务或系统自带报表。"))),
            Then(("Analyse {subject}", "开展分析：{subject}"),
                ("Describe, compare, explain: simplest first. Done when each question has an answer with its uncertainty.", "描述、比较、解释，先简后繁。每个问题都有带把握程度的回答即为完成。"),
                Then(("Describe trends and distributions", "描述趋势与分布"), ("Plots over time and by group, medians beside means.", "按时间和分组作图，均值与中位数并列。")),
                Then(("Compare segments and find drivers", "比较细分群体并找出驱动因素"), ("Where is the difference largest, and does it hold in each period?", "差异最大处在哪里？各时段是否成立？"), Analyse),
                Then(("Check other explanations", "检验其他解释"), ("Seasons, mix, selection, chance; a test or interval for each claim.", "季节、结构、选择偏差、偶然；每个论断配检验或区间。"))),
            Then(("Present findings and recommendations: {subject}", "呈现结论与建议：{subject}"),
                ("Lead with the answers and what to do. Done when the decision makers have chosen an action.", "先给答案和建议。决策者选定行动即为完成。"),
                Then(("Write the findings, one sentence and one chart each", "每个结论一句话加一张图"), ("Title of the chart is the finding.", "图题即结论。"), Write),
                Also(("Build the dashboard or report", "制作看板或报告"), ("Five measures at most on the first page, definitions one click away.", "首页最多五个指标，口径一点可见。"), Build),
                Then(("Present and agree on actions", "汇报并商定行动"), ("Each action with owner, date and the measure that will show it.", "每项行动有负责人、日期和衡量指标。"), Tell)),
            Then(("Make the analysis repeatable", "让分析可重复"),
                ("Others can rerun it next month. Done when a colleague got the same figures without asking.", "他人下月可重跑。同事独立得到相同数字即为完成。"),
                Then(("Clean up scripts and document them", "整理脚本与文档"), ("From raw data to figures with one command.", "一条命令从原始数据到结果。")),
                Also(("Automate refresh and checks", "自动化更新与校验"), ("Alarm when rows drop or values leave their range.", "行数下降或数值越界时告警。")),
                Then(("Review after a month what was decided with it", "一个月后回顾决策效果"), ("Did the actions move the measure?", "行动是否改变了指标？"))),
        ],
    };
}
