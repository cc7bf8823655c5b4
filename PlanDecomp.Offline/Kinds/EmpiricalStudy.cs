using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A research paper or project with data of its own.</summary>
internal static class EmpiricalStudy
{
    public static Kind Kind { get; } = new()
    {
        Name = "empirical-study",
        Sure = ["research paper", "empirical study", "research project", "user study", "field study", "clinical trial", "experiment", "case study", "scientific paper", "journal paper", "conference paper", "研究论文", "实证研究", "科研项目", "实验研究", "课题研究", "临床试验", "学术论文", "期刊论文", "田野调查", "问卷调查", "科研"],
        Likely = ["study", "paper", "research", "hypothesis", "questionnaire", "survey among", "论文", "研究", "实验", "问卷", "课题"],
        Maybe = ["publish", "participants", "method", "发表", "方法", "样本"],
        Noun = ("the topic", "研究主题"),
        Form = SubjectForm.Topic,
        Things = ["scientific paper", "research paper", "journal paper", "conference paper", "research project", "empirical study", "user study", "field study", "case study", "clinical trial", "experiment", "study", "paper", "research", "article", "研究论文", "实证研究", "学术论文", "期刊论文", "科研项目", "课题研究", "实验研究", "问卷调查", "研究课题", "论文", "课题", "研究"],
        Phases =
        [
            Then(("Work out the research question on {subject}", "提出研究问题：{subject}"),
                ("Find the gap, word the question and what would answer it. Done when the hypotheses could turn out wrong.", "找到空白，提出问题并写明怎样算回答。假设可以被证伪即为完成。"),
                Then(("Review what is known about {subject}", "梳理{subject}的已有研究"), ("Twenty to forty key papers; note method, result and gap of each.", "二十到四十篇关键文献，记录方法、结果和空白。")),
                Then(("Word question and hypotheses", "拟定研究问题与假设"), ("One main question, each hypothesis with the observation that would refute it.", "一个主问题，每个假设注明能推翻它的观察。")),
                Then(("Check feasibility and contribution with a colleague", "与同行讨论可行性与贡献"), ("Ask: is it new, does it matter, can it be done[ by {deadline}]?", "问：是否新、是否重要、能否做成[（{deadline}前）]？"))),
            Then(("Design the study of {subject}", "设计研究方案：{subject}"),
                ("Settle method, sample, measures and analysis before any data exist. Done when another researcher could carry it out from the protocol.", "在取得数据之前定下方法、样本、测量和分析。他人照方案即可实施即为完成。"),
                Then(("Choose method and measures", "选择研究方法与测量指标"), ("Justify each against one alternative.", "每项与一个备选比较后说明理由。"), Decide),
                Then(("Plan the sample and its size[: {people}]", "确定样本与样本量[：{people}]"), ("Work out how many are needed for the smallest effect that matters.", "按最小有意义效应计算所需数量。")),
                Then(("Write the protocol and analysis plan", "撰写研究方案与分析计划"), ("Preregister it where the field does so.", "领域有惯例时进行预注册。"), Write),
                Also(("Obtain ethics approval and permissions", "取得伦理审批与许可"), ("Consent form, data protection, approvals in writing.", "知情同意书、数据保护、书面批准。"))),
            Then(("Collect the data on {subject}", "采集数据：{subject}"),
                ("Pilot, correct, then collect as planned. Done when the planned sample is complete and documented.", "先试测、修正，再按计划采集。计划样本齐全并有记录即为完成。"),
                Then(("Run a pilot", "进行预实验"), ("A few cases through the whole procedure, analysis included.", "用少量样本走完含分析的全过程。")),
                Then(("Recruit or acquire the sample", "招募或取得样本"), ("Track numbers weekly against the target.", "每周对照目标统计数量。")),
                Then(("Collect and store the data", "采集并保存数据"), ("Raw data untouched, backed up, with a log of every deviation.", "原始数据不改动、有备份，偏差均有记录。"), Collect)),
            Then(("Analyse the data", "分析数据"),
                ("Clean, analyse as planned, then explore and say which is which. Done when each hypothesis has an answer with its uncertainty.", "清洗、按计划分析，再作探索并加以区分。每个假设都有带不确定性的回答即为完成。"),
                Then(("Clean and describe the data", "清洗并描述数据"), ("Script every step; report what was left out and why.", "每步用脚本，说明剔除了什么、为何。"), Collect),
                Then(("Run the planned analysis", "执行既定分析"), ("Check assumptions first; give effect sizes and intervals.", "先检验前提，给出效应量和区间。")),
                Then(("Check robustness and other explanations", "检验稳健性与其他解释"), ("Vary the choices that could have gone the other way.", "改变那些本可另作选择的地方。"))),
            Then(("Write the paper on {subject}", "撰写论文：{subject}"),
                ("Methods and results first, then the story around them. Done when every claim in the abstract is shown in the results.", "先写方法与结果，再写前后文。摘要的每个论断都能在结果中找到即为完成。"),
                Then(("Write methods and results", "撰写方法与结果"), ("Enough detail to repeat the study.", "详细到可以重复研究。"), Write),
                Also(("Draw figures and tables", "制作图表"), ("One message a figure, readable without the text.", "一图一意，不看正文也能懂。")),
                Then(("Write introduction and discussion", "撰写引言与讨论"), ("From the gap to the question; from the result to its limits.", "从空白到问题，从结果到局限。"), Write),
                Then(("Write title and abstract", "撰写标题与摘要"), ("Question, method, main figure, meaning.", "问题、方法、核心数据、意义。"))),
            Then(("Submit, revise and publish", "投稿、修改与发表"),
                ("Choose the journal, submit, answer the reviewers, share data. Done when the paper is accepted and its data can be found.", "选刊、投稿、答复审稿、共享数据。论文被接收且数据可查即为完成。"),
                Then(("Choose the journal and format the paper", "选择期刊并排版"), ("Scope, readers, speed, cost.", "考虑范围、读者、周期和费用。"), Decide),
                Then(("Get a critical reading by co-authors", "请合作者严格审读"), ("All authors agree to the final version in writing.", "全体作者书面同意终稿。")),
                Then(("Submit and answer the reviewers", "投稿并答复审稿人"), ("Every point answered with the change made.", "逐条答复并注明修改。")),
                Then(("Publish data, code and a short summary", "公开数据、代码和简明摘要"), ("In a repository with a permanent address.", "存入有永久地址的仓库。"))),
        ],
    };
}
