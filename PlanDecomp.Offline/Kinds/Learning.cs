using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Learning a subject, a language or a skill.</summary>
internal static class Learning
{
    public static Kind Kind { get; } = new()
    {
        Name = "learning",
        Sure = ["learn", "teach myself", "self-study", "study plan", "master the", "get better at", "become fluent", "language learning", "beginner's guide to learning", "学习", "自学", "学会", "入门", "学好", "精通", "零基础", "学英语", "学日语"],
        Likely = ["practise", "practice", "fluent", "from scratch", "beginner", "improve my", "掌握", "提高我的", "口语", "练习"],
        Maybe = ["english", "spanish", "japanese", "german", "french", "chinese", "guitar", "piano", "python", "英语", "日语", "吉他", "钢琴", "编程"],
        Noun = ("the new subject", "新内容"),
        Form = SubjectForm.Topic,
        Things = ["study plan", "learning plan", "self-study", "自学", "学习", "入门"],
        Phases =
        [
            Then(("Set a goal for {subject} that can be tested", "设定可检验的目标：{subject}"),
                ("Say what you want to be able to do, for what, and by when[ (in {duration})][ ({deadline})]. Done when goal, present level and hours a week are written down.", "写明想会做什么、为何、何时达到[（{duration}）][（{deadline}）]。目标、现有水平和每周时数都写下即为完成。"),
                Then(("Describe what you will be able to do in {subject}", "描述学成后能用{subject}做什么"), ("A scene from life, such as a talk, a piece or a program.", "一个生活场景，如一次对话、一首曲子、一个程序。")),
                Also(("Test your present level in {subject}", "测试{subject}的现有水平"), ("A placement test or a first try, kept for comparison.", "水平测试或一次试做，留作对比。"), Test),
                Then(("Find fixed times in the week", "在一周中固定学习时间"), ("Four or five short ones are better than one long one.", "四五次短时优于一次长时。"))),
            Then(("Choose material and a way of learning", "选择教材与学习方式"),
                ("One main course, one source of practice, one person to ask. Done when the first lesson can start tonight.", "一门主课、一处练习、一个可请教的人。今晚就能开始第一课即为完成。"),
                Then(("Compare courses and books on {subject}", "比较{subject}的课程与书籍"), ("Try the same lesson in three; take the one that makes you do something.", "同一课试三种，选让你动手的那种。")),
                Also(("Find a teacher, partner or group", "寻找老师、学伴或社群"), ("Someone who corrects you every week.", "每周有人纠正你。"), Research),
                Then(("Set up the place and the tools", "布置学习环境与工具"), ("Everything within reach, distractions out.", "用具随手可及，远离干扰。"))),
            Then(("Study {subject} step by step[ over {duration}]", "分阶段学习：{subject}[（{duration}）]"),
                ("Follow the stages; each ends with something done without help. Done when the last stage's test is passed.", "按阶段推进，每阶段以独立完成一件事收尾。通过最后阶段测验即为完成。"),
                EachStretch(
                    [
                        Then(("{period}: the first basics of {subject}", "{period}：{subject}最基础的内容"), ("The core that everything needs; daily habit above all.", "所有内容都离不开的核心，先养成每日习惯。"), Learn),
                        Then(("{period}: widen the basics with daily practice in {subject}", "{period}：扩展基础，每日练习{subject}"), ("New material on three days, repetition on the others.", "三天学新内容，其余复习。"), Learn),
                        Then(("{period}: use {subject} in small real tasks", "{period}：在小任务中运用{subject}"), ("One small thing each week for somebody else.", "每周为他人做一件小事。"), Learn),
                        Then(("{period}: work on weak points in {subject}", "{period}：攻克{subject}薄弱处"), ("Take the list of mistakes; the most frequent first.", "按错误清单，先攻最常见的。"), Learn),
                        Then(("{period}: bring it together in a final piece of {subject}", "{period}：综合运用，完成{subject}的收官作品"), ("The scene of the goal, done for real.", "真实完成目标场景。"), Learn),
                    ],
                    [
                        Then(("Learn the basics of {subject}", "学习{subject}的基础"), ("The core that everything needs; daily habit above all.", "所有内容都离不开的核心，先养成每日习惯。"), Learn),
                        Then(("Practise {subject} on small real tasks", "在小任务中练习{subject}"), ("One small thing each week for somebody else.", "每周为他人做一件小事。"), Learn),
                        Then(("Work on weak points in {subject}", "攻克{subject}的薄弱处"), ("Take the list of mistakes; the most frequent first.", "按错误清单，先攻最常见的。")),
                    ])),
            Also(("Keep practising and repeat with gaps", "坚持练习与间隔复习"),
                ("Repeat after one, three, seven and thirty days; use it in daily life. Done when a month passed without a missed week.", "在第一、三、七、三十天复习，并在生活中使用。一个月没有漏掉任何一周即为完成。"),
                Then(("Set up cards or exercises for repetition", "建立复习卡片或题库"), ("Ten new ones a day at most.", "每天新增不超过十条。")),
                Also(("Use {subject} in daily life", "在日常中使用{subject}"), ("Media, people, small projects you enjoy.", "影音、朋友、喜欢的小项目。")),
                Then(("Look at hours and progress every week", "每周查看时数与进步"), ("Change the plan before you give up.", "先改计划，别放弃。"))),
            Then(("Test yourself in {subject} and go on", "检验成果并继续：{subject}"),
                ("Do what the goal says, before witnesses. Done when it is passed or the next goal is set.", "当众完成目标。通过或定下新目标即为完成。"),
                Then(("Do the final test or performance", "完成最终测验或展示"), ("Exam, talk, concert, finished project.", "考试、对话、演奏或成品项目。")),
                Then(("Compare with the start and note what worked", "与起点比较并记录有效方法"), ("Keep the first try and the last side by side.", "把最初和最后的成果并排。")),
                Then(("Choose the next goal", "选定下一个目标"), ("Keep, deepen or leave: decide knowingly.", "保持、深入或停下，清醒地决定。"))),
        ],
    };
}
