using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Knowledge;

/// <summary>The types of work, with their usual steps. <c>{about}</c> is what the task is about: "the venue" in "Book the venue".</summary>
public static class WorkTypes
{
    public static WorkType Research { get; } = new(
        ["research", "search", "investigate", "survey", "study", "explore", "find", "look", "gather", "scan", "benchmark"],
        ["检索", "调研", "调查", "研究", "搜索", "查找", "寻找", "了解", "考察", "搜集", "查阅", "摸清", "找"],
        [
            Then(("List the questions to answer: {about}", "列出要回答的问题：{about}"), ("Write three to seven questions whose answers change what you do next.", "写下三到七个问题，其答案会影响下一步怎么做。")),
            Then(("Find and rank the sources: {about}", "查找资料来源并排序：{about}"), ("Name the places, people and documents to ask, best first, and collect what they say with a reference to each.", "列出可问的渠道、人和文件，先好后次，收集内容并注明出处。")),
            Then(("Note and compare what they say: {about}", "记录并比较所得：{about}"), ("Put the answers side by side, mark contradictions and gaps. Done when each question has an answer or is marked open.", "把答案并列，标出矛盾和空白。每个问题都有答案或标为待定即为完成。")),
            Then(("Sum up on one page: {about}", "用一页纸总结：{about}"), ("State what was found, how sure it is, and what follows from it.", "写明发现了什么、把握多大、由此要做什么。")),
        ]);

    public static WorkType Write { get; } = new(
        ["write", "draft", "compose", "document", "describe", "report", "summarise", "summarize", "record", "word"],
        ["撰写", "编写", "起草", "书写", "记录", "总结", "拟定", "编制", "描述", "写"],
        [
            Then(("Make an outline: {about}", "列出提纲：{about}"), ("Say who will read it and what they should know or do afterwards; list the sections with one line each.", "写明读者是谁、读后应知道或做什么；列出各节并各用一句话说明。")),
            Then(("Write the first draft: {about}", "写出初稿：{about}"), ("Write every section through without polishing. Done when no section is empty.", "一口气写完各节，不作修饰。没有空白章节即为完成。")),
            Then(("Revise with a reader's comments: {about}", "根据读者意见修改：{about}"), ("Have one reader mark what is unclear or missing, then rewrite those places.", "请一位读者标出不清楚或缺失之处，然后改写。")),
            Then(("Proofread and release: {about}", "校对并定稿：{about}"), ("Check names, figures, links and spelling; store the final version where it belongs.", "核对名称、数字、链接和文字，把定稿存到应在的位置。")),
        ]);

    public static WorkType Design { get; } = new(
        ["design", "sketch", "model", "architect", "prototype", "map", "shape", "outline", "structure"],
        ["设计", "规划", "构思", "建模", "画出", "绘制", "策划", "搭建框架"],
        [
            Then(("List needs and limits: {about}", "列出要求与限制：{about}"), ("Write the needs and the fixed limits (time, money, rules), the most important first.", "写出需求和硬性限制（时间、费用、规定），重要的在前。")),
            Then(("Sketch two or three variants: {about}", "勾画两三个方案：{about}"), ("Draw each on one page, rough enough to throw away.", "每种用一页纸画出，粗略到可以随时放弃。")),
            Then(("Choose one and work it out: {about}", "选定一个并细化：{about}"), ("Compare the sketches against the needs, choose, and add the details others need to start.", "对照要求比较后选定一种，补足他人开工所需的细节。")),
            Then(("Have it reviewed before the work starts: {about}", "动手前请人评审：{about}"), ("Walk one or two people through it. Done when their objections are settled or noted.", "给一两个人讲一遍。他们的异议已解决或已记录即为完成。")),
        ]);

    public static WorkType Build { get; } = new(
        ["build", "implement", "develop", "code", "create", "construct", "set", "install", "configure", "assemble", "integrate", "connect", "program", "make", "produce", "deploy", "fix", "add", "refactor"],
        ["开发", "实现", "搭建", "构建", "建立", "建设", "制作", "编码", "安装", "配置", "集成", "部署", "接入", "修复", "创建", "制造", "做"],
        [
            Then(("Split into small pieces: {about}", "拆成小块：{about}"), ("List pieces of at most a day or two each, in the order in which they become useful.", "列出每块一两天以内的小块，按能派上用场的先后排序。")),
            Then(("Make the simplest working version: {about}", "做出最简可用版本：{about}"), ("Go once through from end to end with the plain case only. Done when it can be shown working.", "只考虑普通情形，从头到尾走通一遍。能演示即为完成。")),
            Then(("Complete the special cases: {about}", "补全特殊情形：{about}"), ("Add errors, limits and exceptions one after another, each with its own check.", "逐个补上错误、边界和例外，每个都配一项检查。")),
            Then(("Check and hand in: {about}", "检查并提交：{about}"), ("Let somebody else try it and read it through; correct what they find.", "请他人试用并通读，改正发现的问题。")),
        ]);

