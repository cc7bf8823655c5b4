using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Tests.Offline.Reading;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("Please help me write a survey paper on phage therapy", "phage therapy")]
    [InlineData("I'd like to create a detailed plan for a trip to Kyoto in 3 weeks", "the trip to Kyoto")]
    [InlineData("Could you please organise a three-day team trip to Kyoto for 12 people?", "the team trip to Kyoto")]
    [InlineData("Visit Portugal", "the trip to Portugal")]
    [InlineData("<h1>Learn</h1> how to play the piano", "playing the piano")]
    [InlineData("Build a todo app using React and PostgreSQL by the end of May", "the todo app")]
    [InlineData("Plan our wedding for 120 guests with a budget of $30,000", "the wedding")]
    [InlineData("Quit smoking", "quitting smoking")]
    [InlineData("Organise our attic and sell the old tools at the market", "organising our attic and selling the old tools at the market")]
    [InlineData("How to learn to cook Thai food", "cooking Thai food")]
    [InlineData("Plan the onboarding of a new employee", "the onboarding of a new employee")]
    [InlineData("Plan a family camping weekend with two kids", "the family camping weekend")]
    [InlineData("Launch of a new mobile app", "the new mobile app")]
    [InlineData("Plan the launch of a new mobile app", "the new mobile app")]
    [InlineData("Plan the launch of an online shop for handmade candles", "the online shop for handmade candles")]
    [InlineData("Redesign of our website", "the redesign of our website")]
    [InlineData("帮我规划一下国庆节去西安的五日游，两大一小", "西安旅行")]
    [InlineData("为我的毕业设计做一个图书管理系统", "图书管理系统")]
    [InlineData("帮我写一篇噬菌体疗法综述", "噬菌体疗法")]
    [InlineData("我想组织一次为期三天的团队旅行，预算5万元", "团队旅行")]
    [InlineData("请帮我制定一份去日本旅游的详细计划", "日本旅游")]
    [InlineData("用React和Node.js开发一个电商网站", "电商网站")]
    [InlineData("两周内学会 Python", "Python")]
    [InlineData("我们公司打算举办一场50人参加的技术沙龙", "技术沙龙")]
    public void The_subject_is_what_the_request_is_about(string title, string subject) => Assert.Equal(subject, Brief.Read(title, "").Subject);

    [Theory]
    [InlineData("Write a survey on " + "bacteriophage therapy against multidrug-resistant infections of the lung, its history, methods and open problems in hospitals", "bacteriophage therapy against multidrug-resistant infections")]
    [InlineData("Write a survey on a topic", "the topic")]
    public void A_long_subject_ends_at_a_clause_or_between_words(string title, string subject) => Assert.Equal(subject, Brief.Read(title, "").Subject);

    [Theory]
    [InlineData("A three-day trip", 3, PeriodUnit.Day)]
    [InlineData("Learn it in 6 months", 6, PeriodUnit.Month)]
    [InlineData("a two week course", 2, PeriodUnit.Week)]
    [InlineData("a weekend in Rome", 2, PeriodUnit.Day)]
    [InlineData("云南五日游", 5, PeriodUnit.Day)]
    [InlineData("两周内完成", 2, PeriodUnit.Week)]
    [InlineData("十二个月写完", 12, PeriodUnit.Month)]
    [InlineData("半年学会", 6, PeriodUnit.Month)]
    public void A_duration_is_found(string text, int count, PeriodUnit unit) =>
        Assert.Equal(new Duration(count, unit), FactReader.Read(text, Language.English).Duration);

    [Theory]
    [InlineData("分析2024年的数据")]
    [InlineData("5月3日出发")]
    [InlineData("第三天的安排")]
    [InlineData("Version 3 of the plan")]
    public void A_date_is_no_duration(string text) => Assert.Null(FactReader.Read(text, Language.Chinese).Duration);

    [Fact]
    public void Facts_are_kept_as_they_were_written()
    {
        var english = FactReader.Read("A conference for 200 attendees by June 2027 with a budget of $30,000, site built with React, Redis and C#", Language.English);
        var chinese = FactReader.Read("50人参加，预算5万元，6月底前用Vue和MySQL做完", Language.Chinese);

        Assert.Equal(("200 attendees", "June 2027", "$30,000", "React, Redis and C#"), (english.People, english.Deadline, english.Budget, english.Tech));
        Assert.Equal(("50人", "6月底", "5万元", "Vue、MySQL"), (chinese.People, chinese.Deadline, chinese.Budget, chinese.Tech));
    }

    [Theory]
    [InlineData("Plan a trip to 北京", "", Language.English)]
    [InlineData("学习 Python", "", Language.Chinese)]
    [InlineData("用 React 和 TypeScript 开发一个 todo app", "", Language.Chinese)]
    [InlineData("做一个 React Native TypeScript Firebase app", "", Language.Chinese)]
    [InlineData("Translate 红楼梦第一回 into English", "", Language.English)]
    [InlineData("Phage therapy", "请帮我写一篇综述", Language.Chinese)]
    [InlineData("Plan my wedding", "预算十万，一百人", Language.English)]
    [InlineData("🎉", "", Language.English)]
    public void The_language_is_that_of_the_words_that_build_the_sentence(string title, string description, Language language) =>
        Assert.Equal(language, Brief.Read(title, description).Language);

    [Theory]
    [InlineData("Book the venue and invite the guests", Language.English, "the venue")]
    [InlineData("Search and screen papers on phages", Language.English, "papers on phages")]
    [InlineData("Check references, figures and plagiarism", Language.English, "references, figures and plagiarism")]
    [InlineData("预订会议场地", Language.Chinese, "会议场地")]
    [InlineData("收集票据并报销", Language.Chinese, "票据")]
    [InlineData("场地预订", Language.Chinese, "场地")]
    [InlineData("出发前三天核对所有预订", Language.Chinese, "所有预订")]
    public void The_object_of_a_task_is_found_behind_its_verb(string title, Language language, string about)
    {
        var (work, found) = WorkReader.Read(title, language);

        Assert.NotNull(work);
        Assert.Equal(about, found);
    }

    [Theory]
    [InlineData(7, "七")]
    [InlineData(10, "十")]
    [InlineData(12, "十二")]
    [InlineData(20, "二十")]
    [InlineData(35, "三十五")]
    public void Chinese_numbers_are_read_and_written(int number, string text)
    {
        Assert.Equal(text, Numbers.Chinese(number));
        Assert.Equal(number, Numbers.Read(text));
    }
}
