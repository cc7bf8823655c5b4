using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>What decides a plan of a kind that the rules know, where a wish says nothing of it.</summary>
/// <remarks>
/// Careful to ask too little rather than too much: a wish that names a day, a sum, a number of people or a place, or that says more than the kind
/// alone, is planned at once, and so is every kind that is not here.
/// </remarks>
internal static partial class OpenQuestions
{
    private const int MaxWords = 6;
    private const int MaxHan = 12;

    private static readonly Question When = new(
        ChatQuestionTopics.Date, new("When is it to be?", "打算在什么时候？"), [new("in the next weeks", "最近几周"), new("in about three months", "大约三个月后"), new("not settled yet", "还没定")]);

    private static readonly Question Exam = new(
        ChatQuestionTopics.Date, new("When is the exam?", "考试是什么时候？"), [new("in four weeks", "四周后"), new("in three months", "三个月后"), new("in half a year", "半年后")]);

    private static readonly Question HowMuch = new(
        ChatQuestionTopics.Budget, new("What may it cost?", "预算是多少？"), [new("as little as possible", "尽量节省"), new("a normal budget", "中等预算"), new("money is no matter", "预算不限")]);

    private static readonly Question Who = new(
        ChatQuestionTopics.People, new("How many people take part?", "有多少人参加？"), [new("two", "两个人"), new("a small group", "一小群人"), new("many", "很多人")]);

    private static readonly Question Where = new(
        ChatQuestionTopics.Place, new("Where is it to be?", "在哪里？"), [new("near home", "离家近"), new("in another city", "另一个城市"), new("abroad", "国外")]);

    private static readonly Question Hours = new(
        ChatQuestionTopics.Other, new("How much time a week is there for it?", "每周能投入多少时间？"), [new("two hours", "两小时"), new("five hours", "五小时"), new("ten hours or more", "十小时以上")]);

    private static IReadOnlyList<(Regex Kind, Question[] Questions)> Kinds { get; } =
    [
        (Wedding(), [When, HowMuch, Who]),
        (Trip(), [Where, When, HowMuch]),
        (Event(), [When, Where, Who]),
        (Renovation(), [When, HowMuch, Where with { Text = new("Which rooms?", "哪些房间？"), Answers = [new("one room", "一个房间"), new("the whole flat", "整套房"), new("a house", "整栋房子")] }]),
        (Moving(), [Where with { Text = new("From where to where?", "从哪里搬到哪里？"), Answers = [new("within the city", "同城"), new("to another city", "另一个城市"), new("abroad", "国外")] }, When, HowMuch]),
        (Examination(), [Exam, Hours]),
    ];

    /// <summary>Three at most; none when the wish says enough, or its kind is not known.</summary>
    public static IReadOnlyList<ChatQuestion> Of(string wish, ReplyLanguage language)
    {
        var text = wish.Trim();
        if (text.Any(char.IsDigit) || text.Count(ReplyLanguages.IsHan) > MaxHan || LatinWord().Count(text) > MaxWords || Fact().IsMatch(text)) return [];
        return Kinds.FirstOrDefault(kind => kind.Kind.IsMatch(text)).Questions is { } questions
            ? [.. questions.Select(question => new ChatQuestion(question.About, language.Say(question.Text), [.. question.Answers.Select(answer => language.Say(answer))]))]
            : [];
    }

    [GeneratedRegex("[A-Za-z][A-Za-z'’-]*")]
    private static partial Regex LatinWord();

    /// <summary>A day, a place, people, or what is wanted: more than the kind.</summary>
    [GeneratedRegex(@"\b(?:in|at|to|on|by|with|without|from|under|before|after|next|this|tomorrow|today|weekend|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|for\s+(?!(?:a|an|the|my|our|us|me)\b)\w+)\b|去|到|在|从|和|跟|与|带|今|明|下(?:周|个?月)|周末|月|年|春节|国庆|暑假|寒假|个人|万|元", RegexOptions.IgnoreCase)]
    private static partial Regex Fact();

    [GeneratedRegex(@"^(?:a|an|the|my|our|his|her|their)?\s*(?:big\s+|small\s+|church\s+)?weddings?$|^(?:一场|一次|我们?的|我的)*婚礼$", RegexOptions.IgnoreCase)]
    private static partial Regex Wedding();

    [GeneratedRegex(@"^(?:a|an|the|my|our)?\s*(?:nice\s+|long\s+|short\s+|family\s+|team\s+|group\s+|summer\s+|city\s+|road\s+)*(?:trip|holidays?|vacation|journey|travel|honeymoon)$|^(?:一次|一趟|一场|我们?的|我的|家庭|团队|公司|全家)*的?(?:旅行|旅游|度假|出游|蜜月(?:旅行)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Trip();

    [GeneratedRegex(@"^(?:a|an|the|my|our)?\s*(?:big\s+|small\s+|company\s+|team\s+|public\s+)*(?:conference|event|workshop|meetup|trade\s+fair|festival)$|^(?:一场|一次|一个|我们?的|公司)*的?(?:会议|大会|研讨会|活动|年会|论坛|展会)$", RegexOptions.IgnoreCase)]
    private static partial Regex Event();

    [GeneratedRegex(@"^(?:a|an|the|my|our)?\s*(?:home\s+|house\s+|flat\s+|apartment\s+)?renovation$|^(?:房子|家|房屋|我家|新房|我们?的|我的)*的?装修$", RegexOptions.IgnoreCase)]
    private static partial Regex Renovation();

    [GeneratedRegex(@"^(?:a|an|the|my|our)?\s*(?:move|house\s+move|moving(?:\s+house)?|relocation)$|^(?:一次|我的|我们?的)*搬家$", RegexOptions.IgnoreCase)]
    private static partial Regex Moving();

    [GeneratedRegex(@"^(?:(?:a|an|the|my|our)\s+)?(?:preparation\s+for\s+)?(?:an?\s+|the\s+|my\s+)?(?:final\s+)?exams?(?:\s+preparation)?$|^(?:准备|备考|我的|一次)*考试(?:复习|准备)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Examination();

    private sealed record Question(string About, Text Text, IReadOnlyList<Text> Answers);
}
