using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Building an application, a site, an API or a feature.</summary>
internal static class SoftwareProject
{
    public static Kind Kind { get; } = new()
    {
        Name = "software",
        Sure = ["ci/cd", "web app", "mobile app", "app", "website", "web site", "software", "api", "backend", "frontend", "microservice", "chatbot", "browser extension", "mvp", "saas", "minigame", "小程序", "网站", "官网", "应用程序", "软件", "APP", "接口服务", "后端", "前端", "信息系统", "管理系统", "商城系统", "机器人程序", "游戏开发", "插件"],
        Likely = ["application", "platform", "feature", "login", "dashboard", "plugin", "cli", "bot", "game", "online shop", "web shop", "e-commerce", "monorepo", "pipeline", "sdk", "library", "develop", "implement", "code", "program", "开发", "编程", "系统", "平台", "功能", "模块", "登录", "游戏", "电商"],
        Maybe = ["build", "react", "vue", "python", "java", ".net", "database", "deploy", "数据库", "部署", "上线", "搭建", "实现"],
        Noun = ("the application", "这个应用"),
        Things = ["application", "mobile app", "web app", "app", "website", "site", "api", "platform", "system", "service", "feature", "dashboard", "bot", "game", "tool", "shop", "page", "plugin", "extension"],
        Phases =
        [
            Then(("Define what {subject} must do and for whom", "明确需求与用户：{subject}"),
                ("Agree on users, the few things they must be able to do, and what is left out of the first version. Done when there is a ranked list with acceptance criteria.", "商定用户是谁、必须能做的几件事，以及首版不做什么。有一份排好序、带验收标准的清单即为完成。"),
                Then(("Interview three to five future users of {subject}", "访谈三到五位{subject}的未来用户"), ("Ask what they do today and where it hurts; keep their words.", "问他们现在怎么做、哪里麻烦，保留原话。"), Interview),
                Also(("Look at comparable products", "调研同类产品"), ("Note for three of them what users praise and what they miss.", "对三个产品记录用户称赞和抱怨之处。"), Research),
                Then(("Write user stories with acceptance criteria", "编写用户故事与验收标准"), ("One sentence a story, two to four checks each; no story larger than three days.", "每个故事一句话、二到四条检查；不超过三天的工作量。"), Write),
                Then(("Agree on the scope of the first version", "商定首版范围"), ("Sort stories into must, should and later[; the musts fit before {deadline}][ and within {budget}].", "把故事分为必须、应该和以后[；必须项能在{deadline}前][并在{budget}内]完成。"), Decide)),
            Then(("Design the screens and architecture of {subject}", "设计界面与架构：{subject}"),
                ("Settle how users move through it, which data it keeps and of which parts it consists. Done when the riskiest decision has been tried out in code.", "定下用户流程、要存的数据和系统组成。风险最大的决定已用代码试过即为完成。"),
                Then(("Sketch the main user flows and screens", "画出主要流程和界面草图"), ("Cover every must story; have two users click through a paper or click prototype.", "覆盖所有必须故事，让两位用户走一遍原型。"), Design),
                Also(("Model the data and the interfaces", "设计数据模型和接口"), ("Name entities, relations and the calls between the parts, with one example each.", "列出实体、关系和各部分之间的调用，各举一例。"), Design),
                Then(("Choose technology and hosting[: {tech}]", "选定技术栈和部署环境[：{tech}]"), ("Write each choice down with one reason and one alternative that was rejected.", "每项选择写明一条理由和一个被否决的备选。"), Decide),
                Then(("Plan security and privacy", "规划安全与隐私"), ("List personal data, who may see what, and the three likeliest attacks with the answer to each.", "列出个人数据、访问权限和三种最可能的攻击及对策。"))),
            Then(("Set up the project and delivery pipeline", "搭建工程与交付流水线"),
                ("One command builds, tests and deploys an empty version. Done when a change reaches the test environment without hand work.", "一条命令即可构建、测试和部署空版本。改动无需人工即可到达测试环境，即为完成。"),
                Then(("Create the repository with conventions", "建立代码仓库和规范"), ("Formatting, review rules and a README that a new developer can follow.", "格式化、评审规则，以及新人照做即可的 README。")),
                Then(("Set up build, tests and deployment", "配置自动构建、测试和部署"), ("Every commit is built and tested; the main branch goes to the test environment.", "每次提交自动构建测试，主分支部署到测试环境。"), Build),
                Also(("Prepare environments, accounts and secrets", "准备环境、账号和密钥"), ("Development, test and production apart; no secret in the repository.", "开发、测试、生产分开，密钥不进仓库。"))),
            Then(("Build {subject} story by story", "逐个故事开发：{subject}"),
                ("Work in slices from the screen to the database, the most valuable first. Done when all must stories pass their acceptance criteria.", "按从界面到数据库的切片开发，价值最高的先做。所有必须故事通过验收标准即为完成。"),
                Then(("Build one thin slice from end to end", "打通一条端到端的最小切片"), ("The simplest useful story works in the test environment.", "最简单的有用故事在测试环境可用。"), Build),
                Then(("Implement data storage and business rules", "实现数据存储与业务逻辑"), ("Each rule has an automatic test; invalid input is refused with a clear message.", "每条规则有自动测试，非法输入给出明确提示。"), Build),
                Also(("Implement the user interface", "实现用户界面"), ("Every flow works on phone and desktop, with loading, empty and error states.", "各流程在手机和桌面可用，含加载、空和出错状态。"), Build),
                Also(("Implement sign-in and permissions", "实现登录与权限"), ("Nobody can read or change what is not theirs, proven by tests.", "无人能读写不属于自己的数据，有测试为证。"), Build),
                Then(("Show progress to users every week", "每周向用户演示进展"), ("Show working software, note reactions, reorder the list.", "演示可用软件，记录反应，调整顺序。"))),
            Then(("Test {subject} as a whole", "整体测试：{subject}"),
                ("Check it under real conditions: full flows, load, security, old devices. Done when no serious fault is open.", "在真实条件下检查：完整流程、负载、安全、旧设备。没有未解决的严重问题即为完成。"),
                Then(("Test all flows from end to end", "端到端测试所有流程"), ("Automate the must flows; go through the rest by hand with a list.", "必须流程自动化，其余按清单手工测试。"), Test),
                Also(("Test performance and security", "测试性能与安全"), ("Run with the expected number of users[ ({people})] and scan for known weaknesses.", "以预期用户数[（{people}）]运行，并扫描已知漏洞。"), Test),
                Then(("Run a trial with real users", "组织真实用户试用"), ("Five users, one week; every problem becomes an entry with a priority.", "五位用户、一周，每个问题记录并排优先级。")),
                Then(("Fix the serious faults", "修复严重问题"), ("Worst first, each with a test that would have caught it.", "先修最严重的，各补一条能发现它的测试。"))),
            Then(("Release {subject} and look after it", "发布与运维：{subject}"),
                ("Put it into production in a way that can be undone, and watch it. Done when it ran two weeks without a serious incident.", "以可回退的方式上线并持续观察。平稳运行两周无严重事故即为完成。"),
                Then(("Prepare monitoring, backups and a way back", "准备监控、备份和回退方案"), ("A restored backup and a rehearsed roll-back are the proof.", "以一次成功的恢复和一次回退演练为证。")),
                Then(("Write help for users and operators", "编写用户帮助与运维手册"), ("Cover first steps, the five most frequent questions, and what to do at night.", "涵盖入门、五个常见问题和夜间故障处理。"), Write),
                Then(("Release in steps", "分批上线"), ("First a few users, then all; stop when error rates rise.", "先少量用户再全量，错误率上升就停。")),
                Then(("Collect feedback and plan the next version", "收集反馈并规划下一版"), ("Sort requests by how many users they help; choose the next three.", "按受益用户数排序，选出接下来的三项。"), Collect)),
        ],
    };
}