    public static WorkType Test { get; } = new(
        ["test", "verify", "validate", "check", "try", "rehearse", "prove", "simulate"],
        ["测试", "验证", "检验", "试运行", "演练", "彩排", "核对", "检查", "试用"],
        [
            Then(("List what to check: {about}", "列出检查项：{about}"), ("Write the cases, usual and unusual, each with the result that is expected.", "写出常见和异常的情形，各自注明预期结果。")),
            Then(("Prepare data and setting: {about}", "准备数据与条件：{about}"), ("Get data, accounts, rooms or devices ready and as real as possible.", "备好数据、账号、场地或设备，尽量接近真实。")),
            Then(("Go through it case by case: {about}", "逐项检查：{about}"), ("Note for each case whether it came out as expected, with evidence.", "每项记录是否符合预期，并留下证据。")),
            Then(("Correct the faults and check again: {about}", "修正问题并复查：{about}"), ("Fix the worst first. Done when all important cases pass twice.", "先改最严重的。所有重要情形连续两次通过即为完成。")),
        ]);

    public static WorkType Arrange { get; } = new(
        ["arrange", "organise", "organize", "schedule", "coordinate", "prepare", "plan", "settle", "assign", "appoint", "line", "host", "hold"],
        ["安排", "组织", "协调", "筹备", "准备", "落实", "分配", "布置", "举办", "召开", "整理"],
        [
            Then(("List people, things and times: {about}", "列出所需的人、物与时间：{about}"), ("Make one list with a name and a date behind each item.", "列成一张表，每项后面写上负责人和日期。")),
            Then(("Agree with everybody concerned: {about}", "与各方商定：{about}"), ("Ask each person for a clear yes; move what does not fit.", "请每个人明确答复，不合适的就调整。")),
            Then(("Confirm in writing: {about}", "书面确认：{about}"), ("Send everyone the final times, places and duties. Done when all have confirmed.", "把最终的时间、地点和分工发给所有人。全员确认即为完成。")),
            Also(("Prepare a fallback: {about}", "准备备用方案：{about}"), ("Pick the two things most likely to fail and write down what happens then.", "挑出最可能出问题的两件事，写下届时怎么办。")),
        ]);

    public static WorkType Buy { get; } = new(
        ["book", "order", "purchase", "rent", "hire", "reserve", "procure", "acquire", "contract"],
        ["预订", "预定", "购买", "采购", "租用", "租赁", "订购", "预约", "聘请", "签约", "选购", "订", "租"],
        [
            Then(("Write down the requirements: {about}", "写明要求：{about}"), ("Separate what is a must from what is nice to have, and set the price limit.", "区分必须和最好有的条件，定下价格上限。")),
            Then(("Get three offers: {about}", "取得三份报价：{about}"), ("Ask for the same things from each, with total price, dates and terms of cancellation.", "向各家提出相同的要求，包括总价、日期和取消条款。")),
            Then(("Compare and choose: {about}", "比较并选定：{about}"), ("Hold them against the musts first, then the price. Check one review or reference.", "先看必须条件，再看价格；至少查一条评价或推荐。")),
            Then(("Order and file the confirmation: {about}", "下单并保存确认：{about}"), ("Done when the written confirmation is right in every detail and payment dates are in the calendar.", "书面确认各项无误、付款日期已记入日历，即为完成。")),
        ]);

    /// <summary>Small things that need no offers.</summary>
    public static WorkType Shop { get; } = new(
        ["buy", "get", "fetch"],
        ["买"],
        [
            Then(("List how much is needed: {about}", "列出要买的数量：{about}"), ("Look what is there already; write amount and shop behind each thing.", "先看家里有什么，每样写上数量和商店。")),
            Then(("Go and buy {about}", "去买{about}"), ("Tick off the list; take a substitute where something is sold out.", "买一样勾一样，断货就买替代品。")),
            Then(("Put away {about}", "归置{about}"), ("Done when everything is in its place and the receipt is kept.", "各归其位、留好小票即为完成。")),
        ]);

    public static WorkType Decide { get; } = new(
        ["decide", "choose", "select", "define", "determine", "agree", "prioritise", "prioritize", "fix", "pick", "clarify", "scope", "identify", "estimate", "name", "narrow"],
        ["确定", "选择", "决定", "选定", "明确", "商定", "定义", "挑选", "评选", "筛选", "厘清", "估算", "定"],
        [
            Then(("Rank what matters: {about}", "排出看重的因素：{about}"), ("Write three to five criteria, ranked, with the one that rules an option out.", "写出三到五条标准并排序，注明一票否决的那条。")),
            Then(("List at least three options: {about}", "列出至少三个选项：{about}"), ("Find at least three, \"leave it as it is\" among them where it applies.", "至少找出三个，适用时把“维持现状”也列入。")),
            Then(("Compare the options in a table: {about}", "列表比较各选项：{about}"), ("Put options and criteria into one table, with facts instead of impressions.", "把方案和标准放进一张表，用事实而非印象填写。")),
            Then(("Settle it and record why: {about}", "敲定并记录理由：{about}"), ("Write the choice and the reason in two sentences and tell those concerned.", "用两句话写下选择和理由，告知相关人员。")),
        ]);

