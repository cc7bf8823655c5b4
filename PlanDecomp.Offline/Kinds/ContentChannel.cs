using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>A channel with regular content: podcast, video, blog, newsletter.</summary>
internal static class ContentChannel
{
    public static Kind Kind { get; } = new()
    {
        Name = "content-channel",
        Sure = ["launch a newsletter", "launch a podcast", "launch a blog", "podcast", "youtube channel", "blog", "newsletter", "video series", "tiktok channel", "instagram account", "播客", "公众号", "自媒体", "视频号", "博客", "抖音账号", "小红书账号", "B站"],
        Likely = ["channel", "episodes", "followers", "youtube", "subscribers", "频道", "粉丝", "短视频", "账号"],
        Maybe = ["content", "audience", "内容", "运营"],
        Noun = ("the channel", "这个频道"),
        Things = ["youtube channel", "video series", "podcast", "newsletter", "channel", "blog", "account"],
        Phases =
        [
            Then(("Sharpen theme and audience: {subject}", "明确主题与受众：{subject}"),
                ("One promise to one kind of reader, listener or viewer. Done when twenty topics come to mind without effort.", "对一类受众作一个承诺。轻松列出二十个选题即为完成。"),
                Then(("Study five comparable channels", "研究五个同类频道"), ("What works, what is missing.", "哪些有效、缺什么。"), Research),
                Then(("Write promise, format and rhythm", "写明承诺、形式与频率"), ("A rhythm you can keep in bad weeks.", "忙时也能坚持的频率。")),
                Then(("List the first twenty topics", "列出前二十个选题"), ("Questions people really ask.", "人们真正在问的问题。"), Collect)),
            Then(("Set up name, look and tools", "确定名称、视觉与工具"),
                ("Simple, recognisable, cheap. Done when a test piece can be published.", "简单、好认、省钱。能发布一条测试内容即为完成。"),
                Then(("Choose name and look", "确定名称与视觉"), ("Free on all platforms.", "各平台均可用。")),
                Also(("Get equipment and software[ within {budget}]", "准备设备与软件[（{budget}内）]"), ("Sound first.", "先保证声音。"), Buy),
                Then(("Set up the accounts and the page", "开通账号与页面"), ("Law, imprint, backup access.", "合规、资质、备用权限。"), Build)),
            Then(("Produce a stock for {subject}", "储备首批内容：{subject}"),
                ("Four pieces before the start. Done when they are finished and two strangers stayed to the end.", "上线前备四期。完成且两位陌生人看到最后即为完成。"),
                Then(("Write scripts or outlines", "撰写脚本或提纲"), ("The first ten seconds or lines decide.", "前十秒或前几行决定一切。"), Write),
                Then(("Record or write the pieces", "录制或撰写"), ("Two in one session.", "一次做两期。")),
                Then(("Edit and have them checked", "剪辑与审校"), ("Shorter than you like.", "比你想的更短。"), Review)),
            Then(("Start and publish regularly", "上线与定期发布"),
                ("Keep the rhythm for three months. Done when twelve pieces are out.", "坚持三个月。发布十二期即为完成。"),
                Then(("Publish and tell the first hundred people", "发布并告知前一百人"), ("Personally.", "逐一告知。"), Tell),
                Then(("Keep the production calendar", "执行制作日历"), ("Two pieces ahead at any time.", "始终领先两期。")),
                Also(("Answer and talk with the audience", "与受众互动"), ("Every comment in the first months.", "头几个月条条回复。"))),
            Then(("Measure and develop", "评估与发展"),
                ("Look at who stays, not who clicks. Done when the plan for the next quarter stands.", "看留存而非点击。下季度计划确定即为完成。"),
                Then(("Evaluate figures and comments", "分析数据与评论"), ("Best and worst three pieces, and why.", "最好与最差的三期及原因。"), Analyse),
                Then(("Decide on growth and income", "决定增长与变现"), ("Guests, partners, offers that suit the promise.", "嘉宾、合作、与承诺相符的产品。"), Decide)),
        ],
    };
}
