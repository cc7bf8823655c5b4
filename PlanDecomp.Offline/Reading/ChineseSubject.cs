using System.Text.RegularExpressions;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Chinese requests: lead-ins, verbs, measure words and clauses of facts are taken off until the subject is left.</summary>
internal static partial class ChineseSubject
{
    [GeneratedRegex(@"^(?:你好|您好|嗨)[，,！! ]*|^(?:请问?|麻烦)(?:你|您)?\s*|^(?:(?:可以|能否|能不能|能|可不可以)?(?:帮忙?(?:我们|我)?|协助(?:我们|我)|[为替](?:我们|我)(?!的))(?:一下)?)(?=.{2})\s*|^给我们?\s*|^(?:我们?)(?:公司|团队|部门|家|学校)?(?:正在|正)?(?:想要|想|要|需要|希望|打算|计划|准备|决定)?(?:要|去)?(?=.{2})\s*|^(?:想要|想|需要|打算|要(?!求|点|素)|准备(?!工作|金))(?=.{2})\s*|^(?:如何|怎么样?|怎样|我?(?:应该|该)(?:怎么|如何)?)\s*|^(?:任务|目标|项目|计划|标题|主题)\s*[:：]\s*|^(?:(?:今|明|后)年(?:的?[一二三四五六七八九十\d]{1,2}月份?)?|下个?月|下周|今年|从零开始|零基础|从头)(?:的|开始)?(?=.{2})|^[，,：:、 ]+")]
    private static partial Regex LeadIn { get; }

    [GeneratedRegex(@"^(?:制定|制订|做|写|列|拟定|拟|设计|生成|创建|给出|提供|规划|准备)(?:出)?(?:一)?(?:个|份|套|下|项)?(?:详细|完整|可行|具体|合理)?的?(?<what>.+?)的?(?:详细|完整|可行|具体|合理)?的?(?:工作|行动|实施|执行|项目)?(?:计划|方案|规划|攻略|清单|安排|流程)$")]
    private static partial Regex PlanFor { get; }

    [GeneratedRegex(@"^(?:制定|制订|做|写|列|拟定|拟|生成|创建|给出|提供)(?:出)?一?(?:个|份|套|项)(?:详细|完整|可行|具体|合理)?的?(?:计划|方案|规划|清单)[，,：: ]*(?=.{2})")]
    private static partial Regex PlanThen { get; }

    [GeneratedRegex(@"^(?:用|使用|基于|采用|利用)[^，。]{1,30}?(?=开发|搭建|实现|制作|编写|构建|做|写|分析|训练)")]
    private static partial Regex Using { get; }

    [GeneratedRegex(@"^(?:一|这|那|某)(?:次|个|场|篇|份|款|套|门|本|部|项|趟|家|名|位|台|间|期|节|堂|条|档|辆)(?!人)|^(?:篇|份|个|款)(?!人|性|体|别|额)|^(?:今|明|后)年(?:[一二三四五六七八九十\d]{1,2}月份?)?的?(?=.{2})|^(?:国庆节?|春节|五一|暑假|寒假|元旦|中秋节?|端午节?)(?:假期|期间)?的?(?=.{2})|^(?:自己|我们|我|公司|本公司|全新|新)?的(?=.)|^(?:我们?|自己)(?:公司|团队|家)?的?(?=.{2})")]
    private static partial Regex Measure { get; }

    [GeneratedRegex(@"的?(?:计划|方案|规划|攻略|步骤|清单|事宜)$")]
    private static partial Regex Ending { get; }

    [GeneratedRegex(@"(?:关于|围绕|针对|以)(?<topic>[^，。；]+?)(?:为题|为主题)?的(?=[^，。；]{0,12}$)|《(?<topic>[^》]+)》")]
    private static partial Regex About { get; }

    [GeneratedRegex("^(?:策划|规划|计划|安排|筹划)(?:一下)?(?=.{2})")]
    private static partial Regex Planning { get; }

    [GeneratedRegex("(?<=.{2})的?[0-9一二两三四五六七八九十]{1,3}日游$")]
    private static partial Regex DayTour { get; }

    [GeneratedRegex("^(?:把|将)(?<what>[^，。]{2,30}?)(?:迁移|升级|搬迁|搬|切换|重构|改造|迁|改|转|做)(?:到|成|至|为|上)?")]
    private static partial Regex Disposal { get; }

