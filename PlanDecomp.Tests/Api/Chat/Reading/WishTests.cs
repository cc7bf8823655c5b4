using System.Net;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>In a new talk a wish in any words is a plan to make.</summary>
public sealed class WishTests(SharedApi shared) : ApiTest(shared)
{
    [Theory]
    [InlineData("I want to launch a small SaaS for dog walkers", "Launch a small SaaS for dog walkers")]
    [InlineData("how do i start a vegetable garden?", "Start a vegetable garden")]
    [InlineData("I am getting married next September. Help me plan the wedding", "Wedding")]
    [InlineData("We are going to open a bakery in Graz, with 3 people and 80000 euros.", "Open a bakery in Graz, with 3 people and 80000 euros")]
    [InlineData("Organise a conference for 200 people", "Organise a conference for 200 people")]
    [InlineData("How to learn Italian in six months", "Learn Italian in six months")]
    [InlineData("Could you please help me to sell my car?", "Sell my car")]
    [InlineData("装修房子，90平米，预算20万", "装修房子")]
    [InlineData("帮我制定一个考研复习计划，还有四个月", "考研复习")]
    [InlineData("我想学会弹吉他", "学会弹吉他")]
    [InlineData("怎么开始种一个小菜园？", "开始种一个小菜园")]
    [InlineData("我打算明年三月跑一次全程马拉松", "明年三月跑一次全程马拉松")]
    public async Task A_wish_in_any_words_becomes_a_plan_and_its_facts_are_kept(string said, string title)
    {
        var reply = await (await ChatTalk.BeginAsync(Anna)).SayAsync(said);

        Assert.NotNull(reply.Metadata?.JobId);
        var plan = await Anna.GetAsync(HttpStatusCode.OK, $"/plans/{reply.Metadata.PlanId}");
        Assert.Equal(title, plan.GetProperty("title").GetString());
        if (said.Length > title.Length + 1) Assert.Equal(said, plan.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("asdf qwer")]
    [InlineData("I want to know what you can do")]
    [InlineData("How do I delete a plan?")]
    [InlineData("how are you today")]
    [InlineData("I want more")]
    [InlineData("the weather is nice")]
    [InlineData("怎么办")]
    [InlineData("我想知道现在几点")]
    [InlineData("今天天气不错")]
    public void What_is_no_wish_makes_no_plan(string said) => Assert.Null(NewWish.Of(said));
}
