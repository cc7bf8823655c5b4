using System.Text.RegularExpressions;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Finds numbers and names in a request, and can cut the clauses that hold them out of a title.</summary>
public static partial class FactReader
{
    private const string Month = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private const string Weekday = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
    private const string Day = $@"(?:the end of [\w ]{{3,20}}|end of \w+|next \w+|\d{{4}}-\d\d?-\d\d?|\d\d?(?:st|nd|rd|th)? (?:of )?{Month}(?: \d{{4}})?|{Month}(?: \d\d?(?:st|nd|rd|th)?\b(?!\d))?,?(?: \d{{4}})?|{Weekday}|q[1-4](?: \d{{4}})?|christmas|new year|easter|summer|autumn|winter|spring|20\d\d)\b";
    private const string Money = @"(?:(?:[$€£¥￥]|usd |eur |rmb |cny )\s?\d[\d,.]*\s?(?:k\b|m\b|million|thousand)?|\d[\d,.]*\s?(?:k\s)?(?:dollars|euros?|pounds|usd|eur|rmb|cny|yuan)\b)";
    private const string EnglishPeople = @"people|persons|guests|attendees|participants|students|colleagues|employees|friends|kids|children|adults|members|engineers|users|visitors";
    private const string ChineseNumber = "(?:[0-9０-９]{1,5}|[一二两三四五六七八九十百]{1,4})";

