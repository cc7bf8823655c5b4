using PlanDecomp.Offline.Knowledge;
using static PlanDecomp.Offline.Knowledge.Rules;
using static PlanDecomp.Offline.Knowledge.WorkTypes;

namespace PlanDecomp.Offline.Kinds;

/// <summary>Winning attention and customers for something.</summary>
internal static class MarketingCampaign
{
    public static Kind Kind { get; } = new()
    {
        Name = "marketing",
        Sure = ["marketing campaign", "marketing", "advertising campaign", "ad campaign", "social media campaign", "content marketing", "email campaign", "brand awareness", "seo", "influencer campaign", "营销", "市场推广", "广告投放", "推广方案", "品牌推广", "推广活动", "促销活动", "双十一", "社交媒体运营", "拉新"],
        Likely = ["campaign", "promote", "advertise", "brand", "leads", "推广", "广告", "品牌", "促销", "引流", "获客"],
        Maybe = ["instagram", "tiktok", "newsletter", "customers", "小红书", "抖音", "公众号", "客户"],
        Noun = ("the product", "产品"),
        Form = SubjectForm.Topic,
        Things = ["social media marketing campaign", "digital marketing campaign", "social media campaign", "content marketing campaign", "marketing campaign", "advertising campaign", "email campaign", "ad campaign", "marketing strategy", "content marketing", "marketing", "campaign", "市场营销活动", "市场营销", "营销活动", "营销推广", "市场推广", "品牌推广", "推广活动", "促销活动", "广告投放", "营销", "推广"],
        Phases =
        [
            Then(("Set goal, audience and budget for promoting {subject}", "确定推广目标、受众与预算：{subject}"),
                ("Choose one main figure to move, for whom, by when[ ({deadline})] and for how much[ ({budget})]. Done when goal and sum are approved.", "选定一个要改变的主要指标、面向谁、何时[（{deadline}）]、花多少[（{budget}）]。目标和金额获批即为完成。"),
                Then(("Choose the main figure and its target", "选定主要指标与目标值"), ("Sales, sign-ups or enquiries, with today's value beside it.", "销量、注册或咨询，并列出现值。"), Decide),
                Also(("Describe two or three kinds of customers", "描绘两三类目标客户"), ("What they want, what holds them back, where they look.", "想要什么、顾虑什么、在哪里看信息。")),
                Also(("Look at what competitors do", "调研竞争对手的做法"), ("Messages, prices, channels of three of them.", "三家的诉求、价格和渠道。"), Research),
                Then(("Split the budget[ of {budget}] over channels", "分配渠道预算[（{budget}）]"), ("Keep a fifth for what turns out to work.", "留两成投给证明有效的渠道。"))),
            Then(("Find the message for {subject}", "提炼核心信息：{subject}"),
                ("Say in one sentence why the audience should choose it. Done when five people of the audience can repeat it.", "用一句话说明为何选择它。五位目标受众能复述即为完成。"),
                Then(("Word the promise and its proof", "拟写核心卖点与依据"), ("One benefit, one reason to believe, one call to act.", "一个好处、一个可信理由、一个行动号召。"), Write),
                Then(("Test two versions with the audience", "与受众测试两个版本"), ("Ask what they understood, not whether they like it.", "问理解了什么，而不是喜不喜欢。"), Test)),
            Then(("Plan channels and calendar", "规划渠道与排期"),
                ("Few channels, served well. Done when every item has date, owner, channel and goal.", "渠道少而精。每项内容有日期、负责人、渠道和目标即为完成。"),
                Then(("Choose two to four channels", "选定二到四个渠道"), ("Where the audience is and where you can keep it up.", "受众所在且自己能坚持的地方。"), Decide),
                Then(("Make the content calendar", "编制内容日历"), ("Before, during and after the peak.", "覆盖预热、高峰和后续。")),
                Also(("Set up tracking", "配置效果追踪"), ("Every link and code can be told apart; tested once through.", "每个链接和优惠码可区分，完整测试一遍。"), Build)),
            Then(("Produce the content for {subject}", "制作内容素材：{subject}"),
                ("Texts, pictures, videos and the page people land on. Done when everything is approved and loads fast on a phone.", "文案、图片、视频和落地页。全部批准且手机打开快速即为完成。"),
                Then(("Build the landing page", "制作落地页"), ("One message, one action, proof, price, imprint.", "一个信息、一个动作、证明、价格、资质。"), Build),
                Also(("Write texts and produce pictures and videos", "撰写文案并制作图片视频"), ("Two variants of each for testing; rights cleared.", "每种两个版本备测，版权无忧。"), Write),
                Then(("Check claims, rights and data protection", "审核宣传用语、版权与隐私"), ("Nothing promised that cannot be shown.", "不承诺无法证明的内容。"))),
            Then(("Run the campaign", "执行投放"),
                ("Start small, shift money to what works. Done when the period is over or the target is reached.", "小步启动，把钱投向有效处。周期结束或达标即为完成。"),
                Then(("Start with a small test budget", "以小额预算试投"), ("A week, all channels, two variants.", "一周、全渠道、两个版本。")),
                Then(("Publish by the calendar and answer people", "按日历发布并回应用户"), ("Comments and mails answered within a day.", "评论和私信一天内答复。")),
                Also(("Adjust channels every week", "每周调整渠道"), ("Stop the worst, strengthen the best.", "停最差的，加强最好的。"), Watch)),
            Then(("Measure the results and learn", "评估效果与总结"),
                ("Compare with target and cost. Done when one page says what to repeat.", "与目标和成本对比。一页纸写明什么值得重复即为完成。"),
                Then(("Work out cost and result for each channel", "计算各渠道投入产出"), ("Cost for each customer won, with those who would have come anyway in mind.", "单客获取成本，并考虑自然来客。")),
                Then(("Write the report and the next steps", "撰写总结与后续计划"), ("What to repeat, drop, try.", "重复什么、放弃什么、尝试什么。"), Write)),
        ],
    };
}
