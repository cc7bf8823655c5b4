using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Health, sport, a habit.</summary>
internal static class Fitness
{
    public static Kind Kind { get; } = new()
    {
        Name = "fitness",
        Sure = ["lose weight", "marathon", "get fit", "fitness", "workout", "training plan", "build muscle", "run a", "quit smoking", "stop smoking", "healthy habit", "daily habit", "morning routine", "half marathon", "triathlon", "diet", "sleep better", "meditat*", "减肥", "减重", "健身", "马拉松", "跑步", "增肌", "戒烟", "养成习惯", "早起", "瘦身", "铁人三项", "健康饮食", "冥想", "戒糖", "作息"],
        Likely = ["exercise", "habit", "running", "yoga", "swim", "weight", "kg", "锻炼", "运动", "习惯", "瑜伽", "游泳", "体重", "公斤", "斤"],
        Maybe = ["health", "sleep", "gym", "健康", "睡眠"],
        Noun = ("getting fit", "健身"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Set a goal and a safe start for {subject}", "设定目标与安全起点：{subject}"),
                ("Write down today's values, the goal[ in {duration}][ by {deadline}] and why. Done when goal and first week are realistic, asked of a doctor where there is doubt.", "记录当前数值、目标[（{duration}）][（{deadline}）]和理由。目标与首周切实可行、有疑问时问过医生即为完成。"),
                Then(("Measure where you stand today", "测量当前状况"), ("Two or three figures, a photo or a short test.", "两三个数值、一张照片或一次小测试。"), Analyse),
                Also(("Have health checked", "做健康检查"), ("Heart, joints, medicines when over 40 or long inactive.", "四十岁以上或久未运动者查心脏、关节、用药。")),
                Then(("Write goal, reason and smallest step", "写下目标、理由与最小一步"), ("A step so small that it works on bad days.", "小到状态差时也能做。"))),
            Then(("Make a plan that fits your week", "制定适合自己的每周计划"),
                ("Fixed days, rest, food, equipment. Done when the first two weeks are in the calendar.", "固定日子、休息、饮食、装备。前两周已进日历即为完成。"),
                Then(("Choose exercises or measures", "选择训练或方法"), ("Three to five that you like.", "三到五种自己喜欢的。")),
                Then(("Put times and rest days into the calendar", "安排时间与休息日"), ("Tie them to something you do anyway.", "与已有习惯绑定。")),
                Also(("Adapt food, sleep and surroundings", "调整饮食、睡眠与环境"), ("Make the good easy and the bad hard.", "让好的容易、坏的困难。")),
                Also(("Find a companion or a group", "找同伴或小组"), ("Somebody who notices when you are missing.", "你缺席时会问的人。"))),
            Then(("Keep going step by step: {subject}", "循序渐进：{subject}"),
                ("Raise the load slowly, at most a tenth a week. Done when the last stage is reached without injury.", "缓慢加量，每周不超过一成。无伤完成最后阶段即为完成。"),
                EachStretch(
                    [
                        Then(("{period}: get used to it", "{period}：适应期"), ("Half of what you could do; never miss twice.", "只做能力的一半，不连续缺两次。")),
                        Then(("{period}: build the basis", "{period}：打基础"), ("More often before longer before harder.", "先加次数，再加时长，最后加强度。")),
                        Then(("{period}: raise the load", "{period}：提升强度"), ("One hard, one long, the rest easy; each fourth week lighter.", "一次强、一次长、其余轻松，每第四周减量。")),
                        Then(("{period}: final stage and test", "{period}：冲刺与检验"), ("Less volume before the test or event; do it.", "检验或比赛前减量，然后完成它。")),
                    ],
                    [
                        Then(("Weeks 1–2: get used to it", "第一至二周：适应期"), ("Half of what you could do; never miss twice.", "只做能力的一半，不连续缺两次。")),
                        Then(("Weeks 3–6: build the basis", "第三至六周：打基础"), ("More often before longer before harder.", "先加次数，再加时长，最后加强度。")),
                        Then(("Weeks 7–10: raise the load", "第七至十周：提升强度"), ("One hard, one long, the rest easy; each fourth week lighter.", "一次强、一次长、其余轻松，每第四周减量。")),
                    ])),
            Also(("Track and adjust every week", "每周记录与调整"),
                ("A short entry a day, ten minutes a week to look at it. Done when each setback led to a change of plan.", "每天一行、每周看十分钟。每次挫折都带来调整即为完成。"),
                Then(("Keep a log of sessions and values", "记录训练与数值"), ("One line a day.", "每天一行。")),
                Then(("Plan for setbacks: illness, travel, no mood", "预案：生病、出差、没状态"), ("If this, then that: three sentences.", "“如果……就……”写三句。"))),
            Then(("Reach the goal and keep it", "达成目标并保持"),
                ("Measure, celebrate, choose what stays. Done when the new habit lasted eight weeks without effort.", "测量、庆祝、决定保留什么。新习惯自然保持八周即为完成。"),
                Then(("Measure again and compare with the start", "再次测量并与起点对比"), ("Same figures, same conditions.", "同样指标、同样条件。"), Analyse),
                Then(("Settle on a lasting minimum", "确定长期最低标准"), ("What you will do in any week.", "任何一周都能做到的量。"))),
        ],
    };
}
