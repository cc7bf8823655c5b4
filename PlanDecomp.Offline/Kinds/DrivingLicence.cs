using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Getting a driving licence.</summary>
internal static class DrivingLicence
{
    public static Kind Kind { get; } = new()
    {
        Name = "driving-licence",
        Sure = ["driving licence", "driving license", "driver's licence", "driver's license", "drivers license", "learn to drive", "driving test", "driving lessons", "驾照", "驾驶证", "学车", "考驾"],
        Noun = ("the driving licence", "驾照"),
        Things = ["driving licence", "driving license", "driver's licence", "driver's license", "drivers license", "driving test", "驾照", "驾驶证"],
        Phases =
        [
            Then(("Find out the rules and gather the papers", "了解规定并备齐材料"),
                ("Age, eyesight, first aid, fees[; {budget}]. Done when the application is in and its receipt filed.", "年龄、视力、体检、费用[；{budget}]。申请已递交、回执已保存即为完成。"),
                Then(("Read what the licence office asks for", "查阅车管部门的要求"), ("Class, age, papers, fees, how long they stay valid.", "车型、年龄、材料、费用、有效期。")),
                Then(("Take the eye test and get photos", "体检并拍照"), ("First aid course too, where it is asked for.", "按要求完成健康检查。")),
                Then(("Hand in the application", "递交申请"), ("It can take weeks: do it first.", "审批可能要几周，先办。"))),
            Also(("Choose a driving school or instructor", "选择驾校或教练"),
                ("Compare price for the whole course, waiting time and pass rate of two or three. Done when you are enrolled.", "比较两三家的总价、排队时间和通过率。报名完成即为完成。"),
                Then(("Compare two or three schools", "比较两三家驾校"), ("Price of a lesson, test fees, free times.", "课时费、考试费、可约时间。")),
                Then(("Enrol and fix lesson times", "报名并定下练车时间"), ("Two a week keep the skill alive.", "每周两次手感不断。"))),
            Then(("Learn for the theory test and take it", "学习并通过理论考试（科目一）"),
                ("Practise with the official questions a little every day. Done when the test is passed.", "每天做一点官方题库。考试通过即为完成。"),
                Then(("Work through signs and rules", "学习标志与规则"), ("A chapter a day.", "每天一章。")),
                Then(("Do mock tests until two in a row pass", "模拟考试连过两次"), ("Keep the mistakes.", "保留错题。")),
                Then(("Book and take the theory test", "预约并参加理论考试"), ("Identity card, fee, time to spare.", "带证件和费用，提早到。"))),
            Then(("Take the driving lessons", "上车练习（科目二、科目三）"),
                ("From a quiet place to traffic, motorway and night. Done when the instructor says that you are ready.", "从场地到道路、高速和夜间。教练认可即为完成。"),
                Then(("Practise control and parking", "练习操控与停车"), ("Starting, shifting, turning, parking on both sides.", "起步、换挡、转弯、两侧停车。")),
                Then(("Drive in traffic, on motorways and at night", "练习道路、高速和夜间驾驶"), ("The required special trips as well.", "完成规定学时。")),
                Then(("Drive a mock test on the test routes", "在考试路线上模拟"), ("With the examiner's form.", "按考官评分表。"))),
            Then(("Pass the practical test", "通过实际道路考试"),
                ("Book in time and sleep well. Done when it is passed; otherwise the faults become the next lessons.", "提前预约、睡好。通过即为完成；未过则针对失分再练。"),
                Then(("Book the practical test", "预约路考"), ("A date some lessons ahead.", "留出几次练习。")),
                Then(("Take the test", "参加路考"), ("Say aloud what you look at; a small fault is no end.", "观察到位，小失误不慌。"))),
            Then(("Collect the licence and drive safely at first", "领证并安全上路"),
                ("Licence, insurance, rules for beginners. Done when you have driven the first trips with company.", "驾照、保险、实习期规定。有人陪同开过几次即为完成。"),
                Then(("Collect the licence", "领取驾照"), ("Check name, class and date.", "核对姓名、车型、日期。")),
                Then(("Drive the first weeks with somebody experienced", "头几周请有经验者陪驾"), ("Known roads by day first.", "先走熟路和白天。"))),
        ],
    };
}
