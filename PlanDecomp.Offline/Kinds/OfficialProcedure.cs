using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;

namespace PlanDecomp.Offline.Kinds;

/// <summary>An errand with an office or a court: requirements, papers, submission, answer.</summary>
internal static class OfficialProcedure
{
    public static Kind Kind { get; } = new()
    {
        Name = "procedure",
        Sure = ["visa", "passport", "sue", "lawsuit", "small claims", "divorce", "citizenship", "residence permit", "building permit", "work permit", "insurance claim", "birth certificate", "green card", "power of attorney", "办理", "手续", "签证", "护照", "起诉", "打官司", "离婚", "落户", "户口", "身份证", "居住证", "公积金", "社保", "理赔", "维权", "仲裁", "过户"],
        Likely = ["apply for", "register my", "register our", "renew my", "renew our", "appeal", "claim", "permit", "申请", "证明", "补办"],
        Maybe = ["landlord", "court", "tax office", "房东", "法院"],
        Noun = ("this matter", "这件事"),
        Form = SubjectForm.Doing,
        Phases =
        [
            Then(("Find out the requirements for {subject}", "问清要求：{subject}"),
                ("Ask the office, the court or an adviser what applies to you, what it costs and by when[ ({deadline})]. Done when conditions, papers and time limits stand on one list.", "向主管部门、法院或顾问问清适用规定、费用和期限[（{deadline}）]。条件、材料、时限列成一张清单即为完成。"),
                Then(("Find the office in charge and its rules", "找到主管部门和规定"), ("Official page first, then a telephone call; note name and date.", "先看官方网页再打电话，记下姓名和日期。")),
                Also(("Note time limits and fees", "记下时限与费用"), ("The earliest limit goes into the calendar with a week to spare.", "最早的时限提前一周记入日历。")),
                Then(("Get advice where the rules are unclear", "有疑问处请教专业人士"), ("Advice centre, lawyer or somebody who has done it.", "咨询窗口、律师或办过的人。"))),
            Then(("Gather papers and proofs", "备齐材料与证据"),
                ("Collect every paper on the list, with copies, and translations where asked for. Done when nothing on the list is missing.", "按清单备齐材料、复印件和必要的翻译公证。清单上无一缺失即为完成。"),
                Then(("Collect the papers you have", "整理手头已有材料"), ("Identity, contracts, receipts, letters, photos; in order of date.", "证件、合同、收据、往来信件、照片，按日期排列。")),
                Also(("Request the papers that are missing", "补办缺少的材料"), ("Those with the longest wait first.", "等待最久的先办。")),
                Then(("Fill in the forms and make copies", "填写表格并复印"), ("Compare every name and date with the identity card.", "姓名、日期与证件逐一核对。"))),
            Then(("Submit everything on time", "按时递交"),
                ("Hand it in by the way that gives a receipt. Done when the receipt with its number is filed.", "以能拿到回执的方式递交。回执和编号已保存即为完成。"),
                Then(("Make an appointment or choose the way of filing", "预约或选定递交方式"), ("Counter, post or online; opening hours and accepted payment.", "窗口、邮寄或网上，留意办公时间和付款方式。")),
                Then(("Hand it in and keep the receipt", "递交并保存回执"), ("Ask how long it takes and whom to ask.", "问清办理时长和联系人。"))),
            Then(("Follow up until the decision is there", "跟进直到有结果"),
                ("Answer questions at once and check the decision when it comes. Done when the decision or document is right and filed.", "及时答复补充要求，收到结果即核对。决定或证件无误并已归档即为完成。"),
                Then(("Ask how it stands at fixed dates", "定期询问进度"), ("With the number of the case; note each answer.", "报编号询问，记录每次答复。")),
                Also(("Supply what is asked for later", "按要求补交材料"), ("Within days, again with a receipt.", "几天内补交，同样要回执。")),
                Then(("Check the decision and object in time if need be", "核对结果，必要时及时提出异议"), ("Names, dates, sums; the time limit for objections.", "核对姓名、日期、金额和异议期限。"))),
        ],
    };
}
