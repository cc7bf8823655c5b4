using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Finding and starting somebody in a job.</summary>
internal static class Hiring
{
    public static Kind Kind { get; } = new()
    {
        Name = "hiring",
        Sure = ["hire", "hiring", "recruit*", "fill the position", "job opening", "招聘", "招人", "招募", "校招", "猎头", "招一名", "招两名"],
        Likely = ["candidates", "job description", "engineer", "developer", "designer", "vacancy", "候选人", "岗位", "职位"],
        Maybe = ["team", "salary", "onboarding", "薪资", "入职", "工程师", "经理"],
        Noun = ("the new colleague", "新同事"),
        Things = ["engineer", "developer", "designer", "manager", "analyst", "assistant", "team", "colleague"],
        Phases =
        [
            Then(("Define the role: {subject}", "明确岗位需求：{subject}"),
                ("Settle results expected in the first year, must-have skills, salary range[ ({budget})] and start[ ({deadline})]. Done when everyone who decides has signed the same page.", "定下第一年要取得的成果、必备能力、薪资范围[（{budget}）]和到岗时间[（{deadline}）]。决策者共同签字即为完成。"),
                Then(("Write the results expected after 3 and 12 months", "写出入职 3 个月与 12 个月的预期成果"), ("Three results each; skills follow from them.", "各三项，能力要求由此推出。")),
                Also(("Check salary range and budget", "确认薪资范围与编制"), ("Compare with the market; approval in writing.", "对照市场，书面批准。")),
                Then(("Write the job description for {subject}", "撰写职位描述：{subject}"), ("Task, team, musts (five at most), pay, place; language that puts nobody off.", "工作内容、团队、必备条件（最多五条）、薪酬、地点，用语不设门槛。"), Write),
                Then(("Agree on the stages and who interviews", "商定面试流程与面试官"), ("Four stages at most, two weeks from first talk to offer.", "最多四轮，首谈到录用两周内。"))),
            Then(("Find candidates for {subject}", "寻找候选人：{subject}"),
                ("Advertise, ask around, write to people directly. Done when at least five suitable ones are in the process.", "发布广告、内部推荐、主动联系。至少五位合适者进入流程即为完成。"),
                Then(("Publish the advertisement", "发布招聘信息"), ("Where such people look; answer within two days.", "在目标人群常看的平台，两天内回复。"), Tell),
                Also(("Ask colleagues for referrals", "征集内部推荐"), ("Give them three sentences to pass on.", "提供三句话便于转发。")),
                Also(("Write to twenty suitable people", "主动联系二十位合适人选"), ("Personal, with the reason why you ask them.", "个性化，说明为何找他。"))),
            Then(("Screen the applications", "筛选简历与初步沟通"),
                ("Hold all against the same musts. Done when each applicant has an answer within a week.", "用同一标准衡量。每位申请人一周内得到答复即为完成。"),
                Then(("Rate applications with a score sheet", "用评分表评估简历"), ("Two people independently; reasons noted.", "两人独立评分，记录理由。")),
                Then(("Hold short calls of thirty minutes", "进行三十分钟电话沟通"), ("Motive, expectations, date, pay.", "动机、期望、到岗时间、薪资。"))),
            Then(("Interview and assess", "面试与评估"),
                ("Same questions, work sample, several views. Done when each candidate is rated before the discussion.", "同样的问题、工作样例、多方视角。讨论前每位候选人都有评分即为完成。"),
                Then(("Prepare questions and a work sample", "准备面试题与实操任务"), ("From the expected results; two hours of work at most.", "源自预期成果，不超过两小时。"), Design),
                Then(("Hold the interviews", "进行面试"), ("Notes during, rating right after, alone.", "面试中记录，结束后独立评分。")),
                Then(("Compare and decide", "比较并决定"), ("Ratings first, then talk; no hiring for lack of others.", "先看评分再讨论，不勉强录用。")),
                Also(("Check references", "背景与推荐人核实"), ("Two, with consent; ask for examples.", "征得同意后问两位，请对方举例。"))),
            Then(("Make the offer and sign", "发放录用并签约"),
                ("Call, then write. Done when the contract is signed and the others have a kind answer.", "先电话后书面。合同签订、其他人得到得体回复即为完成。"),
                Then(("Make the offer by telephone and in writing", "电话与书面发出录用通知"), ("Pay, start, days to decide.", "薪资、入职日、答复期限。")),
                Then(("Negotiate and sign the contract", "协商并签订合同"), ("Limits known beforehand.", "事先知道底线。")),
                Then(("Answer all other candidates", "答复其他候选人"), ("With one honest reason; keep contact with the good ones.", "给一条真实理由，与优秀者保持联系。"))),
            Then(("Welcome and onboard {subject}", "入职与融入：{subject}"),
                ("Make the first day, week and hundred days easy. Done when the results of three months are reviewed together.", "安排好第一天、第一周和一百天。共同回顾三个月成果即为完成。"),
                Then(("Prepare place, access and a mentor", "准备工位、权限与导师"), ("Everything works on day one.", "第一天一切可用。"), Arrange),
                Then(("Plan the first weeks", "安排最初几周"), ("People to meet, things to read, a first success in week two.", "要见的人、要读的资料、第二周有首个成果。"), Arrange),
                Then(("Talk after 30, 60 and 90 days", "第 30、60、90 天面谈"), ("What helps, what hinders, how the results stand.", "什么有帮助、什么有阻碍、成果如何。"), Interview)),
        ],
    };
}
