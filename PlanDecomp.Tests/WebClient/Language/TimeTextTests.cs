using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Language;

public class TimeTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(-5, "just now", "刚刚")]
    [InlineData(59, "just now", "刚刚")]
    [InlineData(60, "1 min ago", "1 分钟前")]
    [InlineData(3_599, "59 min ago", "59 分钟前")]
    [InlineData(2 * 3_600, "2 h ago", "2 小时前")]
    [InlineData(10 * 3_600, "yesterday", "昨天")]
    [InlineData(3 * 86_400, "3 days ago", "3 天前")]
    [InlineData(30 * 86_400, "1 Jan 2026", "2026年1月1日")]
    public void A_time_is_told_by_how_long_ago_it_was(int seconds, string english, string chinese)
    {
        var value = Now.AddSeconds(-seconds).ToUniversalTime();

        Assert.Equal(english, TimeText.Relative(In(PageLanguage.English), value, Now));
        Assert.Equal(chinese, TimeText.Relative(In(PageLanguage.Chinese), value, Now));
    }

    [Fact]
    public void Days_change_at_the_readers_midnight()
    {
        // 23:50 and 00:10 there; the same day in UTC.
        var here = new DateTimeOffset(2026, 1, 31, 7, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal("7 h ago", TimeText.Relative(In(PageLanguage.English), here.AddHours(-7), here));
        Assert.Equal("yesterday", TimeText.Relative(In(PageLanguage.English), here.AddHours(-7).AddMinutes(-10), here));
    }

    [Theory]
    [InlineData(-1, "0 s", "0 秒")]
    [InlineData(0.44, "0.4 s", "0.4 秒")]
    [InlineData(7.9, "7 s", "7 秒")]
    [InlineData(185, "3 min 05 s", "3 分 05 秒")]
    [InlineData(90_120, "25 h 02 min", "25 小时 02 分")]
    public void A_duration_has_the_units_that_matter(double seconds, string english, string chinese)
    {
        Assert.Equal(english, TimeText.Duration(In(PageLanguage.English), TimeSpan.FromSeconds(seconds)));
        Assert.Equal(chinese, TimeText.Duration(In(PageLanguage.Chinese), TimeSpan.FromSeconds(seconds)));
    }

    private static Localizer In(PageLanguage language)
    {
        var localizer = new Localizer();
        localizer.Use(language);
        return localizer;
    }
}
