using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A trip of colleagues: offsite, retreat, team building.</summary>
internal static class TeamTrip
{
    public static Kind Kind { get; } = new()
    {
        Name = "team-trip",
        Sure = ["team trip", "company trip", "offsite", "off-site", "team retreat", "company retreat", "retreat", "team building", "teambuilding", "team outing", "company outing", "团队旅行", "团队旅游", "公司旅游", "公司旅行", "团建", "团队建设", "部门旅游", "员工旅游", "拓展活动", "团队出游"],
        Likely = ["colleagues", "team", "staff", "团队", "同事", "员工", "部门"],
        Maybe = ["trip", "travel", "outing", "旅行", "旅游", "出游"],
        Noun = ("the team trip", "团队旅行"),
        Things = ["team trip", "company trip", "offsite", "off-site", "retreat", "team building", "trip", "outing", "旅行", "旅游", "团建", "活动", "出游", "建设", "拓展"],
        Phases =
        [
            Then(("Set the goal, dates and budget of {subject}", "确定{subject}的目标、时间与预算"),
                ("Agree why the team goes, who comes[ ({people})], for how long[ ({duration})] and what it may cost[ ({budget})]. Done when whoever pays has said yes.", "商定出行目的、参加人员[（{people}）]、天数[（{duration}）]和费用[（{budget}）]。出资方同意即为完成。"),
                Then(("Agree on the purpose: rest, work or both", "商定目的：放松、工作还是兼顾"), ("One sentence that helps to say no to ideas that do not fit.", "写一句话，用来拒绝不合适的点子。"), Decide),
                Also(("Ask everyone for dates, wishes and needs", "调查时间、意愿和特殊需求"), ("Short form: free dates, diet, health, mobility, room wishes; all have answered.", "简短问卷：可行日期、饮食、健康、行动、住房；全员填写。"), Interview),
                Then(("Draw up the budget[ within {budget}]", "编制预算[（{budget}以内）]"), ("Per head: transport, rooms, meals, activities, insurance, ten per cent in reserve.", "人均列出：交通、住宿、餐饮、活动、保险，留一成备用。")),
                Then(("Get approval and fix the dates", "获得批准并锁定日期"), ("Written approval; calendars blocked.", "书面批准，全员日历占位。"))),
            Then(("Choose the destination of {subject}", "选择目的地：{subject}"),
                ("Compare places by travel time, price, season and what can be done together. Done when one place is chosen and one held in reserve.", "按路程、价格、季节和可做的活动比较。选定一处并留一处备选即为完成。"),
                Then(("Collect and compare three to five places", "收集并比较三到五个目的地"), ("Door-to-door time under a quarter of the trip; check weather and holidays.", "单程不超过总时间的四分之一，查天气和节假日。")),
                Then(("Let the team vote and decide", "团队投票并决定"), ("Vote among two or three that fit the budget; announce the result with reasons.", "在预算内的两三个方案中投票，公布结果和理由。"))),
            Then(("Book transport and rooms for {subject}", "预订交通与住宿：{subject}"),
                ("Reserve early what is scarce, with free cancellation where possible. Done when every person has a seat and a bed confirmed in writing.", "尽早预订紧缺资源，尽量可免费取消。人人的座位和床位均有书面确认即为完成。"),
                Then(("Book the journey there and back", "预订往返交通"), ("Group fares; names as in the passports or identity cards; transfers at both ends.", "询问团体票，姓名与证件一致，含两端接驳。"), Buy),
                Also(("Book rooms with a place to meet", "预订住宿和聚会场所"), ("Room list by wishes, one room for all to sit together, late arrival cleared.", "按意愿分房，有全员聚会空间，确认晚到入住。"), Buy),
                Also(("Reserve meals for the whole group", "预订团队用餐"), ("Consider diets; one festive dinner.", "照顾饮食禁忌，安排一次正式聚餐。"), Buy),
                Then(("Take out travel insurance", "购买旅行保险"), ("Covers all activities planned, everybody on the list.", "覆盖全部活动和全体人员。"))),
            Then(("Plan the programme of {subject}[, {duration}]", "制定行程：{subject}[（{duration}）]"),
                ("Fill the days with a mix of joint activities, free time and rest. Done when each day has times, places, an owner and a plan for rain.", "合理搭配集体活动、自由时间和休息。每天都有时间、地点、负责人和雨天方案即为完成。"),
                EachDay(
                    [
                        Then(("{period}: travel, check in and come together", "{period}：出发、入住与破冰"), ("Meet, travel, settle in; an easy round to warm up and a welcome dinner.", "集合出发、办理入住；安排轻松的破冰活动和欢迎晚餐。"),
                            Then(("{period}, morning: meet and travel", "{period}上午：集合出发"), ("Meeting point, head count, drinks and snacks for the way.", "集合点、清点人数、路上饮食。")),
                            Then(("{period}, afternoon: check in and warm up", "{period}下午：入住与破冰活动"), ("Rooms, short round of the place, one easy game for all.", "分房、熟悉环境、一个全员参与的轻松游戏。")),
                            Then(("{period}, evening: welcome dinner", "{period}晚上：欢迎晚餐"), ("Short welcome, programme of the days, open end.", "简短欢迎、介绍行程、自由交流。"))),
                        Then(("{period}: main team activity and free time", "{period}：主题团队活动与自由时间"), ("One activity in which all can take part, time of one's own, an evening together.", "一个人人都能参加的活动、个人时间、集体晚间活动。"),
                            Then(("{period}, morning: main team activity", "{period}上午：主题团队活动"), ("Mixed groups; an easier variant for those who cannot take part fully.", "混合分组，为不便参加的人准备轻松版本。")),
                            Then(("{period}, afternoon: sights or free time", "{period}下午：游览或自由活动"), ("Two offers to choose from and the freedom to rest.", "两个可选项目，也可休息。")),
                            Then(("{period}, evening: festive dinner and games", "{period}晚上：聚餐与联欢"), ("Thanks to people by name, photos, an end that lets people sleep.", "点名致谢、合影，不宜太晚。"))),
                        Then(("{period}: look back together and travel home", "{period}：总结分享与返程"), ("A short round about what stays, check out, journey home.", "简短分享收获，退房，返程。"),
                            Then(("{period}, morning: closing round and check-out", "{period}上午：总结分享与退房"), ("Each says one thing to keep; rooms checked for things left behind.", "每人分享一点收获，检查遗留物品。")),
                            Then(("{period}, afternoon: journey home", "{period}下午：返程"), ("Head count, safe arrival of everybody confirmed.", "清点人数，确认全员安全到家。"))),
                    ],
                    [
                        Then(("Choose the joint activities", "选择集体活动"), ("Two or three in which everybody can take part.", "两三个人人都能参加的项目。"), Decide),
                        Then(("Make a timetable for each day", "排出每天的时间表"), ("No more than two fixed points a day besides meals.", "除用餐外每天不超过两个固定安排。")),
                    ]),
                Then(("Prepare a rain plan for each day", "准备雨天备选方案"), ("Something indoors, reachable on foot, that needs no booking.", "室内、步行可达、无需预订。"))),
            Then(("Inform everyone and share out duties", "通知全员并分工"),
                ("Give all the same information and every duty a name. Done when everybody has confirmed that they read it.", "信息一致，事事有人。全员确认已阅即为完成。"),
                Then(("Assign duties: transport, meals, photos, money, first aid", "分配职责：交通、餐饮、摄影、财务、急救"), ("One person and one deputy each.", "每项一人负责、一人候补。"), Arrange),
                Then(("Write the trip sheet with packing list", "编写出行手册与物品清单"), ("Times, addresses, telephone numbers, weather, what to bring: two pages.", "时间、地址、电话、天气、携带物品，两页以内。"), Write),
                Then(("Brief the team and open a group chat", "召开行前说明会并建群"), ("Ten minutes a week before; answer questions for all to see.", "提前一周说明十分钟，公开答疑。"), Tell)),
            Then(("Travel safely: {subject}", "出行与应急：{subject}"),
                ("Keep the programme, adapt it, look after people. Done when all are home safe.", "执行行程、灵活调整、照顾好每个人。全员平安返回即为完成。"),
                Then(("Check bookings three days before", "出发前三天核对所有预订"), ("Call transport, hotel and restaurants; confirm numbers.", "致电交通、酒店和餐厅，确认人数。"), Test),
                Also(("Prepare emergency contacts and first aid", "准备紧急联系人与急救包"), ("Nearest hospital, insurance number, next of kin, medicines.", "最近医院、保单号、家属电话、常用药。")),
                Then(("Lead each day and keep track of people and money", "带队并管理人员与开支"), ("Head count at every departure; receipts kept daily.", "每次出发清点人数，每日留存票据。"))),
            Then(("Settle expenses and look back", "总结与报销"),
                ("Close the accounts, ask how it was, keep the good moments. Done when everybody has their money back and the team has the photos.", "结清费用、收集反馈、整理照片。报销到账、照片共享即为完成。"),
                Then(("Collect receipts and settle expenses", "收集票据并报销"), ("Within two weeks; compare with the budget.", "两周内完成，并与预算对比。"), Collect),
                Also(("Ask for feedback with three questions", "用三个问题收集反馈"), ("What to repeat, what to leave out, where to go next.", "保留什么、取消什么、下次去哪。"), Interview),
                Then(("Share photos and the lessons", "分享照片与总结"), ("One page for whoever organises the next one.", "为下次组织者留一页纸。"))),
        ],
    };
}
