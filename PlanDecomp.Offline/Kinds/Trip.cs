using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A personal journey.</summary>
internal static class Trip
{
    public static Kind Kind { get; } = new()
    {
        Name = "trip",
        Sure = ["camping", "露营", "trip", "travel", "vacation", "holiday in", "honeymoon", "road trip", "backpacking", "itinerary", "city break", "journey", "sightseeing", "旅行", "旅游", "自由行", "自驾游", "自驾", "蜜月", "度假", "背包游", "出游", "日游", "行程"],
        Likely = ["visit", "holiday", "tour", "cruise", "hike", "游玩", "去玩", "徒步", "之旅", "出国玩"],
        Maybe = ["days in", "weekend in", "flight", "hotel", "机票", "酒店", "签证", "玩"],
        Noun = ("the trip", "这次旅行"),
        Things = ["road trip", "trip", "vacation", "holiday", "honeymoon", "journey", "tour", "cruise", "hike", "travel", "camping", "weekend", "getaway", "旅行", "旅游", "自由行", "自驾", "蜜月", "度假", "之旅", "游", "露营", "徒步", "行程"],
        Frame = ("trip to {subject}", "{subject}旅行"),
        Phases =
        [
            Then(("Settle dates, budget and wishes for {subject}", "确定时间、预算与愿望：{subject}"),
                ("Agree who travels[ ({people})], when, for how long[ ({duration})], for how much[ ({budget})], and what must not be missed. Done when leave is granted and the sum is set.", "定下同行者[（{people}）]、日期、天数[（{duration}）]、花费[（{budget}）]和必去之处。假期批准、金额确定即为完成。"),
                Then(("Choose the dates by season, price and leave", "按季节、价格和假期选定日期"), ("Check weather, local holidays and fares of two alternative weeks.", "查看天气、当地节假日和两个备选周的票价。"), Decide),
                Also(("List must-sees of everyone who comes", "列出每位同行者的必去清单"), ("Three each; mark what needs booking long ahead.", "每人三项，标出需提前预约的。")),
                Then(("Draw up the budget[ of {budget}]", "编制预算[（{budget}）]"), ("Transport, rooms, food, entries, insurance, fifteen per cent in reserve.", "交通、住宿、餐饮、门票、保险，留一成半备用。"))),
            Then(("Clear documents, health and insurance", "办理证件、健康与保险"),
                ("Find out what is required to enter, drive and be treated there. Done when every paper is valid until after the return.", "弄清入境、驾车和就医的要求。所有证件有效期均超过返程日即为完成。"),
                Then(("Check passports, visas and entry rules", "检查护照、签证与入境规定"), ("Official sites only; passports valid six months after return.", "只看官方网站，护照有效期超过返程六个月。")),
                Also(("Check vaccinations and pack medicines", "确认疫苗并备药"), ("See a doctor early when vaccines take weeks.", "需数周的疫苗尽早咨询医生。")),
                Also(("Take out travel insurance", "购买旅行保险"), ("Treatment, return transport, cancellation.", "含医疗、送返和取消。"))),
            Then(("Book transport and rooms for {subject}", "预订交通与住宿：{subject}"),
                ("Book what gets dearer first. Done when each night has a bed and each leg a ticket.", "先订会涨价的。每晚有住处、每段有票即为完成。"),
                Then(("Book the journey there and back", "预订往返交通"), ("Compare three days around the date; check luggage and changes.", "比较前后三天，注意行李和转机。"), Buy),
                Then(("Book rooms near what you want to see", "在游览地附近预订住宿"), ("Read the latest reviews; free cancellation where the plan is open.", "看最新评价，行程未定时选可免费取消。"), Buy),
                Also(("Book local transport and passes", "预订当地交通与通票"), ("Rail pass or car only when it pays; calculate once.", "先算一遍，划算才买通票或租车。"), Buy),
                Also(("Reserve tickets that sell out", "预约紧俏门票"), ("Museums, shows, tables: note the day when sales open.", "博物馆、演出、餐厅，记下开售日。"))),
            Then(("Plan the days of {subject}[ ({duration})]", "安排每日行程：{subject}[（{duration}）]"),
                ("Put what is close together into one day and leave gaps. Done when each day has one fixed point, a place to eat, a plan for rain and time to rest.", "把相近的景点放在一天并留空。每天有一个主项、用餐处、雨天备选和休息时间即为完成。"),
                EachDay(
                    [
                        Then(("{period}: arrive, settle in, first walk", "{period}：抵达、入住、周边漫步"), ("Transfer, luggage, cash and SIM card; an easy round near the rooms and an early night.", "接驳、放行李、换钱办卡；住处附近走走，早休息。")),
                        Then(("{period}: main sights in one area", "{period}：集中游览一个区域的主要景点"), ("Start early with what is most crowded; lunch nearby; free time from four.", "先去人最多的，就近午餐，四点后自由活动。")),
                        Then(("{period}: day out into the surroundings", "{period}：周边一日游"), ("Check the last way back; carry water and something against rain.", "查好末班车，带水和雨具。")),
                        Then(("{period}: local life: market, food, culture", "{period}：体验当地生活：市集、美食、文化"), ("One thing done with local people instead of one more sight.", "少看一个景点，多做一件与当地人有关的事。")),
                        Then(("{period}: a second area at a slower pace", "{period}：放慢脚步，深入另一个区域"), ("Two stops before noon; long lunch; one thing found by chance.", "上午两处，午餐从容，留一件偶遇的事。")),
                        Then(("{period}: free for wishes and rest", "{period}：自由安排与休整"), ("Each person's third wish; laundry, letters, an early evening.", "满足每人第三个心愿；洗衣、写明信片、早休息。")),
                        Then(("{period}: last visits, packing, journey home", "{period}：补漏、收拾、返程"), ("Souvenirs, check-out, at the station or airport two to three hours before.", "买手信、退房，提前两三小时到站或机场。")),
                    ],
                    [
                        Then(("Put sights on a map and group them by area", "把景点标在地图上并按区域分组"), ("One area a day.", "一天一个区域。")),
                        Also(("Note places to eat and a plan for rain", "记录餐馆与雨天备选"), ("Two of each in every area.", "每个区域各记两处。")),
                        Then(("Lay the groups on days with opening hours", "按开放时间排到各天"), ("Mind closing days; one fixed point a day.", "注意闭馆日，每天一个固定项目。")),
                    ])),
            Then(("Pack and prepare the departure", "收拾行李与行前准备"),
                ("Get bags, money, phone and home ready. Done when the list is ticked off the evening before.", "备好行李、钱、手机，安顿好家里。前一晚清单全部勾完即为完成。"),
                Then(("Write and work off the packing list", "列出并完成行李清单"), ("By weather and activities; weigh the bag.", "按天气和活动，称重。")),
                Also(("Prepare money, phone and offline copies", "准备支付、通信与离线资料"), ("Two cards, some cash, maps and tickets offline, copies of papers.", "两张卡、少量现金、离线地图和票据、证件复印件。")),
                Also(("Arrange home, post, pets and work", "安排家务、快递、宠物与工作交接"), ("One person has a key and your dates.", "有一人拿着钥匙并知道日期。"))),
            Then(("Travel, and settle afterwards", "出行与返程整理"),
                ("Keep to the frame, follow chances, stay safe; then settle costs and photos. Done when the accounts are even and the photos shared.", "大框架不变，随机应变，注意安全；回来结清费用、整理照片。账目两清、照片共享即为完成。"),
                Then(("Reconfirm bookings two days before", "出发前两天再次确认预订"), ("Check in online; note delays and strikes.", "在线值机，留意延误和罢工。")),
                Then(("Share whereabouts and keep expenses noted", "报平安并记录开支"), ("One message a day; one line for each expense.", "每天报一次平安，每笔开支记一行。")),
                Then(("Settle costs and sort photos at home", "回家后结算并整理照片"), ("Within two weeks, before memory fades.", "趁记忆犹新，两周内完成。"))),
        ],
    };
}
