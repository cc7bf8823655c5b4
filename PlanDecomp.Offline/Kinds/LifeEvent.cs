using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Caring for somebody and changes at home: a baby, an animal, an illness, old parents.</summary>
internal static class LifeEvent
{
    public static Kind Kind { get; } = new()
    {
        Name = "life-event",
        Sure = ["newborn", "pregnan*", "maternity leave", "adopt a dog", "adopt a cat", "adopt a child", "adopt a rescue", "adopt a puppy", "rescue dog", "puppy", "kitten", "care for my", "caring for my", "look after my", "recover from", "surgery", "坐月子", "月子", "产后", "怀孕", "待产", "领养", "收养", "养狗", "养猫", "照顾", "护理", "手术", "陪护", "养老院"],
        Likely = ["baby", "elderly", "care for", "look after", "dog", "宝宝", "新生儿", "老人", "康复"],
        Noun = ("this time", "这段时间"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Find out what {subject} asks of you", "了解需要什么：{subject}"),
                ("Talk to somebody who knows it well: a doctor, a nurse, a shelter, a friend. Done when needs, costs[ ({budget})] and dates[ ({deadline})] are on one page.", "请教内行：医生、护士、机构或过来人。需要、费用[（{budget}）]和日期[（{deadline}）]写在一页纸上即为完成。"),
                Then(("Ask those who know it well", "请教内行和过来人"), ("What is needed in the first weeks; what they would do otherwise.", "头几周需要什么、他们会改变什么。")),
                Also(("Settle whether time, money and home allow it", "看时间、钱和住处是否允许"), ("Hours a day, monthly cost, what has to give way.", "每天几小时、每月花费、要让出什么。"))),
            Then(("Share out who does what", "商量谁做什么"),
                ("Agree in the family on days, nights and money, and on somebody to step in. Done when each duty has a name.", "家人商定白天、夜间和费用的分工，并有人可替。每件事都有人负责即为完成。"),
                Then(("Talk with everybody at home", "与家人商量"), ("Wishes and worries of each, the smallest too.", "听每个人的愿望和担心。")),
                Then(("Find help and somebody to step in", "找好帮手和替补"), ("Relatives, neighbours, paid help; telephone numbers on the door.", "亲友、邻居、付费帮手，电话贴在门上。"))),
            Then(("Prepare the home, the things and the papers", "准备住处、物品与证件"),
                ("Get ready what the first week needs; the rest can wait. Done when nothing has to be bought in the first days.", "先备好头一周所需，其余不急。头几天不必外出采购即为完成。"),
                Then(("Make the place safe and quiet", "布置安全安静的地方"), ("Bed, warmth, what must be out of reach.", "床位、保暖、收好危险物品。")),
                Also(("Get what the first week needs", "备齐头一周的物品"), ("Borrow before you buy.", "能借就先借。")),
                Also(("Settle registration, insurance and leave", "办好登记、保险与请假"), ("Each office with its time limit.", "每处都记下期限。"))),
            Then(("Get through the first days", "平稳度过头几天"),
                ("Keep appointments few and rest between. Done when food, sleep and care work without hurry.", "少安排事，多休息。饮食、睡眠和照料从容即为完成。"),
                Then(("Be there and keep visits short", "多陪伴、少探访"), ("One visit a day at most.", "每天最多一拨客人。")),
                Also(("Watch health and write down what strikes you", "留意身体状况并记录"), ("Temperature, food, sleep; what calls for a doctor at once.", "体温、饮食、睡眠，以及何时立即就医。"))),
            Then(("Find a daily rhythm and look after yourself", "形成日常节奏，也照顾好自己"),
                ("Fixed times for meals, care and free hours. Done when a week has gone well without rearranging.", "吃饭、照料和休息各有固定时间。一周不用临时调整即为完成。"),
                Then(("Write down the week that works", "写下合适的一周安排"), ("Visible to all, with free time for each.", "人人看得到，每人都有空闲。")),
                Then(("Keep check-ups and ask how all are doing", "按时复查，并问问大家的感受"), ("Change what wears somebody out.", "谁太累就调整。"))),
        ],
    };
}
