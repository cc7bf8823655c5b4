using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Moving home or office.</summary>
internal static class MovingHouse
{
    public static Kind Kind { get; } = new()
    {
        Name = "moving",
        Sure = ["move house", "moving house", "move to a new", "moving to a new", "relocat*", "move apartment", "move home", "move into", "move out", "office move", "moving", "搬家", "乔迁", "搬迁", "迁居", "搬办公室", "搬到"],
        Likely = ["move to", "move from", "new apartment", "new flat", "movers", "新家", "租房", "搬"],
        Maybe = ["apartment", "flat", "landlord", "公寓", "房东"],
        Noun = ("the move", "搬家"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Set date and budget for {subject}", "确定日期与预算：{subject}"),
                ("Fix the day, the costs[ ({budget})] and who helps[; finished by {deadline}]. Done when old and new contract fit together.", "定下搬迁日、费用[（{budget}）]和帮手[；{deadline}前完成]。新旧合同日期衔接即为完成。"),
                Then(("Check contracts and notice periods", "核对合同与退租期限"), ("Give notice in writing; agree on hand-over days.", "书面退租，约定交接日。")),
                Also(("Draw up the moving budget", "编制搬家预算"), ("Movers, deposit, double rent, repairs, new things.", "搬家费、押金、重叠租金、修补、添置。")),
                Then(("Make the calendar of the last eight weeks", "排出最后八周日程"), ("Two weeks of reserve before the keys go back.", "交钥匙前留两周余量。"))),
            Then(("Sort out and reduce belongings", "整理与断舍离"),
                ("What is not moved costs nothing. Done when every room has been gone through and the rest is sold, given or thrown away.", "不搬的东西不花钱。每个房间理过、其余卖掉送掉或扔掉即为完成。"),
                Then(("Go room by room: keep, sell, give, bin", "逐间分类：留、卖、送、扔"), ("Cellar and cupboards first.", "先储藏室和柜子。")),
                Then(("Sell and give away", "出售与赠送"), ("Date after which it goes.", "设定最后期限。")),
                Also(("Order bulky-waste collection", "预约大件垃圾清运"), ("Two to four weeks ahead.", "提前两到四周。"))),
            Then(("Book movers and material", "预订搬家公司与材料"),
                ("Compare three offers with insurance. Done when date, volume and price are confirmed in writing.", "比较三家含保险的报价。书面确认日期、体量和价格即为完成。"),
                Then(("Book the moving company or van", "预订搬家公司或货车"), ("Fixed price, insurance, stairs and parking named.", "一口价、保险、写明楼层和停车。"), Buy),
                Also(("Get boxes, tape and labels", "准备纸箱、胶带与标签"), ("Sixty boxes for two rooms as a rule of thumb.", "两室约六十个纸箱。")),
                Also(("Reserve parking and lift", "预约停车与电梯"), ("On both sides.", "两头都要。"))),
            Then(("Change addresses and contracts", "变更地址与合同"),
                ("Everyone who writes to you or bills you knows. Done when a list of all is ticked off.", "通知所有往来方。清单全部勾完即为完成。"),
                Then(("List who must know", "列出需通知的对象"), ("Authorities, bank, insurance, work, school, doctor, subscriptions.", "机关、银行、保险、单位、学校、医院、订阅。"), Collect),
                Then(("Move electricity, internet and post", "迁移水电、网络与邮件"), ("Order internet six weeks ahead; forward the post.", "网络提前六周办理，邮件转递。")),
                Then(("Register at the new address", "办理新住址登记"), ("Within the legal time; car and permits, too.", "法定期限内，含车辆和证照。"))),
            Then(("Pack, move and settle in", "打包、搬运与安置"),
                ("Label by room, essentials last. Done when beds stand on the first evening.", "按房间标注，必需品最后装。首晚床已铺好即为完成。"),
                Then(("Pack room by room with numbers", "逐间打包并编号"), ("List of boxes; heavy things in small boxes.", "箱单，重物装小箱。"), Collect),
                Also(("Pack a bag for the first night", "准备首晚应急包"), ("Papers, medicine, chargers, bedding, tools.", "证件、药品、充电器、床品、工具。")),
                Then(("Move on the day", "当天搬运"), ("One person at each end; check the list.", "两头各一人，核对箱单。")),
                Then(("Set up beds, kitchen, internet first", "先装好床、厨房与网络"), ("The rest within two weeks.", "其余两周内。"))),
            Then(("Hand back the old home and close", "交还旧居与收尾"),
                ("Clean, repair, photograph, hand over. Done when the deposit is back.", "清洁、修补、拍照、交接。押金退回即为完成。"),
                Then(("Clean and repair the old home", "清洁并修补旧居"), ("As the contract says, no more.", "按合同要求即可。")),
                Then(("Hand over with record and meter readings", "交接并记录表读数"), ("Signed, with photos.", "签字并拍照。")),
                Then(("Claim the deposit and settle the bills", "取回押金并结清账单"), ("Remind after the legal time.", "超过法定期限即催办。"))),
        ],
    };
}
