using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A wish that does not say what is wanted: its first task is to say it.</summary>
internal static class VagueWish
{
    public static Kind Kind { get; } = new()
    {
        Name = "vague-wish",
        Sure = [],
        Noun = ("this wish", "这个愿望"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Say what is meant by {subject}", "说清楚“{subject}”指什么"),
                ("The request leaves open what should change. Write down where, how much and by when[ ({deadline})]; then describe the plan anew or go on here. Done when somebody else could see whether it has happened.", "请求没有说明要改变什么。写下在哪方面、多少、到何时[（{deadline}）]，再补充计划说明或继续。旁人能看出是否做到即为完成。"),
                Then(("Write down three moments when you missed it", "写下三个感到欠缺的时刻"), ("What happened, what you would have liked instead.", "发生了什么、本希望怎样。")),
                Then(("Put the one change into a sentence", "用一句话写出要改变的一点"), ("One area only, with a sign that anybody can see.", "只选一方面，附上人人看得见的标志。"))),
            Then(("Pick one thing to begin with", "选一件事开始"),
                ("Small enough for this week. Done when day, place and hour stand in the calendar.", "小到这周就能做。日期、地点、时间写进日历即为完成。"),
                Then(("List what could bring it closer", "列出能有帮助的事"), ("Ten things, quick and rough.", "快速写下十件。")),
                Then(("Take the easiest with the most effect", "选最容易又最有效的"), ("Leave the rest for later.", "其余留到以后。"))),
            Then(("Do it for two weeks", "坚持两周"),
                ("Mark every day on which it was done. Done after fourteen days, marked or not.", "做到的日子打勾。满十四天即为完成。"),
                Then(("Do it at the fixed time", "在固定时间做"), ("A missed day is noted, not made up for.", "漏一天就记下，不补。")),
                Also(("Tell one person about it", "告诉一个人"), ("Somebody who asks how it goes.", "会来过问的人。"))),
            Then(("Look whether it helped and set the next goal", "看是否有效并定下一个目标"),
                ("Compare with the sentence of the beginning. Done when you have decided to keep, change or drop it.", "与最初那句话对照。决定保持、调整或放弃即为完成。"),
                Then(("Compare before and after", "对照前后"), ("With the sign you chose.", "用当初选的标志。")),
                Then(("Decide what comes next", "决定下一步"), ("Keep, change or drop.", "保持、调整或放弃。"))),
        ],
    };
}
