using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A survey or review of the literature.</summary>
internal static class ReviewPaper
{
    public static Kind Kind { get; } = new()
    {
        Name = "review-paper",
        Sure = ["survey paper", "review paper", "literature review", "systematic review", "scoping review", "review article", "survey article", "meta-analysis", "state of the art", "survey on", "survey of", "文献综述", "综述论文", "综述", "系统评价", "元分析", "文献回顾"],
        Likely = ["paper", "literature", "论文", "文献"],
        Maybe = ["survey", "review", "journal", "pubmed", "arxiv", "期刊", "写"],
        Noun = ("the topic", "该主题"),
        Form = SubjectForm.Topic,
        Things = ["systematic literature review", "survey paper", "review paper", "literature review", "systematic review", "scoping review", "review article", "survey article", "meta-analysis", "state of the art", "literature survey", "survey", "review", "paper", "article", "研究现状综述", "综述性论文", "综述论文", "文献综述", "综述文章", "系统评价", "综述", "论文", "文献回顾", "元分析"],
        Phases =
        [
            Then(("Define the scope and research questions on {subject}", "确定综述范围与研究问题：{subject}"),
                ("Settle what the survey answers, for whom, and what it leaves out. Done when two to four research questions and clear borders are written down.", "定下综述回答什么、写给谁、不涉及什么。写出二到四个研究问题和明确边界即为完成。"),
                Then(("Read five recent reviews around {subject}", "阅读五篇与{subject}相关的近期综述"), ("Note what each covers, its year, and the gap it leaves.", "记录各自的覆盖面、年份和留下的空白。")),
                Then(("Word the research questions", "拟定研究问题"), ("Two to four questions that literature can answer; test each with one paper.", "二到四个能用文献回答的问题，各用一篇论文试答。")),
                Then(("Fix inclusion and exclusion criteria", "确定纳入与排除标准"), ("Years, languages, types of study, quality; clear enough that two people decide alike.", "年份、语言、研究类型、质量；清楚到两人判断一致。")),
                Also(("Choose the journal or venue and its limits", "选定投稿期刊及其要求"), ("Note length, format, reference style and reporting guideline (such as PRISMA)[; submission by {deadline}].", "记录篇幅、格式、引文样式和报告规范（如 PRISMA）[；{deadline}前投稿]。"))),
            Then(("Search the literature on {subject}", "检索文献：{subject}"),
                ("Search several databases in a way that can be repeated. Done when new searches bring nothing new and every step is logged.", "用可重复的方式检索多个数据库。新检索不再带来新文献且每步有记录即为完成。"),
                Then(("Build search terms for {subject}", "构造{subject}的检索式"), ("Synonyms, spellings and older names for each concept, joined with AND and OR.", "为每个概念列出同义词、异写和旧称，用 AND、OR 组合。"),
                    Then(("Split {subject} into two to four concepts", "把{subject}拆成二到四个概念"), ("For example subject, method, setting; one column each.", "例如对象、方法、场景，各列一栏。")),
                    Then(("Collect synonyms and index terms for each concept", "为每个概念收集同义词和主题词"), ("From reviews, thesauri such as MeSH, and titles of key papers.", "取自综述、MeSH 等词表和关键论文标题。")),
                    Then(("Test the query against ten known papers", "用十篇已知文献检验检索式"), ("Widen it until all ten are found, narrow it until most hits fit.", "放宽到十篇全中，再收窄到多数命中相关。"))),
                Then(("Search databases and export the hits", "检索数据库并导出结果"), ("At least three databases; log date, query and number of hits.", "至少三个数据库，记录日期、检索式和命中数。"),
                    Then(("Choose databases for {subject}", "选定{subject}的数据库"), ("One general, one of the field, one for preprints or grey literature.", "一个综合、一个专业、一个预印本或灰色文献。")),
                    Then(("Run and log the query in each database", "逐库检索并记录"), ("Adapt the syntax; note date, exact query, hits.", "调整语法，记录日期、检索式和命中数。")),
                    Then(("Export records with abstracts", "导出含摘要的题录"), ("One file a database, untouched as a reference.", "每库一份，原样留底。"))),
                Also(("Follow citations backward and forward", "追溯参考文献与被引文献"), ("Start from the ten most important papers.", "从最重要的十篇开始。")),
                Then(("Remove duplicates and set up the library", "去重并建立文献库"), ("One entry a work, with abstract and file, in a reference manager.", "每篇一条，含摘要和全文，存入文献管理软件。"))),
            Then(("Screen and select the papers", "筛选文献"),
                ("Apply the criteria first to titles and abstracts, then to full texts. Done when each excluded full text has a reason and the flow is counted.", "先按标题摘要、再按全文筛选。每篇排除的全文都有理由且流程有计数即为完成。"),
                Then(("Screen titles and abstracts", "筛选标题和摘要"), ("Two people on a sample of fifty first, to see that they agree.", "先由两人共同筛五十篇，确认判断一致。"),
                    Then(("Screen a sample of fifty together", "两人共同试筛五十篇"), ("Compare decisions, sharpen the criteria where they differ.", "对比判断，把分歧处的标准写清。")),
                    Then(("Screen the remaining titles and abstracts", "筛完其余标题和摘要"), ("Include, exclude or unsure; when unsure, keep.", "纳入、排除或存疑；存疑保留。")),
                    Then(("Settle disagreements and count", "解决分歧并计数"), ("A third person decides; numbers for the flow chart.", "第三人裁决，为流程图记数。"))),
                Then(("Read full texts and decide", "阅读全文并作决定"), ("Write one reason for every exclusion.", "每篇排除写一条理由。"),
                    Then(("Obtain the full texts", "获取全文"), ("Library, authors, interlibrary loan; list what could not be had.", "图书馆、作者、馆际互借；列出无法获取的。")),
                    Then(("Decide on each full text and note the reason", "逐篇决定并注明理由"), ("First criterion that fails is the reason.", "以首个不符的标准为理由。"))),
                Then(("Rate the quality of the included studies", "评价纳入研究的质量"), ("Use a published checklist that suits the type of study.", "采用适合该研究类型的公开量表。"))),
            Then(("Extract and synthesise the findings on {subject}", "提取并综合研究发现：{subject}"),
                ("Take the same facts from every paper and work out what they say together. Done when each research question has an answer with its evidence.", "从每篇论文提取相同信息，归纳共同结论。每个研究问题都有带证据的回答即为完成。"),
                Then(("Design and try the extraction table", "设计并试用数据提取表"), ("Aim, method, data, results, limits; try it on five papers and correct it.", "目的、方法、数据、结果、局限；用五篇试填后修正。"), Design),
                Then(("Extract data from all included papers", "提取所有纳入文献的数据"), ("One row a paper, with the page for every figure.", "每篇一行，数字注明页码。"), Collect),
                Then(("Build a taxonomy of approaches in {subject}", "建立{subject}的分类体系"), ("Group by what differs in substance; every paper has one place.", "按实质差异分组，每篇有唯一归属。")),
                Then(("Compare results and find gaps", "比较结果并找出空白"), ("Table of agreement, contradiction and open questions.", "列表写明一致、矛盾和未解问题。"), Analyse)),
            Then(("Write the survey on {subject}", "撰写综述：{subject}"),
                ("Write from the synthesis outward: body first, introduction and abstract last. Done when a colleague can retell the main points after reading.", "从综合部分写起：先正文，后引言和摘要。同事读后能复述要点即为完成。"),
                Then(("Outline the sections with their key messages", "列出各节及其要点"), ("One sentence and two or three key references for each section.", "每节一句要点和两三篇关键文献。")),
                Then(("Draft methods and results", "撰写方法与结果"), ("Say exactly how papers were found and chosen, then go by the taxonomy.", "准确说明文献如何查找和选择，再按分类展开。"), Write),
                Then(("Draft discussion and open problems", "撰写讨论与未来方向"), ("Trends, weaknesses of the field, and what to study next, each with evidence.", "趋势、领域不足和下一步研究，各有依据。"), Write),
                Also(("Draw figures and tables", "绘制图表"), ("Selection flow, taxonomy, comparison table, time line.", "筛选流程图、分类图、对比表、时间线。")),
                Then(("Write introduction, abstract and conclusion", "撰写引言、摘要和结论"), ("Say why now, what is new in this survey, and the answer to each question.", "说明为何现在做、本综述新在哪里、各问题的回答。"), Write)),
            Then(("Revise and submit the survey", "修改并投稿"),
                ("Let others read it, correct, format and submit. Done when the journal has confirmed the submission.", "请人审读、修改、排版、投稿。收到期刊确认即为完成。"),
                Then(("Get comments from two readers", "请两位同行提意见"), ("One who knows the field and one who does not.", "一位熟悉该领域，一位不熟悉。")),
                Then(("Check references, figures and plagiarism", "核对引文、图表和查重"), ("Every claim has its source, every source is cited.", "每个论断有出处，每条文献被引用。"), Test),
                Then(("Format and submit with a cover letter", "排版并附投稿信提交"), ("Follow the author guidelines line by line.", "逐条遵照作者指南。")),
                Then(("Answer the reviewers", "答复审稿意见"), ("Answer every point, with the changed place in the text.", "逐条答复并指明修改位置。"))),
        ],
    };
}
