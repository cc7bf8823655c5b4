using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Cooking for guests or the family.</summary>
internal static class Meal
{
    public static Kind Kind { get; } = new()
    {
        Name = "meal",
        Sure = ["cook for", "cook dinner", "cook a", "what to cook", "should i cook", "dinner for", "lunch for", "menu for", "christmas dinner", "thanksgiving dinner", "年夜饭", "做饭", "做菜", "做一桌", "菜单", "做什么菜"],
        Likely = ["cook", "meal", "dish", "vegetarian", "vegan", "吃素", "素食"],
        Noun = ("the meal", "这顿饭"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Choose the dishes", "定菜单"),
                ("What the guests eat and do not eat[ ({people})], what your kitchen can do. Done when there are three dishes that can mostly be made ahead.", "客人吃什么、忌什么[（{people}）]，厨房能做什么。定下几道大多可提前做的菜即为完成。"),
                Then(("Ask about likes and allergies", "问清口味与过敏"), ("Everyone, once.", "每位都问到。")),
                Then(("Pick recipes that go together", "选搭配的菜谱"), ("One warm, one cold, one sweet; two you have made before.", "冷热荤素搭配，至少两道做过。"))),
            Then(("Plan amounts and times", "算好份量和时间"),
                ("Count back from the hour of the meal. Done when stove and oven are never needed twice.", "从开饭时间倒推。灶和烤箱不冲突即为完成。"),
                Then(("Work out the amounts", "算出份量"), ("A little more of what keeps.", "能存放的多备一点。")),
                Also(("Write the order of cooking", "写出做菜顺序"), ("What the day before, what in the last hour.", "哪些前一天做，哪些最后一小时做。"))),
            Then(("Shop for the ingredients", "买食材"),
                ("Dry goods early, fresh ones the day before. Done when every recipe is complete.", "干货早买，鲜货前一天买。每道菜用料齐全即为完成。"),
                Then(("Write the shopping list", "列购物清单"), ("Sorted by shop.", "按商店排好。")),
                Then(("Buy and store the ingredients", "购买并存放食材"), ("Check plates and chairs, too.", "顺便数好碗筷椅子。"))),
            Then(("Cook and serve", "下厨与上桌"),
                ("Table first, then the dishes in their order. Done when all sit and eat warm food.", "先摆桌，再按顺序做。大家坐下吃上热菜即为完成。"),
                Then(("Prepare what can be made ahead", "提前做好能做的"), ("Wash, cut, soak, bake.", "洗、切、泡、烤。")),
                Then(("Set the table", "摆好餐桌"), ("Water, bread, places.", "水、碗筷、座位。")),
                Then(("Cook the rest and serve", "做完其余并上桌"), ("Taste before you serve.", "上桌前先尝。"))),
        ],
    };
}