    [GeneratedRegex($@"(?<![\w$€£.])(?<n>{Numbers.Pattern})[ -](?<u>day|week|month|year)s?\b|\b(?<weekend>weekend)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishDuration { get; }

    [GeneratedRegex($@"(?<![月第0-9])(?<n>{ChineseNumber}|半)(?:个)?(?<u>天|日(?!元)|周|星期|礼拜|个月|月(?=内|期|之内|时间|计划)|年(?!级|代|底|初|前|后|度|会|报|终|[0-9]|\s?[0-9]))|(?<weekend>周末)")]
    private static partial Regex ChineseDuration { get; }

    [GeneratedRegex($@"\b(?<v>(?:\d[\d,]{{0,6}}|{Numbers.Pattern})\+? (?:{EnglishPeople}))\b|\bteam of (?<v>\d+)\b|\bfor (?<v>\d{{1,5}})(?=$|[,.;])", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishPeopleCount { get; }

    [GeneratedRegex($@"(?<v>{ChineseNumber}(?:多|余)?(?:人(?!工|民|生|类|体|脸|才)|位(?:嘉宾|客人|同事|学员|来宾|朋友|用户)?|名(?:员工|学生|学员|同事|嘉宾|参会者|人)))")]
    private static partial Regex ChinesePeopleCount { get; }

    [GeneratedRegex($@"{Money}|(?<=budget (?:of|is|under|about)[ :])\s?\d[\d,.]*k?", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishBudget { get; }

    [GeneratedRegex(@"(?:[¥￥]\s?[\d,.]+\s?万?|[\d,.一二两三四五六七八九十百千]+\s?[万千百]?(?:元|块钱?|人民币|美元|欧元|港币|日元)|(?<=预算(?:为|是|约|大约|大概|控制在|在)?)\s?[\d,.一二两三四五六七八九十百]+\s?[万千百]?)")]
    private static partial Regex ChineseBudget { get; }

    [GeneratedRegex($@"\b(?:by|before|until|due|no later than|deadline:?)(?: on| in| the)? (?<v>{Day})", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishDeadline { get; }

    [GeneratedRegex(@"(?:在|于)?(?<v>(?:(?:今|明|后|20\d\d|二〇..)年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|初|中旬|份)?(?:(?:\d{1,2})[日号])?|年底|年末|年内|月底|下周[一二三四五六日]?|下个?月|春节|国庆节?|元旦|暑假|寒假))(?:之前|以前|前)")]
    private static partial Regex ChineseDeadline { get; }

    [GeneratedRegex(@"(?<![A-Za-z0-9_.])(?:React Native|React(?:\.js)?|Vue(?:\.js)?|Angular|Svelte|Next\.js|Node(?:\.js)?|Django|Flask|FastAPI|Rails|Laravel|Spring Boot|Spring|ASP\.NET(?: Core)?|\.NET(?: \d+)?|Blazor|C\+\+|C#|Golang|Python(?: \d(?:\.\d+)?)?|Java(?:Script)?(?: \d+)?|TypeScript|Kotlin|SwiftUI|Swift|Rust|PHP|Flutter|Unity|PostgreSQL|Postgres|MySQL|SQLite|MongoDB|Redis|Kafka|RabbitMQ|GraphQL|Docker|Kubernetes|Terraform|AWS|Azure|GCP|Firebase|Supabase|TensorFlow|PyTorch|scikit-learn|pandas|Spark|WordPress|Shopify|Oracle|SQL Server|微信小程序|小程序)(?![A-Za-z0-9_#+])", RegexOptions.IgnoreCase)]
    private static partial Regex Technology { get; }

    [GeneratedRegex(@"\bfrom (?<from>[\w#+. /-]{2,40}?) (?:in)?to (?<to>[\w#+. /-]{2,40}?)(?=$|[,;.!?]| (?:by|in|within|with|for|before|and|without)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishFromTo { get; }

    [GeneratedRegex(@"(?:从|由)(?<from>[^，。；,;\n]{1,24}?)(?:搬迁|迁移|升级|切换|改造|搬家|搬|转|迁|改)?(?:到|至|成|为)(?<to>[^，。；,;\n的]{1,24})")]
    private static partial Regex ChineseFromTo { get; }

    [GeneratedRegex($@"\b(?:within|in|over|during|for|lasting)? ?(?:about |around |only |just |the next |under |less than |the )?(?<![\w$]){Numbers.Pattern}[ -](?:day|night|week|month|year|hour)s?(?:[ -](?:long|old))?\b(?: time)?(?:,? {Numbers.Pattern}[ -]nights?)?|\b(?:for|with|of) (?:about |around |up to )?(?:\d[\d,]*|{Numbers.Pattern})\+? (?:{EnglishPeople})\b|(?:\b(?:with|on|within|for|under|at)\b )?(?:a |an |the |my |our )?(?:total |tight |small |maximum )?budget (?:of|under|is|about)?:? ?(?:{Money}|[\d,.]+k?)|\b(?:for|under|below|within|with|up to) (?:under |about )?{Money}|\b(?:by|before|until|due|no later than|deadline:?)(?: on| in| the)? {Day}|\bfor \d{{1,5}}(?=$|[,.;])", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishClause { get; }

    [GeneratedRegex($@"(?:为期|历时|用时|用|在|花|为)?(?<![第月0-9一二三四五六七八九十]){ChineseNumber}(?:个?(?:天|周|星期|礼拜)|个月|月(?=之?内|时间)|(?<!\d{{4}})年(?![级代底初前后会报终]))(?:半)?(?:{ChineseNumber}[晚夜])?(?:之?内|左右|时间|以内)?的?|半年(?:之?内)?的?|周末(?=的?.)的?|[，,]?(?:总)?预算(?:为|是|约|大约|大概|控制在|在)?\s?[¥￥]?[\d,.一二两三四五六七八九十百]+\s?[万千百]?(?:元|块钱?|人民币|美元)?(?:以内|左右)?的?|[，,]?(?:约|大约|共|面向|容纳)?{ChineseNumber}(?:多|余)?(?:人|位(?:嘉宾|客人|同事)|名(?:员工|学生|学员|同事|嘉宾|参会者))(?!工|民|生|类)(?:参加|参与|左右|规模)?的?|(?:在|于)?(?:(?:今|明|后|20\d\d)年)?(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:底|初|中旬|份)?(?:\d{{1,2}}[日号])?|年底|年末|月底|下周|下个?月|春节|国庆节?|元旦|暑假|寒假)(?:之前|以前|前)")]
    private static partial Regex ChineseClause { get; }

    [GeneratedRegex(@"\b(?:with|using|in|based on|built on)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex TechPreposition { get; }

    public static Facts Read(string text, Language language)
    {
        var chinese = language == Language.Chinese;
        var fromTo = (chinese ? ChineseFromTo : EnglishFromTo).Match(text);
        return new Facts
        {
            Duration = ReadDuration(text),
            People = First(chinese ? ChinesePeopleCount : EnglishPeopleCount, text, "v") ?? First(chinese ? EnglishPeopleCount : ChinesePeopleCount, text, "v"),
            Budget = First(chinese ? ChineseBudget : EnglishBudget, text) ?? First(chinese ? EnglishBudget : ChineseBudget, text),
            Deadline = First(chinese ? ChineseDeadline : EnglishDeadline, text, "v"),
            Tech = Technologies(text, language),
            From = fromTo.Success ? fromTo.Groups["from"].Value.Trim() : null,
            To = fromTo.Success ? fromTo.Groups["to"].Value.Trim() : null,
        };
    }

    /// <summary>The text without the clauses that only name a duration, people, money or a deadline.</summary>
    public static string CutClauses(string text, Language language)
    {
        var cut = (language == Language.Chinese ? ChineseClause : EnglishClause).Replace(text, language == Language.Chinese ? "" : " ");
        // Nothing but facts ("100 days"): then they are the subject.
        return cut.Any(char.IsLetter) ? cut : text;
    }

    /// <summary>The text without a trailing "using React and PostgreSQL".</summary>
    public static string CutTechnologies(string text)
    {
        foreach (Match preposition in TechPreposition.Matches(text))
        {
            var after = preposition.Index + preposition.Length;
            var rest = Technology.Replace(text[after..], "").Replace(" and ", "", StringComparison.Ordinal).Trim(' ', ',', '/', '+', '&', '.');
            if (rest.Length == 0 && preposition.Index > 0) return text[..preposition.Index].TrimEnd();
        }

        return text;
    }

    private static Duration? ReadDuration(string text)
    {
        foreach (var match in new[] { EnglishDuration.Match(text), ChineseDuration.Match(text) }.Where(match => match.Success).OrderBy(match => match.Index))
        {
            if (match.Groups["weekend"].Success) return new Duration(2, PeriodUnit.Day);
            if (match.Groups["n"].Value == "半") return match.Groups["u"].Value == "年" ? new Duration(6, PeriodUnit.Month) : null;
            var unit = match.Groups["u"].Value.ToLowerInvariant() switch
            {
                "day" or "天" or "日" => PeriodUnit.Day,
                "week" or "周" or "星期" or "礼拜" => PeriodUnit.Week,
                "month" or "个月" or "月" => PeriodUnit.Month,
                _ => PeriodUnit.Year,
            };
            if (Numbers.Read(match.Groups["n"].Value) is { } count and > 0 and <= 999) return new Duration(count, unit);
        }

        return null;
    }

    private static string? Technologies(string text, Language language)
    {
        var names = Technology.Matches(text).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase).Take(4).ToList();
        if (names.Count == 0) return null;
        if (language == Language.Chinese) return string.Join("、", names);
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static string? First(Regex pattern, string text, string? group = null)
    {
        var match = pattern.Match(text);
        if (!match.Success) return null;
        var value = (group is null ? match.Value : match.Groups[group].Value).Trim().Trim(',', '.', '，', '。');
        return value.Length == 0 ? null : value;
    }
}
