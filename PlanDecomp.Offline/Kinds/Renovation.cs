using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Renovating a home or a room.</summary>
internal static class Renovation
{
    public static Kind Kind { get; } = new()
    {
        Name = "renovation",
        Sure = ["renovat*", "remodel", "refurbish", "home improvement", "new kitchen", "kitchen renovation", "bathroom renovation", "repaint", "装修", "翻新", "改造厨房", "旧房改造", "家装", "软装", "刷墙"],
        Likely = ["kitchen", "bathroom", "roof", "厨房", "卫生间", "客厅", "屋顶", "改成"],
        Maybe = ["living room", "garden", "阳台", "花园", "contractor", "paint", "floor", "house", "施工", "地板", "房子", "新房"],
        Noun = ("the home", "房屋"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Clarify wishes, limits and budget for {subject}", "明确需求、限制与预算：{subject}"),
                ("What must change, what stays, what it may cost[ ({budget})], by when[ ({deadline})]. Done when wishes are ranked and the sum has a reserve of fifteen per cent.", "哪些要变、哪些保留、花多少[（{budget}）]、何时完成[（{deadline}）]。需求排序、预算留一成半备用即为完成。"),
                Then(("Measure the rooms and note the condition", "测量房间并记录现状"), ("Plan with sizes, pipes, wires, damp; photos.", "画图标注尺寸、管线、渗漏，拍照。")),
                Also(("Rank wishes: must, should, nice", "需求排序：必须、应该、最好"), ("Each person of the household separately first.", "家庭成员先各自写。")),
                Then(("Draw up the budget[ of {budget}]", "编制预算[（{budget}）]"), ("By trade; where to save is decided now.", "按工种，现在就定哪里省。"))),
            Then(("Design and choose materials", "设计与选材"),
                ("Layout, light, sockets, surfaces. Done when drawings are final and every material has name, price and delivery time.", "布局、灯光、插座、饰面。图纸定稿、每种材料有型号、价格、货期即为完成。"),
                Then(("Draw the layout with sockets and light", "绘制布局、插座与灯光图"), ("Act out a day in it.", "按一天的生活走一遍。")),
                Then(("Choose materials and fixtures", "选定主材与设备"), ("See samples in the room's own light.", "在房间光线下看样品。"), Decide),
                Also(("Check permits, neighbours and building rules", "确认审批、邻里与物业规定"), ("Bearing walls, noise hours, waste.", "承重墙、施工时段、垃圾。"))),
            Then(("Hire tradespeople and order material", "选定施工方与订货"),
                ("Three offers on the same description. Done when contracts with dates, payment by progress and warranty are signed.", "按同一清单三家报价。签订含工期、按进度付款和质保的合同即为完成。"),
                Then(("Get three offers from tradespeople", "取得三家施工报价"), ("See one finished job of each.", "各看一处完工项目。"), Buy),
                Then(("Order what takes long to arrive", "先订货期长的材料"), ("Kitchen, windows, tiles; delivery before it is needed.", "橱柜、门窗、瓷砖，提前到货。"), Buy),
                Then(("Make the schedule of trades", "排出各工种进度表"), ("Demolition, pipes, wires, plaster, floor, paint, fittings.", "拆、水、电、泥、木、油、装。"))),
            Then(("Carry out the works: {subject}", "施工：{subject}"),
                ("One trade after another, checked before it disappears behind a wall. Done when each trade is accepted in writing.", "逐工种推进，隐蔽前验收。每个工种书面验收即为完成。"),
                Then(("Protect, clear and demolish", "保护、清空与拆除"), ("Water and power off; dust walls; container.", "断水断电、防尘、清运。")),
                Then(("Lay pipes and wires", "水电改造"), ("Photos with a rule before closing; pressure test.", "封闭前带尺拍照，打压测试。")),
                Then(("Walls, floors and paint", "墙面、地面与涂装"), ("Drying times kept.", "留足干燥时间。")),
                Then(("Install kitchen, bath, doors and lamps", "安装橱柜、卫浴、门与灯具"), ("Every function tried.", "逐项试用。"), Build)),
            Then(("Accept, pay and move in", "验收、付款与入住"),
                ("List faults, have them mended, then pay. Done when the list is empty and the papers are filed.", "列出问题、修好再付款。清单清空、资料归档即为完成。"),
                Then(("Inspect with a list of faults", "验收并列问题清单"), ("By daylight, every room.", "白天逐间检查。"), Review),
                Then(("Have faults mended and pay the rest", "整改并支付尾款"), ("Keep five per cent until then.", "此前扣留百分之五。")),
                Then(("Clean, air and furnish", "清洁、通风与布置"), ("Keep colours, plans and warranties in one folder.", "色号、图纸、质保存放一处。"))),
        ],
    };
}
