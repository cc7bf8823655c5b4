using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A private celebration: birthday, anniversary, party.</summary>
internal static class Celebration
{
    public static Kind Kind { get; } = new()
    {
        Name = "celebration",
        Sure = ["birthday", "party", "anniversary", "baby shower", "graduation party", "christmas dinner", "family reunion", "farewell", "housewarming", "生日", "聚会", "派对", "满月酒", "周年", "纪念日", "家庭聚餐", "欢送会", "同学会", "年夜饭", "寿宴", "乔迁"],
        Likely = ["celebrat*", "surprise", "guests", "庆祝", "惊喜", "庆生", "宴会"],
        Maybe = ["dinner", "friends", "cake", "朋友", "蛋糕"],
        Noun = ("the party", "这次聚会"),
        Things = ["birthday party", "party", "birthday", "anniversary", "baby shower", "shower", "dinner", "reunion", "celebration", "housewarming", "farewell"],
        Phases =
        [
            Then(("Settle the frame of {subject}", "定下基本框架：{subject}"),
                ("Agree on date, style, guests[ ({people})] and budget[ ({budget})]. Done when the guest of honour's wishes are known and the sum is set.", "商定日期、风格、宾客[（{people}）]和预算[（{budget}）]。了解主角心愿、金额确定即为完成。"),
                Then(("Write the guest list", "列出宾客名单"), ("Must, would be nice, children and partners counted.", "必请、可请，含孩子和家属。")),
                Also(("Choose date, theme and style", "选定日期、主题与风格"), ("Ask the two people who must not be missing first.", "先问最不能缺席的两个人。"), Decide),
                Then(("Draw up the budget[ of {budget}]", "编制预算[（{budget}）]"), ("Place, food, drink, decoration, music, reserve.", "场地、餐饮、布置、音乐、备用。"))),
            Then(("Book place, food and music", "预订场地、餐饮与音乐"),
                ("Secure what others want on the same day. Done when it is confirmed in writing or at home the space is measured.", "先订抢手的。书面确认，或家中空间量好，即为完成。"),
                Then(("Book or prepare the place", "预订或准备场地"), ("Seats, weather, neighbours, end time, way home.", "座位、天气、邻居、结束时间、回程。"), Buy),
                Also(("Plan food, cake and drinks", "安排餐食、蛋糕与饮料"), ("Allergies, children, something without alcohol.", "过敏、儿童、无酒精饮料。"), Arrange),
                Also(("Arrange music, photos and entertainment", "安排音乐、摄影与节目"), ("Playlist or player; one person takes photos.", "歌单或乐手，专人拍照。"), Arrange)),
            Then(("Invite the guests", "邀请宾客"),
                ("Send invitations with everything they must know. Done when all have answered.", "发出信息完整的邀请。全部答复即为完成。"),
                Then(("Send the invitations", "发出请柬"), ("Date, place, dress, gift wish, reply date.", "时间、地点、着装、礼物、回复日期。"), Tell),
                Then(("Keep the list of replies", "统计回复"), ("Remind once; note diets and beds needed.", "提醒一次，记录饮食和住宿需要。"))),
            Then(("Prepare programme and decoration for {subject}", "准备节目与布置：{subject}"),
                ("Give the day two or three high points and the room its look. Done when a run sheet hangs in the kitchen.", "安排两三个高潮，布置现场。流程表贴好即为完成。"),
                Then(("Plan high points: speech, surprise, games", "设计高潮：致辞、惊喜、游戏"), ("Times, people, what each needs.", "时间、人员、所需物品。"), Design),
                Also(("Get decoration, tableware and gifts", "购置装饰、餐具与礼物"), ("Shopping list with quantities for the guests.", "按人数列购物清单。"), Buy),
                Then(("Share out helpers' tasks", "给帮手分工"), ("Setting up, drinks, children, clearing.", "布置、饮料、孩子、收拾。"))),
            Then(("Celebrate, clear up and say thanks", "庆祝、收拾与致谢"),
                ("Set up in time, enjoy it, leave the place as it was. Done when bills are paid and thanks are sent.", "提前布置、尽情享受、恢复原样。账单付清、谢意送达即为完成。"),
                Then(("Set up on the day", "当天布置"), ("Ready an hour before the first guest.", "首位客人到达前一小时就绪。")),
                Then(("Host and keep to the high points", "接待并推进节目"), ("Welcome each guest; someone else minds the clock.", "迎接每位客人，另有人看时间。")),
                Then(("Clear up, pay and send thanks with photos", "收拾、结账并附照片致谢"), ("Within a week.", "一周内。"))),
        ],
    };
}
