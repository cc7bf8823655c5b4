namespace PlanDecomp.Web.Client.Language;

/// <summary>Words that every page uses.</summary>
public static class CommonText
{
    public static readonly Text Chat = new("Chat", "对话");
    public static readonly Text Plans = new("Plans", "计划");
    public static readonly Text Jobs = new("Jobs", "作业");
    public static readonly Text Cancel = new("Cancel", "取消");
    public static readonly Text Close = new("Close", "关闭");
    public static readonly Text Save = new("Save", "保存");
    public static readonly Text Delete = new("Delete", "删除");
    public static readonly Text Edit = new("Edit", "编辑");
    public static readonly Text Retry = new("Try again", "重试");
    public static readonly Text Search = new("Search", "搜索");
    public static readonly Text Copy = new("Copy", "复制");
    public static readonly Text Copied = new("Copied", "已复制");
    public static readonly Text CopyRefused = new("The browser does not allow copying. Select the text and copy it yourself.", "浏览器不允许复制，请选中文字后手动复制。");
    public static readonly Text LoadMore = new("Load more", "加载更多");
    public static readonly Text Loading = new("Loading …", "加载中…");
}
