using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Tells that a text claims work to be begun or done: "I have started the execution", 我已开始执行.</summary>
internal static partial class WorkClaims
{
    public static bool IsIn(string text) => English().IsMatch(text) || Chinese().IsMatch(text);

    [GeneratedRegex("""
        \b(?:I(?:['’]ve|\ have|\ just)?(?:\ (?:now|just|already|successfully))?\ (?:started|begun|began|executed|launched|queued|created|added|changed|updated|renamed|moved|merged|split|translated|exported|imported|accepted|rejected|undone|undid|cancelled|canceled|completed|marked|deleted)
          |I(?:['’]m|\ am)(?:\ (?:now|already))?\ (?:starting|executing|running|breaking|creating|merging|translating|exporting))
        \b[^.!?\n]{0,60}?\b(?:execution|job|breakdown|plan|tasks?|draft|export|import|dependenc(?:y|ies)|change|it)\b
        | \b(?:the\ )?(?:execution|job|breakdown)\ (?:has\ been|was|is\ now)\ (?:started|begun|queued|launched|running)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    [GeneratedRegex("(?:我)?(?:已经|已|正在|刚刚)(?:为你|帮你|在后台|开始|成功|将|把)*[^。！？\\n]{0,20}?(?:开始|启动|执行|创建|添加|拆分|合并|翻译|导出|导入|接受|拒绝|撤销|取消|改名|移动|标记|删除)[^。！？\\n]{0,20}(?:执行|计划|任务|草稿|拆分|作业|修改|了)")]
    private static partial Regex Chinese();
}
