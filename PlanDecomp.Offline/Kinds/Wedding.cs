using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A wedding.</summary>
internal static class Wedding
{
    public static Kind Kind { get; } = new()
    {
        Name = "wedding",
        Sure = ["wedding", "get married", "marriage ceremony", "婚礼", "结婚", "婚宴", "婚庆"],
        Likely = ["bride", "groom", "新娘", "新郎", "喜宴"],
        Noun = ("the wedding", "婚礼"),
        Things = ["wedding", "婚礼", "婚宴"],
        Frame = ("wedding", "婚礼"),
        Phases =
        [
            Then(("Agree on style, guests and budget of {subject}", "商定风格、宾客与预算：{subject}"),
                ("Settle what matters to both, how many guests[ ({people})] and who pays what[ of {budget}]. Done when both and the families have agreed.", "定下两人最看重什么、宾客人数[（{people}）]和费用分担[（{budget}）]。两人和双方家庭一致即为完成。"),
                Then(("Each list three things that matter most", "各自写下最看重的三件事"), ("Compare, and spend money there first.", "对照后把钱先花在这里。")),
                Then(("Write the guest list[ ({people})]", "拟定宾客名单[（{people}）]"), ("Two circles: must and gladly; partners and children counted.", "分必请与可请两圈，含家属和孩子。")),
                Also(("Draw up the budget[ of {budget}]", "编制预算[（{budget}）]"), ("Place and food about half; dress, photos, music, papers; ten per cent reserve.", "场地餐饮约占一半，另列礼服、摄影、音乐、手续，留一成备用。")),
                Then(("Choose the date with two alternatives", "选定日期并留两个备选"), ("Registry, place and closest family can all make it.", "登记处、场地和至亲都可行。"), Decide)),
            Then(("Clear papers and book the ceremony", "办理手续并预约仪式"),
                ("Find out which papers are needed and how long they take. Done when registry or church has confirmed date and papers.", "弄清所需证件和时限。登记机关或仪式方确认日期和材料即为完成。"),
                Then(("Collect papers for the marriage", "准备结婚登记材料"), ("Identity, birth certificates, divorce papers; translations when needed.", "身份证、户口簿等，必要时翻译。"), Collect),
                Then(("Book registrar or celebrant", "预约登记或主持人"), ("Talk about the course, readings and music.", "沟通流程、誓词和音乐。"), Buy)),
            Then(("Book place, food and key suppliers", "预订场地、餐饮与主要供应商"),
                ("The good ones are taken a year ahead. Done when contracts with date, price and cancellation are signed.", "好的供应商一年前就订满。签订含日期、价格和取消条款的合同即为完成。"),
                Then(("Book the place for ceremony and feast", "预订仪式与婚宴场地"), ("Seats, bad weather, sleeping places, end of music.", "座位、雨天方案、住宿、散场时间。"), Buy),
                Then(("Choose menu, cake and drinks", "确定菜单、蛋糕与酒水"), ("Taste it; diets of the guests.", "试菜，照顾宾客饮食。"), Decide),
                Also(("Book photographer, music and flowers", "预订摄影、音乐与花艺"), ("See whole albums, hear a live sample, agree hours.", "看完整作品、听现场、约定时长。"), Buy),
                Also(("Choose dress, suit and rings", "挑选婚纱礼服与戒指"), ("Order with time for two fittings; engraving checked.", "预留两次试穿时间，核对刻字。"), Buy)),
            Then(("Invite and look after the guests", "邀请与照顾宾客"),
                ("Tell them early, help them to get there. Done when every guest has answered and has a seat and a bed.", "尽早告知，协助到场。每位宾客都已答复并有座位和住处即为完成。"),
                Then(("Send save-the-date and invitations", "发送预告与请柬"), ("Date eight months, invitation three months ahead, reply date.", "提前八个月预告、三个月发请柬，注明回复日期。"), Tell),
                Then(("Arrange beds and transport for guests", "安排宾客住宿与交通"), ("Room block, shuttle, list with telephone numbers.", "预留房间、接驳、联系电话表。"), Arrange),
                Then(("Draw the seating plan", "排座位"), ("Everyone knows at least two people at the table.", "每人同桌至少认识两位。"))),
            Then(("Plan the course of {subject}", "策划当天流程：{subject}"),
                ("Make a run sheet and give every task to somebody else than the couple. Done when the rehearsal went through without questions.", "制定流程表，把任务都交给新人以外的人。彩排顺利无疑问即为完成。"),
                Then(("Write vows, speeches and programme", "撰写誓词、致辞与节目单"), ("Speeches under five minutes; warn against surprises.", "致辞五分钟以内，避免意外惊吓。"), Write),
                Then(("Write the run sheet with one person in charge", "编写流程表并指定总负责人"), ("Times, telephone numbers, money for tips.", "时间、电话、红包零钱。"), Write),
                Then(("Rehearse the ceremony", "彩排仪式"), ("Way in, rings, music, way out.", "入场、戒指、音乐、退场。"), Test)),
            Then(("Marry, pay and say thanks", "举行婚礼、结账与致谢"),
                ("Enjoy the day, then close it. Done when bills are paid, names changed where wanted, thanks sent.", "享受当天，然后收尾。账单付清、证件更新、谢意送达即为完成。"),
                Then(("Confirm every supplier one week before", "婚礼前一周确认所有供应商"), ("Time, place, number, contact.", "时间、地点、人数、联系人。")),
                Then(("Celebrate; the person in charge minds the clock", "举行婚礼，由总负责人掌控时间"), ("The couple decides nothing on that day.", "当天新人不操心任何决定。")),
                Then(("Pay, return what was rented, send thanks", "结账、归还租借物并致谢"), ("Within six weeks, with a photo.", "六周内，附一张照片。"))),
        ],
    };
}
