using MudBlazor;

namespace PlanDecomp.Web.Client.Chat;

/// <summary>What an empty chat says.</summary>
internal static class WelcomeText
{
    public static readonly Text Heading = new("What do you want to get done?", "你想完成什么？");
    public static readonly Text About = new(
        "Say it in a sentence. It becomes a plan that is broken down into tasks in the background and executed when you say so, and you watch it happen.",
        "用一句话说出来，它会变成一份计划，在后台拆分为任务，你发话后即可执行，过程实时可见。");

    public static readonly IReadOnlyList<Example> Examples =
    [
        new(Icons.Material.Outlined.MenuBook, new("Make a plan to write a survey paper on phage therapy", "制定一个撰写噬菌体治疗综述论文的计划")),
        new(Icons.Material.Outlined.RocketLaunch, new("Plan the launch of an online shop for handmade candles", "规划一家手工蜡烛网店的上线")),
        new(Icons.Material.Outlined.FlightTakeoff, new("Plan a family trip to Kyoto for a week in April", "规划四月去京都一周的家庭旅行")),
        new(Icons.Material.Outlined.HelpOutline, new("What can you do?", "你能做什么？")),
    ];

    public static readonly Text ModelAnswers = new("Answers come from the language model {0}.", "由语言模型 {0} 回答。");
    public static readonly Text RulesAnswer = new(
        "Built-in rules answer: no language model is configured. To use one, set ", "由内置规则回答：尚未配置语言模型。如需使用，请设置 ");
    public static readonly Text Or = new(" or ", " 或 ");
    public static readonly Text RulesEnd = new(" and start the server again.", "，然后重启服务。");

    /// <param name="Icon">An SVG path of MudBlazor's.</param>
    /// <param name="Prompt">What is shown, and said when it is chosen.</param>
    internal sealed record Example(string Icon, Text Prompt);
}
