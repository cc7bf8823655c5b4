using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>An event with a programme and guests from outside: conference, meetup, workshop day, fair.</summary>
internal static class PublicEvent
{
    public static Kind Kind { get; } = new()
    {
        Name = "event",
        Sure = ["conference", "meetup", "symposium", "hackathon", "summit", "trade fair", "exhibition", "festival", "concert", "seminar day", "charity event", "event", "gala", "open day", "年会", "会议", "大会", "论坛", "研讨会", "展览", "展会", "活动", "音乐节", "演唱会", "黑客松", "讲座", "沙龙", "读书会", "运动会", "开幕式", "典礼", "晚会"],
        Likely = ["speakers", "attendees", "venue", "sponsors", "workshop", "tournament", "fair", "嘉宾", "参会", "场地", "赞助", "比赛"],
        Maybe = ["organise", "organize", "host", "hold", "tickets", "举办", "组织", "主办", "门票"],
        Noun = ("the event", "这次活动"),
        Things = ["conference", "meetup", "symposium", "hackathon", "summit", "fair", "exhibition", "festival", "concert", "event", "gala", "seminar", "workshop", "tournament", "day", "party"],
        Phases =
        [
            Then(("Set goal, audience and budget of {subject}", "确定目标、受众与预算：{subject}"),
                ("Agree what it is for, who should come[ ({people})], when, and what it may cost[ ({budget})]. Done when the concept fits on one page and is approved.", "商定为何举办、谁来参加[（{people}）]、何时、花多少[（{budget}）]。一页概念书获批即为完成。"),
                Then(("Write the concept: purpose, format, audience", "撰写概念书：目的、形式、受众"), ("One page; what should guests do or know afterwards?", "一页纸；来宾之后应知道或去做什么？"), Write),
                Then(("Choose the date and check for clashes", "选定日期并排查冲突"), ("Holidays, rival events, availability of key people.", "节假日、同类活动、关键人物时间。"), Decide),
                Then(("Draw up budget and sources of income", "编制预算与收入来源"), ("Fixed costs, costs a head, sponsors, tickets, ten per cent reserve.", "固定成本、人均成本、赞助、门票，留一成备用。")),
                Also(("Form the organising team with clear roles", "组建筹备组并明确分工"), ("Programme, venue, money, publicity, helpers: one name each.", "节目、场地、财务、宣传、志愿者，各有负责人。"))),
            Then(("Secure venue, technology and catering", "落实场地、设备与餐饮"),
                ("Book what depends on the date. Done when the contracts are signed and the room has been seen.", "预订受日期约束的资源。合同签订并实地看过即为完成。"),
                Then(("Book the venue", "预订场地"), ("Seats, access without steps, transport, power, end of lease; visit two.", "座位、无障碍、交通、电源、离场时间；实地看两处。"), Buy),
                Then(("Book sound, projection and network", "预订音响、投影与网络"), ("Also recording or streaming when people join from afar.", "有远程参与时含录制或直播。"), Buy),
                Also(("Book catering with diets in mind", "预订餐饮并兼顾饮食需求"), ("Numbers fixed one week before; water always there.", "提前一周定数，饮水充足。"), Buy),
                Also(("Obtain permits and insurance", "办理许可与保险"), ("Safety, music, food, liability.", "消防、安全、音乐版权、食品、责任险。"))),
            Then(("Build the programme of {subject}", "策划节目内容：{subject}"),
                ("Find speakers or acts and give the time a good rhythm. Done when every slot has a name that has confirmed.", "确定嘉宾或节目，安排好节奏。每个时段都有已确认的人选即为完成。"),
                Then(("Draft themes and time slots", "拟定主题与时段"), ("Breaks of thirty minutes, no more than ninety without one.", "连续不超过九十分钟，间隔休息三十分钟。")),
                Then(("Invite speakers or performers", "邀请嘉宾或演出者"), ("Ask early, with topic, length, fee and travel; have two in reserve.", "尽早邀请，说明主题、时长、酬劳和差旅；备两位候补。"), Tell),
                Then(("Publish the timetable and brief everyone in it", "公布日程并向参与者说明"), ("Each speaker has time, room, equipment and a contact.", "每位嘉宾知道时间、地点、设备和联系人。"), Tell)),
            Then(("Win guests and sponsors for {subject}", "宣传招募与赞助：{subject}"),
                ("Open registration and tell those for whom it is made. Done when registrations reach the target[ of {people}].", "开放报名，通知目标人群。报名达到目标[（{people}）]即为完成。"),
                Then(("Set up page and registration", "建立活动页面与报名"), ("What, when, where, price, privacy; test it on a phone.", "内容、时间、地点、价格、隐私；用手机测试。"), Build),
                Then(("Promote through channels of the audience", "在受众渠道宣传"), ("Calendar of posts and mails; look at registrations every week.", "排好发布日历，每周看报名数。"), Tell),
                Also(("Approach sponsors and partners", "联系赞助商与合作方"), ("Offer two or three packages with a clear return.", "提供两三档回报明确的方案。"))),
            Then(("Prepare the last two weeks", "最后两周准备"),
                ("Put everything into one run sheet and rehearse. Done when each helper knows place, time and deputy.", "把一切写进流程表并彩排。每位工作人员知道岗位、时间和候补即为完成。"),
                Then(("Write the minute-by-minute run sheet", "编写分钟级流程表"), ("With name, place, cue and fallback.", "含人员、地点、提示和备用方案。"), Write),
                Also(("Brief helpers and prepare material", "培训志愿者并备齐物料"), ("Badges, signs, gifts, first aid, cash.", "胸牌、指引、礼品、急救、零钱。")),
                Then(("Rehearse on site with technology", "现场彩排与设备测试"), ("All slides, microphones and the stream; walk the guests' way.", "测试全部演示、话筒和直播，走一遍来宾动线。"), Test),
                Then(("Send guests the last information", "向来宾发送参会须知"), ("Way, times, what to bring, contact on the day.", "路线、时间、携带物、当日联系人。"))),
            Then(("Run {subject} on the day[ ({duration})]", "现场执行：{subject}[（{duration}）]"),
                ("Keep time, look after guests, decide quickly. Done when the room is handed back without damage.", "掌握时间、照顾来宾、快速决断。场地完好交还即为完成。"),
                EachDay(
                    [
                        Then(("{period}: set up, welcome guests, opening", "{period}：布置、签到、开幕"), ("Team on site two hours before; opening on time; short round-up in the evening.", "团队提前两小时到场，准时开幕，晚上碰头。")),
                        Then(("{period}: main programme and evening together", "{period}：主体议程与交流晚宴"), ("Check sound and rooms before doors open; collect feedback at noon.", "开门前检查音响和房间，中午收集反馈。")),
                        Then(("{period}: closing, thanks and dismantling", "{period}：闭幕、致谢与撤场"), ("Closing on time, what follows next, lost property, hand-over of the rooms.", "准时闭幕、说明后续、失物处理、交还场地。")),
                    ],
                    [
                        Then(("Set up and welcome guests", "布置与签到"), ("Two hours ahead; no queue longer than five minutes.", "提前两小时，排队不超过五分钟。")),
                        Then(("Lead through the programme", "主持并推进议程"), ("One keeps time, one answers guests, one handles trouble.", "一人控时、一人接待、一人处理突发。")),
                        Then(("Close, thank and dismantle", "收尾、致谢与撤场"), ("Say what follows; hand the room back with a record.", "说明后续，书面交还场地。")),
                    ])),
            Then(("Follow up and evaluate", "后续跟进与评估"),
                ("Thank, publish, pay, learn. Done when accounts are closed and the report is with those who paid.", "致谢、发布资料、付款、总结。账目结清、报告送达出资方即为完成。"),
                Then(("Thank guests, speakers and helpers", "感谢来宾、嘉宾与志愿者"), ("Within three days, with material and photos.", "三天内，附资料和照片。")),
                Also(("Evaluate feedback and numbers", "分析反馈与数据"), ("Attendance, satisfaction, cost a head against the goal.", "到场率、满意度、人均成本与目标对比。"), Analyse),
                Then(("Close the accounts and write the report", "结清账目并撰写总结"), ("Income, costs, lessons: two pages.", "收支与经验，两页纸。"))),
        ],
    };
}