    public static WorkType Tell { get; } = new(
        ["tell", "inform", "announce", "invite", "present", "communicate", "publish", "share", "promote", "brief", "send", "notify", "pitch", "publicise", "contact"],
        ["通知", "宣布", "邀请", "沟通", "发布", "告知", "宣传", "汇报", "推广", "发送", "展示", "联系", "公布"],
        [
            Then(("List audience and channels: {about}", "列出受众与渠道：{about}"), ("Group people by what they need to know; note how each group is reached best.", "按各人需要知道什么分组，注明怎样最易触达。")),
            Then(("Word the message: {about}", "拟写内容：{about}"), ("Put the main point first, then date, place and what the reader should do.", "先写要点，再写时间、地点和需要对方做什么。")),
            Then(("Send it and answer questions: {about}", "发出并答疑：{about}"), ("Send at a time when people read it; answer within a day.", "选对方会看的时间发出，一天内答复。")),
            Then(("Follow up where nobody reacted: {about}", "跟进未回应者：{about}"), ("Remind once in another way. Done when everyone important has replied.", "换一种方式提醒一次。重要的人都已答复即为完成。")),
        ]);

    public static WorkType Analyse { get; } = new(
        ["analyse", "analyze", "evaluate", "measure", "calculate", "compare", "assess", "interpret", "model", "quantify", "examine", "diagnose"],
        ["分析", "评估", "计算", "测算", "比较", "衡量", "解读", "统计", "诊断", "核算"],
        [
            Then(("Put the question into one sentence: {about}", "用一句话写清问题：{about}"), ("Name the figure or finding that would answer it, and what will be decided with it.", "写明什么数字或结论能回答它，以及据此做什么决定。")),
            Then(("Get the figures and check them: {about}", "取得数据并核对：{about}"), ("Look for gaps, doubles and outliers; compare one total with a source you trust.", "查找缺失、重复和异常值；用可信来源核对一个总数。")),
            Then(("Work it out, simplest method first: {about}", "先用最简方法计算：{about}"), ("Begin with counts and comparisons; refine only where the answer would change.", "先做计数和对比，只有会改变结论时才细化。")),
            Then(("Write down findings and limits: {about}", "写出结论与局限：{about}"), ("Write each finding in one sentence with its figure and how sure it is.", "每个结论一句话，附上数字和把握程度。")),
        ]);

    public static WorkType Review { get; } = new(
        ["review", "audit", "inspect", "revise", "edit", "proofread", "improve", "refine", "reflect", "close", "finalise", "finalize", "finish"],
        ["评审", "审核", "审查", "复盘", "修改", "校对", "改进", "完善", "优化", "回顾", "修订", "验收", "收尾"],
        [
            Then(("Agree the criteria: {about}", "约定标准：{about}"), ("Take the goal, the rules or a checklist; five points are enough.", "采用目标、规定或检查单，五条就够。")),
            Then(("Go through it and mark findings: {about}", "逐一审看并标出问题：{about}"), ("Note place, fault and weight of each; do not correct while reading.", "记下位置、问题和严重程度，边读边记，不当场修改。")),
            Then(("Correct the worst findings first: {about}", "先改最严重的问题：{about}"), ("Done when every serious finding is corrected and the rest is accepted knowingly.", "严重问题全部改正、其余明确接受，即为完成。")),
            Then(("Have it confirmed: {about}", "请人确认：{about}"), ("Let the one who decides see the corrected version and say yes.", "请做决定的人看修改后的版本并同意。")),
        ]);

    public static WorkType Learn { get; } = new(
        ["learn", "practise", "practice", "train", "memorise", "memorize", "understand", "master", "exercise"],
        ["学习", "练习", "掌握", "背诵", "训练", "复习", "熟悉", "巩固"],
        [
            Then(("Find one good source: {about}", "找一份好资料：{about}"), ("Look into two or three, take the one you understand, and leave the others.", "翻看两三种，选看得懂的一种，其余放下。")),
            Then(("Work through the basics: {about}", "学完基础：{about}"), ("Take small portions with notes in your own words. Done when you can explain it without looking.", "分小份学习，用自己的话做笔记。能不看资料讲出来即为完成。")),
            Then(("Practise on small tasks: {about}", "用小任务练习：{about}"), ("Do at least five exercises of growing difficulty and keep the mistakes.", "做至少五个由易到难的练习，保留错题。")),
            Then(("Test yourself and close the gaps: {about}", "自测并补缺：{about}"), ("Do a test without help; go back to what failed and repeat it after some days.", "独立完成一次测验，回头补不会的，几天后再测。")),
        ]);

