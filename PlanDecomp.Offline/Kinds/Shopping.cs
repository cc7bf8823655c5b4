using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Buying things for every day: no offers, no contract.</summary>
internal static class Shopping
{
    public static Kind Kind { get; } = new()
    {
        Name = "shopping",
        Sure = ["groceries", "grocery", "shopping list", "go shopping", "买菜", "购物清单", "年货", "生活用品"],
        Likely = ["buy", "shop for", "买"],
        Noun = ("the shopping", "采购"),
        Phases =
        [
            Then(("Make the shopping list", "列购物清单"),
                ("What is there already, what is missing, how much of it[; at most {budget}]. Done when the list is sorted by shop.", "看看家里有什么、缺什么、要多少[；不超过{budget}]。按商店排好即为完成。"),
                Then(("Look what is there already", "查看家里已有的"), ("Cupboard, fridge, cellar.", "橱柜、冰箱、储藏间。")),
                Then(("Write amounts and sort by shop", "写数量并按商店排序"), ("One substitute for what may be sold out.", "可能断货的写一个替代品。"))),
            Then(("Go shopping", "去买"),
                ("Go when it is quiet, or order. Done when the list is ticked off.", "避开高峰，或网上下单。清单逐项勾完即为完成。"),
                Then(("Take bags, list and money", "带好袋子、清单和钱"), ("Check opening hours.", "查好营业时间。")),
                Then(("Buy and tick off", "买一样勾一样"), ("Cold and fragile things last.", "冷藏和易碎的最后拿。"))),
            Then(("Put it away", "归置好"),
                ("Cold things first; keep the receipt. Done when the bags are empty.", "冷藏的先放，留好小票。袋子清空即为完成。"),
                Then(("Store the food and things", "分类放好"), ("Older ones to the front.", "旧的放前面。")),
                Then(("Note what was not to be had", "记下没买到的"), ("For the next list.", "留到下次。"))),
        ],
    };
}