    [GeneratedRegex("^(?:给|为|替|帮)(?<who>[^，。]{1,20}?)(?<verb>制定|策划|设计|举办|举行|筹办|开设|开发|搭建|组织|准备|撰写|招聘|操办|办|做|写|开)(?:一(?:次|场|个|门|份|套|篇))?(?<rest>.{2,})$")]
    private static partial Regex Beneficiary { get; }

    [GeneratedRegex("^在(?<where>[^，。]{2,12}?)(?:开设|举办|举行|组织|创办|开|办|建)(?<rest>.{2,})$")]
    private static partial Regex Place { get; }

    // A title cannot take a question up.
    [GeneratedRegex("[吗呢？?]$|什么|为何|为什么|哪[个些里家]|多少|是否")]
    private static partial Regex Question { get; }

    public static string StripLeadIns(string text)
    {
        for (var before = ""; before != text;)
        {
            before = text;
            text = LeadIn.Replace(text, "", 1);
            text = PlanThen.Replace(text, "", 1);
            var plan = PlanFor.Match(text);
            if (plan.Success && plan.Groups["what"].Length >= 2) text = plan.Groups["what"].Value;
        }

        return text;
    }

    public static string Read(string text, Kind kind)
    {
        text = FirstClause(text);
        text = Ending.Replace(text, "");
        text = FactReader.CutClauses(text, Language.Chinese);
        text = Using.Replace(Trim(text), "");
        if (kind.Form == SubjectForm.Doing) text = text.TrimEnd('？', '?', '吗', '呢');
        if (kind.Form == SubjectForm.Doing && Question.IsMatch(text)) return "";
        if (kind.Form == SubjectForm.Doing) return Trim(StripMeasure(Trim(Planning.Replace(Trim(text), ""))));

        var about = About.Match(text);
        if (kind.Form == SubjectForm.Topic && about.Success) return Trim(about.Groups["topic"].Value);
        text = WithoutPreposition(Trim(text), kind);
        text = WorkReader.StripChineseVerbs(StripMeasure(Trim(DayTour.Replace(text, ""))));
        text = StripMeasure(WorkReader.StripChineseVerbs(StripMeasure(text)));
        if (kind.Form == SubjectForm.Topic)
        {
            while (SubjectReader.ThingIn(text, kind) is { } thing) text = Trim(text.Replace(thing, "", StringComparison.OrdinalIgnoreCase));
            return Trim(StripMeasure(text));
        }

        text = Trim(text);
        if (kind.Frame is not { } frame || text.Length == 0 || SubjectReader.ThingIn(text, kind) is not null) return text;
        var bare = Trim(text.TrimEnd('玩', '游'));
        return bare.Length == 0 ? "" : frame.Zh.Replace("{subject}", bare, StringComparison.Ordinal);
    }

    // A comma ends the subject unless what stands before it is only a lead-in or a fact.
    private static string FirstClause(string text)
    {
        foreach (var clause in text.Split('，', ',', '：', ':'))
        {
            var rest = Trim(FactReader.CutClauses(StripLeadIns(clause), Language.Chinese));
            if (rest.Length >= 2 && !clause.StartsWith("预算", StringComparison.Ordinal)) return StripLeadIns(clause);
        }

        return text;
    }

    // "把A迁移到B" is about A; "为A制定B" about A when B is only the plan, else about B; "在A开B" about "AB".
    private static string WithoutPreposition(string text, Kind kind)
    {
        if (Disposal.Match(text) is { Success: true } disposal) return disposal.Groups["what"].Value;
        if (Beneficiary.Match(text) is { Success: true } gift)
            return kind.Form == SubjectForm.Topic && gift.Groups["verb"].Value is "制定" or "策划" or "设计" or "做" ? gift.Groups["who"].Value : gift.Groups["rest"].Value;
        return Place.Match(text) is { Success: true } place ? place.Groups["where"].Value + StripMeasure(place.Groups["rest"].Value) : text;
    }

    private static string StripMeasure(string text)
    {
        for (var before = ""; before != text;)
        {
            before = text;
            text = Measure.Replace(text, "", 1).TrimStart();
        }

        return text;
    }

    private static string Trim(string text)
    {
        text = text.Replace(" 的", "的", StringComparison.Ordinal).Trim(' ', '，', ',', '。', '、', '：', ':', '；', '“', '”', '"', '-', '—', '！', '？', '的');
        return text;
    }
}
