using CsCheck;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>The small readers below the rules.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("break it down", null, ReplyLanguage.English)]
    [InlineData("拆分它", "en", ReplyLanguage.Chinese)]
    [InlineData("break down “去罗马旅行的详细计划”", "zh", ReplyLanguage.English)]
    [InlineData("拆分 Slack migration", null, ReplyLanguage.Chinese)]
    [InlineData("帮我规划从 Slack 迁移到 Teams", "en", ReplyLanguage.Chinese)]
    [InlineData("plan a trip to 上海 with my friends", "zh", ReplyLanguage.English)]
    [InlineData("/status", "zh", ReplyLanguage.Chinese)]
    [InlineData("/status", "en", ReplyLanguage.English)]
    [InlineData("/计划 罗马", "en", ReplyLanguage.Chinese)]
    [InlineData("42", "zh", ReplyLanguage.Chinese)]
    [InlineData("42", null, ReplyLanguage.English)]
    internal void The_language_is_the_messages_own_then_the_pages(string text, string? page, ReplyLanguage language) =>
        Assert.Equal(language, ReplyLanguages.Of(text, page, before: null));

    [Fact]
    internal void A_message_without_words_is_answered_as_the_one_before() =>
        Assert.Equal(ReplyLanguage.Chinese, ReplyLanguages.Of("/status", page: null, before: "拆分它"));

    [Theory]
    [InlineData(null, SpokenKind.It, "", null)]
    [InlineData("it", SpokenKind.It, "", null)]
    [InlineData("the plan", SpokenKind.It, "", null)]
    [InlineData("这个计划", SpokenKind.It, "", null)]
    [InlineData("plan 3", SpokenKind.Plan, "3", null)]
    [InlineData("the plan “Trip to Rome”", SpokenKind.Plan, "Trip to Rome", null)]
    [InlineData("my wedding plan", SpokenKind.Plan, "wedding", null)]
    [InlineData("计划“罗马旅行”", SpokenKind.Plan, "罗马旅行", null)]
    [InlineData("task 2.1", SpokenKind.Task, "2.1", null)]
    [InlineData("the budget task", SpokenKind.Task, "budget", null)]
    [InlineData("task #12 of plan Trip", SpokenKind.Task, "#12", "Trip")]
    [InlineData("任务“预算”", SpokenKind.Task, "预算", null)]
    [InlineData("第三个任务", SpokenKind.Task, "3", null)]
    [InlineData("第十二个任务", SpokenKind.Task, "12", null)]
    [InlineData("计划罗马的任务2", SpokenKind.Task, "2", "罗马")]
    [InlineData("Trip to Rome.", SpokenKind.Unknown, "Trip to Rome", null)]
    internal void Names_come_out_of_what_surrounds_them(string? words, SpokenKind kind, string name, string? plan) =>
        Assert.Equal(new SpokenName(kind, name, plan), SpokenName.Read(words));

    [Theory]
    [InlineData("a team trip to Lisbon", "Team trip to Lisbon")]
    [InlineData("the launch. It must be cheap.", "Launch")]
    [InlineData("v1.2 of the app", "V1.2 of the app")]
    [InlineData("一次去里斯本的团队旅行。要便宜。", "去里斯本的团队旅行")]
    [InlineData("a", "A")]
    [InlineData("antarctica", "Antarctica")]
    [InlineData("  “quoted”  ", "Quoted")]
    [InlineData("\n", "")]
    public void A_title_is_the_first_sentence(string wish, string title) => Assert.Equal(title, PlanTitle.Of(wish));

    [Fact]
    public void A_long_wish_is_cut_at_a_word()
    {
        var title = PlanTitle.Of(string.Concat(Enumerable.Repeat("fifteen letters ", 20)));
        Assert.Equal("Fifteen letters fifteen letters fifteen letters fifteen letters fifteen letters…", title);
        Assert.True(PlanTitle.Of(new string('字', 500)).Length <= 82);
    }

    [Theory]
    [InlineData("the trip -- mind the budget", "the trip", null, null, "mind the budget")]
    [InlineData("it, 3 levels deep", "it", 3, null, null)]
    [InlineData("it with at most 12 tasks", "it", null, 12, null)]
    [InlineData("任务2，最多10个任务", "任务2", null, 10, null)]
    [InlineData("它，两层", "它", 2, null, null)]
    [InlineData("a level crossing", "a level crossing", null, null, null)]
    public void Limits_are_read_out_of_a_sentence(string text, string words, int? levels, int? tasks, string? hint)
    {
        var (rest, limits) = LimitWords.Read(text);
        Assert.Equal((words, levels, tasks, hint), (rest, limits.ExpandDepth, limits.NodeBudget, limits.Hint));
    }

    [Theory]
    [InlineData("the trip roughly", "the trip", "rough")]
    [InlineData("the trip, in broad strokes", "the trip", "rough")]
    [InlineData("the trip in detail", "the trip", "fine")]
    [InlineData("the trip in more detail, at most 12 tasks", "the trip", "fine")]
    [InlineData("粗略拆分旅行计划", "拆分旅行计划", "rough")]
    [InlineData("拆分它，粗略一点", "拆分它", "rough")]
    [InlineData("详细拆分它", "拆分它", "fine")]
    [InlineData("把旅行计划详细地拆分", "把旅行计划拆分", "fine")]
    [InlineData("make a detailed plan for a trip", "make a detailed plan for a trip", "fine")]
    [InlineData("写一份粗略的计划", "写一份粗略的计划", "rough")]
    [InlineData("the task “Write the detailed design”", "the task “Write the detailed design”", null)]
    [InlineData("拆分详细设计", "拆分详细设计", null)]
    [InlineData("rough terrain", "rough terrain", null)]
    public void How_finely_is_read_out_of_a_sentence(string text, string words, string? fineness)
    {
        var (rest, limits) = LimitWords.Read(text);
        Assert.Equal((words, fineness), (rest, limits.Fineness));
    }

    [Fact]
    public void What_is_escaped_for_a_person_is_plain_for_a_model() => Gen.String[Gen.Char[" ab文\\`*_[]<>&|~#!$^()/."], 0, 30].Sample(name =>
    {
        var plain = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal($"The plan {plain} (/plans/3) has “{plain}”.", Markdown.ToPlainText($"The plan [{Markdown.Escape(name)}](/plans/3) has “{Markdown.Escape(name)}”."));
    });

    [Theory]
    [InlineData("/plan Trip", "plan", "Trip")]
    [InlineData("  /help ", "help", "")]
    [InlineData("／计划 罗马", "计划", "罗马")]
    [InlineData("/plan two\nlines", "plan", "two\nlines")]
    [InlineData("/usr/bin", null, null)]
    [InlineData("say /help", null, null)]
    [InlineData("/", null, null)]
    [InlineData("/ plan", null, null)]
    public void A_command_begins_the_message(string message, string? name, string? argument)
    {
        var typed = SlashCommands.Read(message);
        Assert.Equal((name, argument), (typed?.Name, typed?.Argument));
    }
}