    public static WorkType Collect { get; } = new(
        ["collect", "compile", "list", "inventory", "catalogue", "catalog", "import", "extract", "download", "clean", "sort", "pack", "label"],
        ["收集", "汇总", "列出", "盘点", "清点", "整理", "提取", "清洗", "打包", "录入", "归类", "归档"],
        [
            Then(("Say what counts and what does not: {about}", "划定收集范围：{about}"), ("Draw the line between what counts and what does not, with one example of each.", "划清算与不算的界线，各举一例。")),
            Then(("Bring it together source by source: {about}", "逐个来源汇集：{about}"), ("Go source by source and tick each off.", "逐个来源收集，完成一个勾掉一个。")),
            Then(("Check for gaps and duplicates: {about}", "检查缺漏与重复：{about}"), ("Count, compare with what was expected, and fetch what is missing.", "清点数量，与预期对照，补齐缺少的。")),
            Then(("Label and store: {about}", "标注并存放：{about}"), ("Name things so that somebody else finds them, and keep a second copy of what cannot be replaced.", "命名要让他人也找得到，不可替代的另存一份。")),
        ]);

    public static WorkType Interview { get; } = new(
        ["interview", "ask", "consult", "talk", "meet", "call", "poll"],
        ["面试", "访谈", "采访", "咨询", "询问", "约谈", "拜访"],
        [
            Then(("Write the questions: {about}", "写好问题：{about}"), ("Open questions first, the same for everybody, so that answers can be compared.", "先开放式问题，对每个人相同，便于比较。")),
            Then(("Make appointments: {about}", "约定时间：{about}"), ("Offer two or three times, say how long it takes and what it is for.", "提供两三个时间，说明时长和目的。")),
            Then(("Hold the talks and take notes: {about}", "进行交谈并记录：{about}"), ("Listen more than you speak; write down words, not your reading of them.", "多听少说，记录原话而不是自己的理解。")),
            Then(("Sum up within a day: {about}", "一天内整理：{about}"), ("Put answers side by side and mark what surprised you.", "把回答并列，标出意外之处。")),
        ]);

    public static WorkType Watch { get; } = new(
        ["monitor", "track", "follow", "observe", "watch", "maintain", "support", "supervise", "run", "operate", "adjust", "control"],
        ["监控", "跟踪", "追踪", "观察", "维护", "跟进", "监督", "运行", "运营", "调整", "记账"],
        [
            Then(("Choose two or three signs to watch: {about}", "选定两三个观察指标：{about}"), ("Each must be easy to read off and change soon when something changes.", "每个都要容易读取，并能及时反映变化。")),
            Then(("Set up a record: {about}", "建立记录：{about}"), ("Make one sheet or board, with the day's value as the start.", "建一张表或看板，以当天的值为起点。")),
            Then(("Look at it at a fixed rhythm: {about}", "按固定节奏查看：{about}"), ("Put a repeating time into the calendar; note value and cause of changes.", "在日历里设定重复时间，记录数值和变化原因。")),
            Then(("Act when a limit is crossed: {about}", "越界时采取行动：{about}"), ("Write down beforehand which value calls for which action.", "事先写明什么数值对应什么行动。")),
        ]);

    /// <summary>For tasks whose verb nobody knows; <c>{about}</c> is then the title in quotation marks.</summary>
    public static WorkType Any { get; } = new(
        [],
        [],
        [
            Then(("Say what is wanted: {about}", "写明要达到什么：{about}"), ("Write in two sentences what exists when it is finished and who decides that.", "用两句话写明完成后有什么、由谁判定。")),
            Then(("Gather what is needed: {about}", "备齐所需：{about}"), ("List information, material and people; get the ones with the longest wait first.", "列出信息、材料和人员，先落实等待时间最长的。")),
            Then(("Carry out the main part: {about}", "完成主体：{about}"), ("Begin with the piece that is hardest to judge; stop after it and look whether the plan still holds.", "从最难判断的部分开始，做完停下来看计划是否仍然成立。")),
            Then(("Check and close: {about}", "检查并收尾：{about}"), ("Compare with what was wanted, correct what differs, and tell those who wait for it.", "与要求对照，改正差异，告知等待结果的人。")),
        ]);

    public static IReadOnlyList<WorkType> All { get; } =
        [Research, Write, Design, Build, Test, Arrange, Buy, Shop, Decide, Tell, Analyse, Review, Learn, Collect, Interview, Watch];
}
