using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Something small that no other kind recognises: three phases are enough.</summary>
internal static class SmallTask
{
    public static Kind Kind { get; } = new()
    {
        Name = "small-task",
        Sure = [],
        Noun = ("this task", "这件事"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Find out what {subject} takes", "弄清需要什么：{subject}"),
                ("Look at how it is now and what should be otherwise. Done when you know what to do first and have what it takes.", "看清现状和想要的样子。知道先做什么、所需齐备即为完成。"),
                Then(("Look at how it stands now", "看清现状"), ("What is there, what is missing or wrong, since when.", "有什么、缺什么或错在哪、从何时起。")),
                Also(("Get together what you need", "备齐所需"), ("Tools, access, help, an undisturbed hour.", "工具、权限、帮手和不受打扰的时间。"))),
            Then(("Start with the part that matters most", "先做最要紧的部分"),
                ("Do the piece that brings most, then the rest, until the difference can be seen. Done when nothing necessary is left.", "先做最见效的，再做其余，直到看得出变化。必要的都做完即为完成。"),
                Then(("Do the most important piece first", "先完成最重要的一块"), ("Finish it before you begin another.", "做完再开始下一块。")),
                Then(("Do the rest or leave it knowingly", "做完其余或明确放弃"), ("Write down what stays as it is.", "写下保留不动的。"))),
            Then(("Check that it holds", "确认已办妥"),
                ("Look again after some days, and tell those who wait for it. Done when it still holds and nobody waits any more.", "过几天再看，并告知等待的人。仍然妥当、无人再等即为完成。"),
                Then(("Try it as it is used every day", "按日常情况试一次"), ("The usual case and one unusual.", "一个常见、一个少见的情形。")),
                Then(("Tell those who wait for it", "告知等待的人"), ("One sentence is enough.", "一句话就够。"))),
        ],
    };
}
