using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Moving or upgrading something that runs: databases, frameworks, clouds.</summary>
internal static class SoftwareMigration
{
    public static Kind Kind { get; } = new()
    {
        Name = "software-migration",
        Sure = ["migrat*", "upgrade", "cloud migration", "modernise", "modernize", "refactor", "rewrite", "port", "迁移", "升级", "重构", "上云", "改造系统", "系统改造", "替换旧系统"],
        Likely = ["slack", "microsoft teams", "ms teams", "zoom", "google workspace", "gmail", "outlook", "office 365", "microsoft 365", "sharepoint", "dropbox", "google drive", "salesforce", "hubspot", "jira", "trello", "asana", "notion", "confluence", "github", "gitlab", "bitbucket", "wordpress", "shopify", "quickbooks", "excel", "windows", "linux", "ios", "android", "crm", "erp", "mail server", "switch from", "钉钉", "飞书", "企业微信", "切换到", "换成", "legacy", "monolith", "microservices", "postgres", "mysql", "oracle", "aws", "azure", "kubernetes", "旧系统", "微服务", "单体", "云"],
        Maybe = ["move", "switch", "transfer", "transition", "database", "server", "framework", "version", ".net", "java", "python", "数据库", "服务器", "框架", "版本"],
        Noun = ("the system", "这个系统"),
        Things = ["database", "system", "application", "app", "monolith", "service", "platform", "cluster", "codebase", "server"],
        Phases =
        [
            Then(("Take stock of {subject}", "盘点现状：{subject}"),
                ("Find out what runs, who depends on it and how it behaves today[, on the side of {from}]. Done when there is an inventory with owners and measured baselines.", "弄清有什么在运行、谁依赖它、目前表现如何[（{from}）]。有一份带负责人和基线数据的清单即为完成。"),
                Then(("Inventory components, data and interfaces", "清点组件、数据和接口"), ("Include scheduled jobs, reports and scripts that nobody owns.", "包括定时任务、报表和无人认领的脚本。"), Collect),
                Also(("Find out who depends on {subject}", "查明谁依赖{subject}"), ("Read access logs of a full month; ask each consumer for a contact.", "查看整月访问日志，为每个使用方找到联系人。"), Research),
                Then(("Measure today's performance, errors and cost", "测量当前性能、错误率和成本"), ("These figures decide later whether it was a success.", "这些数字将用来判断是否成功。"), Analyse)),
            Then(("Choose the target and strategy[: {to}]", "选定目标与策略[：{to}]"),
                ("Decide on the target, the order, and big bang or step by step. Done when the decision names its risks and the point of no return.", "决定目标、顺序，以及一次切换还是逐步切换。决定写明风险和不可回头点即为完成。"),
                Then(("Compare target options and their costs", "比较目标方案及其成本"), ("Include licences, running costs and skills of the team[; limit {budget}].", "包括许可、运行成本和团队技能[；上限{budget}]。")),
                Also(("List breaking changes and incompatibilities", "列出不兼容之处"), ("Go through release notes and feature lists; rate effort for each finding.", "通读发行说明和功能清单，逐项估计工作量。")),
                Then(("Agree on cut-over, downtime and way back", "商定切换方式、停机时间与回退方案"), ("Write how long it may be down and until when one can return without loss[; finished before {deadline}].", "写明允许停机多久、到何时仍可无损回退[；{deadline}前完成]。"), Decide)),
            Then(("Build the target environment", "搭建目标环境"),
                ("Set the target up by script, with access, network, monitoring and backup. Done when it can be thrown away and rebuilt in an hour.", "用脚本搭建目标环境，含权限、网络、监控和备份。能推倒并在一小时内重建即为完成。"),
                Then(("Provision the environment by script", "用脚本创建环境"), ("No step by hand that is not written down.", "没有未记录的手工步骤。")),
                Then(("Set up access, monitoring and backups", "配置权限、监控和备份"), ("Alarms reach a person; one backup has been restored.", "告警能到人，备份恢复过一次。"), Build),
                Then(("Adapt code and configuration", "适配代码和配置"), ("Keep both sides working from one code base as long as possible.", "尽量长时间用同一份代码同时支持新旧两边。"))),
            Then(("Rehearse the migration of {subject}", "演练迁移：{subject}"),
                ("Run the whole procedure with a copy of real data until it is boring. Done when two rehearsals in a row went to plan and the figures agree.", "用真实数据的副本反复演练整个过程。连续两次按计划完成且数据一致即为完成。"),
                Then(("Write and test the data transfer", "编写并测试数据迁移"), ("Repeatable, resumable, with a count and checksum for each table or bucket.", "可重复、可续传，每张表都核对数量和校验值。")),
                Then(("Compare old and new with real load", "用真实负载对比新旧"), ("Replay traffic; differences in answers and times are explained one by one.", "回放流量，逐一解释结果和耗时的差异。")),
                Then(("Rehearse cut-over and way back", "演练切换与回退"), ("Follow a minute-by-minute script with the people who will do it.", "由实际执行的人按分钟级脚本操作。"), Test)),
            Then(("Switch over to the new side", "正式切换"),
                ("Follow the rehearsed script at the agreed time. Done when all users work on the new side and the old one is read-only.", "在约定时间按演练过的脚本执行。所有用户已在新环境、旧环境只读即为完成。"),
                Then(("Announce the date and its effects", "公告切换日期与影响"), ("Tell every consumer two weeks and one day before.", "提前两周和一天通知所有使用方。"), Tell),
                Then(("Carry out the cut-over", "执行切换"), ("One leads, one watches the figures, one keeps the log; decide at the point of no return.", "一人指挥、一人看数据、一人记录，在不可回头点作决定。")),
                Then(("Watch closely for two weeks", "密切观察两周"), ("Compare with the baselines every day; keep the way back open as long as agreed.", "每天与基线比较，在约定时间内保留回退。"), Watch)),
            Then(("Retire the old side and close", "下线旧环境并收尾"),
                ("Switch off, archive, stop paying, and write down what changed. Done when no bill and no traffic of the old side is left.", "关停、归档、停止付费并记录变化。旧环境不再有费用和流量即为完成。"),
                Then(("Archive and switch off the old system", "归档并关停旧系统"), ("Keep a readable backup as long as the law asks; revoke all access.", "按法规年限保留可读备份，收回所有权限。")),
                Then(("Update documents and train the team", "更新文档并培训团队"), ("Everyone on call can find and restart every part.", "每位值班者都能找到并重启各部分。")),
                Then(("Compare results with the baselines", "对照基线总结成效"), ("Report performance, errors and cost before and after on one page.", "用一页纸报告前后性能、错误和成本。"), Analyse)),
        ],
    };
}
