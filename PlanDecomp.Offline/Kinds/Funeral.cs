using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A death in the family: farewell, offices, estate.</summary>
internal static class Funeral
{
    public static Kind Kind { get; } = new()
    {
        Name = "funeral",
        Sure = ["funeral", "burial", "settle his estate", "settle her estate", "settle the estate", "memorial service", "葬礼", "丧事", "后事", "追悼会", "遗产"],
        Likely = ["late father", "late mother", "estate", "probate", "去世", "遗物"],
        Noun = ("the farewell", "后事"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Do what cannot wait", "先办不能等的事"),
                ("The first two days: certificate, nearest relatives, undertaker. Done when the death is certified and somebody takes care of the body.", "头两天：死亡证明、至亲、殡葬机构。死亡证明已开、遗体有人照管即为完成。"),
                Then(("Get the death certificate", "开具死亡证明"), ("Several copies; every office asks for one.", "多要几份，各处都要。")),
                Also(("Tell the nearest relatives", "通知至亲"), ("By telephone or in person; ask who can help.", "打电话或当面说，问谁能帮忙。")),
                Also(("Look for a will and last wishes", "查找遗嘱和遗愿"), ("Desk, bank, notary; hand a will in where the law asks for it.", "书桌、银行、公证处，按规定提交。"))),
            Then(("Arrange the funeral", "安排葬礼"),
                ("As the dead person wished and the family can bear and pay[ ({budget})]. Done when place, day and course are confirmed.", "依照逝者遗愿和家人的心力财力[（{budget}）]。地点、日期和流程已确认即为完成。"),
                Then(("Choose an undertaker and the form of burial", "选定殡葬机构和安葬方式"), ("Ask two for a written price.", "向两家要书面报价。")),
                Then(("Fix day, place and speakers", "定下日期、地点和致辞人"), ("With relatives who travel far.", "考虑远道的亲属。")),
                Then(("Invite the mourners and plan the meal afterwards", "通知亲友并安排答谢餐"), ("Notice, cards or calls; about how many will come.", "讣告、卡片或电话，估计人数。"))),
            Then(("Hold the farewell", "举行告别"),
                ("Somebody outside the family sees to the course. Done when all who wished to could say goodbye.", "请家人以外的人照看流程。想告别的人都告了别即为完成。")),
            Then(("Inform offices, banks and contracts", "通知机关、银行和合同方"),
                ("Cancel or transfer one by one, with a copy of the certificate. Done when each on the list has confirmed.", "逐一注销或过户，附死亡证明。清单各方均已确认即为完成。"),
                Then(("List accounts, contracts and insurances", "列出账户、合同和保险"), ("Statements and post of the last year show them.", "看过去一年的账单和信件。")),
                Then(("Report the death and claim what is due", "报告死讯并申领应得款项"), ("Pension, insurance, employer; mind the time limits.", "养老金、保险、单位，注意期限。"))),
            Then(("Settle the estate", "处理遗产"),
                ("Find out what is there and what is owed before anything is accepted or given away. Done when it is divided and taxes are paid.", "接受或分配前先查清财产和债务。分配完毕、税款缴清即为完成。"),
                Then(("Draw up what is owned and owed", "列清财产与债务"), ("Before the time limit for refusing the inheritance.", "在放弃继承的期限之前。")),
                Then(("Get the certificate of inheritance", "办理继承公证"), ("Court or notary; advice where heirs disagree.", "法院或公证处，有分歧时请教律师。")),
                Then(("Divide the estate and clear the home", "分配遗产并整理住处"), ("Keepsakes first, in agreement.", "先商定纪念物。"))),
            Then(("Thank those who helped and give grief its time", "致谢，也给悲伤留出时间"),
                ("Write to those who came and helped; ask after each other. Done when no thanks are owed any more.", "感谢来过和帮忙的人，彼此问候。谢意都已送到即为完成。")),
        ],
    };
}
