using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Knowledge;

/// <summary>Tasks that every piece of work can end with; added when a request wants more tasks than the rules have.</summary>
public static class ClosingTasks
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Then(("Check the result against the goal: {about}", "对照目标检查结果：{about}"),
            ("Compare what was done with what was wanted, point by point. Done when every gap is closed or accepted in writing.", "把已完成的内容与目标逐条对照。每处差距都已补上或书面接受，即为完成。")),
        Then(("Settle the open questions: {about}", "解决遗留问题：{about}"),
            ("List what is still open, with an owner and a date each. Done when the list is empty or every rest is accepted.", "列出遗留问题，注明负责人和日期。清单清空或余项被接受，即为完成。")),
        Then(("Note the risks and a way out for each: {about}", "记录风险与应对办法：{about}"),
            ("Write down the three to five most likely troubles and what will be done about each.", "写下最可能出现的三到五个问题，以及各自的应对办法。")),
        Then(("Tell those concerned how it stands: {about}", "向相关人员通报进展：{about}"),
            ("Send a short note: what is done, what is next, what is needed from them. Done when questions are answered.", "发一份简短说明：已完成什么、下一步是什么、需要对方做什么。疑问得到答复即为完成。")),
        Then(("File papers and results: {about}", "归档资料与成果：{about}"),
            ("Put documents, figures and decisions where others find them. Done when somebody else found one without asking.", "把文件、数据和决定放到他人找得到的地方。他人无需询问即可找到，即为完成。")),
        Then(("Write down what was learned: {about}", "总结经验：{about}"),
            ("Note what went well, what did not, and one thing to do differently next time.", "记下做得好的、不好的，以及下次要改变的一件事。")),
    ];
}
