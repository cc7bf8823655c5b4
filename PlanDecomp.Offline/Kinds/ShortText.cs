using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A letter, an e-mail, a complaint: one page to somebody, with an answer to wait for.</summary>
internal static class ShortText
{
    public static Kind Kind { get; } = new()
    {
        Name = "short-text",
        Sure = ["letter", "email", "e-mail", "complaint", "complain", "thank-you note", "postcard", "写信", "写一封", "写封", "投诉信", "感谢信", "道歉信", "推荐信", "申请信", "情书", "邮件", "投诉"],
        Noun = ("the letter", "这封信"),
        Things = ["letter", "e-mail", "email", "complaint", "note", "postcard", "信", "邮件"],
        Phases =
        [
            Then(("Settle what {subject} is to bring about", "想清楚写这封信要达到什么"),
                ("Say in one sentence what the reader should do afterwards. Done when the facts that support it are at hand.", "用一句话写明希望对方看完做什么。支持它的事实备齐即为完成。"),
                Then(("Find out who decides and where to send it", "查明由谁决定、寄往哪里"), ("Name, office, address or form; a named person answers sooner.", "姓名、部门、地址或表单；写给具体的人答复更快。")),
                Also(("Note the facts and the one request", "记下事实和唯一的请求"), ("Dates, places, what happened, what you ask for; copies of proofs.", "时间、地点、经过和请求，附证明复印件。"))),
            Then(("Write {subject}", "动笔写这封信"),
                ("At most one page: the request first, then the reasons, then a date for the answer. Done when it can be read in two minutes.", "不超过一页：先写请求，再写理由，最后写希望答复的日期。两分钟能读完即为完成。"),
                Then(("Draft it in one go", "一口气写出草稿"), ("Request, three facts, friendly ending; no polishing yet.", "请求、三条事实、礼貌结尾，先不修饰。")),
                Then(("Shorten it and have somebody read it", "删短并请人读一遍"), ("Strike out anger and repetition; ask what the reader would do now.", "删去怒气和重复，问对方读后会怎么做。")),
                Then(("Check names, facts and spelling", "核对姓名、事实与错字"), ("Read it aloud once.", "出声读一遍。"))),
            Then(("Send it and follow up", "寄出并跟进"),
                ("Keep a copy and put the date of the answer into the calendar. Done when an answer is there or a reminder has gone out.", "留存副本，把答复日期记入日历。收到答复或已催过一次即为完成。"),
                Then(("Send it with a copy for yourself", "寄出并留底"), ("By the way that leaves a proof where it matters.", "要紧的用能留凭证的方式寄。")),
                Then(("Remind politely when no answer comes", "逾期无答复时礼貌催问"), ("After two weeks, by telephone or a short note.", "两周后打电话或发短信。"))),
        ],
    };
}
