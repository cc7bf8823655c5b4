using System.Net;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Api;

public sealed class ApiFaultTextTests(SharedApi shared)
{
    [Theory]
    [InlineData("45", PageLanguage.English, "Too many requests. Wait a moment and try again.")]
    [InlineData("1790", PageLanguage.English, "Too many requests. Try again in 30 minutes.")]
    [InlineData("1790", PageLanguage.Chinese, "请求过于频繁，请在 30 分钟后重试。")]
    public async Task Who_asks_too_much_is_told_when_to_come_back(string retryAfter, PageLanguage language, string text)
    {
        await using var house = new PagesHouse(shared);
        house.Fault = _ => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", retryAfter } } };
        house.Localizer.Use(language);

        var e = await Assert.ThrowsAsync<ApiException>(() => house.Service<PlansClient>().ListAsync(null, null, null, TestContext.Current.CancellationToken));

        Assert.Equal(text, ApiFaultText.Of(house.Localizer, e));
    }
}
