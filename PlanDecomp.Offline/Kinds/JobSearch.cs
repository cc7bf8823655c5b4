using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Finding a job for oneself.</summary>
internal static class JobSearch
{
    public static Kind Kind { get; } = new()
    {
        Name = "job-search",
        Sure = ["find a job", "find a new job", "job search", "job hunt", "change careers", "career change", "job interview", "get a job", "resume", "find an internship", "求职", "找工作", "跳槽", "换工作", "转行", "面试准备", "找实习", "简历"],
        Likely = ["career", "internship", "interview", "职业", "实习", "面试", "offer"],
        Maybe = ["job", "salary", "linkedin", "工作", "薪资"],
        Noun = ("finding a job", "求职"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Decide what to look for: {subject}", "明确求职方向：{subject}"),
                ("Settle roles, places, pay and what is not negotiable[; in {duration}]. Done when ten real advertisements fit the description.", "定下岗位、地点、薪资和底线[；{duration}内]。有十个真实招聘符合描述即为完成。"),
                Then(("List strengths with proofs", "列出优势与证据"), ("Ten results with figures or examples.", "十项成果，附数据或例子。"), Collect),
                Then(("Choose two or three target roles", "选定两三个目标岗位"), ("Want it, can do it, is in demand.", "想做、能做、有需求。"), Decide),
                Also(("Find out pay and demands", "了解薪资与要求"), ("Twenty advertisements; count what is asked.", "看二十个招聘，统计要求。"), Research)),
            Then(("Prepare CV, profile and work samples", "准备简历、主页与作品"),
                ("Show results that fit the target role. Done when two people of the field find it convincing in thirty seconds.", "展示与目标岗位相符的成果。两位同行三十秒内信服即为完成。"),
                Then(("Write the CV with results", "撰写成果导向的简历"), ("One or two pages, adapted to each role.", "一到两页，按岗位调整。"), Write),
                Also(("Renew online profiles", "更新线上主页"), ("Same story, good photo, searchable words.", "信息一致、好照片、可搜索关键词。")),
                Also(("Choose three work samples", "挑选三件作品"), ("Problem, own part, result.", "问题、自己的贡献、结果。"))),
            Then(("Find openings and apply", "寻找机会并投递"),
                ("Half by network, half by advertisements. Done when five processes run at the same time.", "人脉与招聘各一半。同时有五个流程在进行即为完成。"),
                Then(("Talk to ten people in the field", "与十位业内人士交流"), ("Ask for advice, not for a job.", "求建议，不求职位。"), Interview),
                Also(("Send five good applications a week", "每周认真投递五份"), ("Adapted; kept in a table with date and next step.", "有针对性，记录日期和下一步。"), Tell)),
            Then(("Prepare and hold interviews", "准备并参加面试"),
                ("Know the firm, tell your stories, ask good questions. Done when you have practised aloud and the talk is over.", "了解公司、讲好故事、提好问题。出声练过并完成面试即为完成。"),
                Then(("Research the company and people", "研究公司与面试官"), ("Product, figures, worries, news.", "产品、数据、痛点、新闻。"), Research),
                Then(("Practise ten questions aloud", "出声练习十个问题"), ("Situation, action, result; two minutes each.", "情境、行动、结果，各两分钟。"), Learn),
                Then(("Send thanks and note what to improve", "致谢并记录改进点"), ("The same day.", "当天完成。"))),
            Then(("Compare offers, negotiate and start", "比较录用、谈薪与入职"),
                ("Choose by what mattered at the start. Done when the contract is signed and the old job is left well.", "按最初看重的标准选择。签约并妥善离职即为完成。"),
                Then(("Compare offers in a table", "用表格比较各录用"), ("Pay, tasks, people, growth, way.", "薪资、内容、人、成长、通勤。")),
                Then(("Negotiate pay and terms", "谈判薪资与条款"), ("Name a range with reasons; stay friendly.", "给出有理由的区间，保持友善。")),
                Then(("Give notice and prepare the start", "离职交接并准备入职"), ("Hand over properly; plan the first weeks.", "妥善交接，规划最初几周。"))),
        ],
    };
}
