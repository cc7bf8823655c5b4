using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>An audit or making something comply with rules.</summary>
internal static class Compliance
{
    public static Kind Kind { get; } = new()
    {
        Name = "compliance",
        Sure = ["audit", "compliance", "gdpr", "iso 27001", "iso 9001", "soc 2", "hipaa", "internal control", "security assessment", "accessibility audit", "合规", "审计", "内审", "等保", "个人信息保护", "质量体系", "内控", "安全评估", "体系认证"],
        Likely = ["regulation", "certify", "policy", "risk assessment", "法规", "认证", "制度", "风险评估"],
        Maybe = ["standard", "evidence", "标准", "检查"],
        Noun = ("the audit", "合规审查"),
        Things = ["audit", "compliance", "certification", "assessment", "check"],
        Phases =
        [
            Then(("Set scope and rules for {subject}", "确定范围与依据：{subject}"),
                ("Which units, systems and rules, by when[ ({deadline})], who answers. Done when scope and mandate are signed.", "覆盖哪些部门、系统和规定，何时完成[（{deadline}）]，谁负责。范围与授权签字即为完成。"),
                Then(("Collect the rules that apply", "收集适用条款"), ("One list of requirements in plain words.", "用通俗语言列成要求清单。"), Collect),
                Then(("Agree on scope, roles and calendar", "商定范围、角色与日程"), ("Owner for each requirement.", "每项要求有负责人。"))),
            Then(("Find the gaps", "差距分析"),
                ("Compare what is with what is asked, by evidence. Done when each requirement is rated.", "凭证据对照现状与要求。每项要求均有评级即为完成。"),
                Then(("Interview owners and see the work", "访谈负责人并现场查看"), ("Let them show it.", "请对方演示。"), Interview),
                Also(("Collect documents and evidence", "收集文件与证据"), ("Date, author, place of storage.", "日期、作者、存放处。"), Collect),
                Then(("Rate gaps by risk", "按风险评定差距"), ("Likelihood, harm, effort.", "可能性、危害、投入。"))),
            Then(("Plan the measures", "制定整改计划"),
                ("Worst risks first, each with owner, date, cost[ within {budget}]. Done when management has approved.", "先治大风险，每项有负责人、日期、费用[（{budget}内）]。管理层批准即为完成。"),
                Then(("Choose measures for each gap", "为每项差距选择措施"), ("Avoid, reduce, transfer or accept.", "规避、降低、转移或接受。"), Decide),
                Then(("Approve plan and money", "批准计划与经费"), ("Accepted risks signed by name.", "接受的风险由责任人签字。"))),
            Then(("Carry out the measures", "落实整改"),
                ("Change rules, technology and habits. Done when each measure has its evidence.", "改制度、技术和习惯。每项措施都有证据即为完成。"),
                Then(("Write or correct policies", "编写或修订制度"), ("Short, with examples, reachable.", "简短、有例子、易查。"), Write),
                Also(("Put technical controls in place", "落实技术控制"), ("Access, logs, backup, encryption.", "权限、日志、备份、加密。")),
                Also(("Train people", "培训人员"), ("By role; ten questions at the end.", "按岗位，结束有十道题。"), Learn)),
            Then(("Check, report and certify", "验证、报告与认证"),
                ("Independent check, honest report. Done when findings are closed or dated.", "独立检查、如实报告。问题关闭或有期限即为完成。"),
                Then(("Run an internal check", "开展内部检查"), ("By somebody who did not do the work.", "由未参与者执行。")),
                Then(("Write the report", "撰写报告"), ("Finding, evidence, risk, measure.", "发现、证据、风险、措施。"), Write),
                Then(("Meet the auditor and answer findings", "配合外部审核并回应"), ("Evidence ready within a day.", "一天内提供证据。"))),
            Then(("Keep it up to date", "持续保持"),
                ("Calendar of checks, owner of changes. Done when the next year's calendar stands.", "检查日历、变更负责人。下一年度日历确定即为完成。"),
                Then(("Set up recurring checks", "建立定期检查"), ("Quarterly samples.", "每季度抽查。")),
                Then(("Follow changes in the rules", "跟踪法规变化"), ("One person, one source, twice a year.", "专人、固定来源、每年两次。"))),
        ],
    };
}
