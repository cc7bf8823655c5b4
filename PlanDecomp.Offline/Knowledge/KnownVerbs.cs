namespace PlanDecomp.Offline.Knowledge;

/// <summary>Verbs that start a request and belong to no type of work: they tell a verb from a noun, no more.</summary>
public static class KnownVerbs
{
    public static IReadOnlyList<string> English { get; } =
        ("screen rate answer export remove obtain recruit show reconcile load frame put form approach accept inspect negotiate sign profile lay provision adapt retire rework polish mend reserve register pack enrol teach sit close state note accept draw supply feed accomplish achieve adopt apply attend automate become begin break bring celebrate change clean climb code compose convert cook cut declutter deliver digitise " +
         "digitize discover do draw drive earn eat eliminate enjoy enter establish execute exercise expand explore finish fix form found get give go grow " +
         "handle have help hike hold host improve increase introduce invent join keep launch lead lose lower maintain make manage master modernise " +
         "modernize move open optimise optimize overcome pass pay perform pick pitch plant play preserve produce promote publish quit raise reach " +
         "read rebuild recover reduce refactor relocate remodel renovate reorganise reorganize repair replace rescue restart restore restructure retire rewrite " +
         "run save scale secure sell set settle shoot simplify solve speak speed spend stage start stay stop streamline strengthen support survive swim " +
         "switch take talk throw tidy transform translate travel turn understand unify upgrade use visit volunteer walk win work migrate port revamp redesign refresh").Split(' ');

    public static IReadOnlyList<string> Chinese { get; } =
        ("写出 列出 画出 做出 做好 准备好 招聘 招募 录用 邀约 登记 注册 预约 报名 阅读 答复 追溯 制定 拟写 拟定 提炼 规划 通读 购置 落实 提取 切换 执行 打通 领导 教 组织 举办 举行 筹备 筹办 策划 操办 承办 开设 开展 进行 推广 推出 发布 上线 装修 翻新 改造 创办 创建 建立 成立 做 办 搞 写 规划 计划 " +
         "改进 优化 提升 提高 降低 减少 增加 解决 完成 实现 升级 迁移 维护 管理 去 到 前往 开 买 选购 选 学会 自学 掌握 学").Split(' ');
}
