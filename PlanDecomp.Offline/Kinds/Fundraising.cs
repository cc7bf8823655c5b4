using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Raising money from others: donations, grants, investors.</summary>
internal static class Fundraising
{
    public static Kind Kind { get; } = new()
    {
        Name = "fundraising",
        Sure = ["fundrais*", "raise money", "raise funds", "crowdfunding", "donation", "grant application", "grant proposal", "seed round", "series a", "raise capital", "募捐", "筹款", "众筹", "融资", "募资", "基金申请", "项目申请书", "募款", "义卖"],
        Likely = ["donors", "investors", "grant", "charity", "投资人", "捐款", "公益", "慈善", "基金"],
        Maybe = ["funding", "pitch", "资金"],
        Noun = ("the cause", "该项目"),
        Form = SubjectForm.Topic,
        Things = ["crowdfunding campaign", "fundraising campaign", "grant application", "grant proposal", "fundraising event", "fundraiser", "fundraising", "crowdfunding", "donations", "donation", "raise money", "raise funds", "基金申请书", "众筹活动", "募捐活动", "筹款活动", "慈善义卖", "募捐", "筹款", "众筹", "融资", "募资", "义卖"],
        Phases =
        [
            Then(("Define sum, purpose and date for funding {subject}", "确定筹资金额、用途与时间：{subject}"),
                ("How much[ ({budget})], for what, by when[ ({deadline})], and what happens with less. Done when a budget shows each use.", "筹多少[（{budget}）]、做什么、何时[（{deadline}）]、不足怎么办。预算列明每项用途即为完成。"),
                Then(("Work out the budget and the least sum", "编制预算与最低金额"), ("With fees and ten per cent reserve.", "含手续费和一成备用。")),
                Then(("Describe effect and proof", "说明成效与依据"), ("What changes for whom; one figure, one story.", "谁因此受益；一个数字、一个故事。"), Write),
                Also(("Check law, tax and permits", "确认法规、税务与许可"), ("Receipts, use of money, data of givers.", "票据、用途、捐赠人信息。"))),
            Then(("Find those who might give", "寻找出资方"),
                ("List people, foundations, firms or investors that fit. Done when fifty names are ranked with a way to reach them.", "列出匹配的个人、基金会、企业或投资人。五十个名单排好序并有联系途径即为完成。"),
                Then(("Research and rank possible givers", "调研并排序潜在出资方"), ("What they gave to, how much, when they decide.", "投过什么、多少、何时决策。"), Research),
                Then(("Find a personal way to the first twenty", "为前二十位找到引荐"), ("A common acquaintance beats a letter.", "熟人引荐胜过信件。"))),
            Then(("Prepare the case and material", "准备说明材料"),
                ("One page, one talk, one form. Done when a stranger understands it in two minutes.", "一页纸、一段演讲、一份申请。陌生人两分钟能懂即为完成。"),
                Then(("Write the proposal for {subject}", "撰写申请书：{subject}"), ("Need, way, people, costs, effect; answer the giver's questions in the giver's words.", "需求、做法、团队、费用、成效；用对方的语言回答对方的问题。"), Write),
                Also(("Prepare page, film or slides", "制作页面、短片或演示"), ("Faces, not only figures.", "有人物，不只有数字。"), Design),
                Then(("Test it with three critical readers", "请三位挑剔的读者试读"), ("What would keep you from giving?", "什么会让你不出钱？"))),
            Then(("Ask for support", "开展募集"),
                ("Nearest first, then wider; always with a clear sum. Done when the goal is reached or the date is over.", "由近及远，每次提出明确金额。达标或到期即为完成。"),
                Then(("Win the first third in silence", "先悄悄筹到三分之一"), ("A campaign that starts with gifts gets more.", "有了起步资金更易成功。")),
                Then(("Ask publicly and meet people", "公开募集与约谈"), ("Send, call, meet; answer within a day.", "发信、致电、见面，一天内答复。")),
                Then(("Follow up and report the level", "跟进并公布进度"), ("Every week, with thanks by name.", "每周公布，点名致谢。"), Watch)),
            Then(("Thank, use and report", "致谢、使用与报告"),
                ("Quick thanks, proper books, visible effect. Done when every giver has seen what came of it.", "及时致谢、账目清楚、成效可见。每位出资者看到结果即为完成。"),
                Then(("Thank within two days and send receipts", "两天内致谢并开具票据"), ("Personally for the larger ones.", "大额者亲自致谢。")),
                Then(("Keep the books for the purpose", "专款专用并记账"), ("One account, every voucher.", "单独账户，凭证齐全。")),
                Then(("Report the effect after six months", "半年后报告成效"), ("Figures, pictures, what did not work.", "数字、图片、未成之处。"), Write)),
        ],
    };
}
