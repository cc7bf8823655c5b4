namespace PlanDecomp.Web.Client.Layout;

internal static class LayoutText
{
    public static readonly Text SkipToContent = new("Skip to content", "跳到内容");
    public static readonly Text Menu = new("Menu", "菜单");
    public static readonly Text Navigation = new("Navigation", "导航");
    public static readonly Text ApiReference = new("API reference", "API 参考");
    public static readonly Text UseDark = new("Use dark colours", "切换到深色");
    public static readonly Text UseLight = new("Use light colours", "切换到浅色");
    public static readonly Text Offline = new(
        "No connection to the server. What you see may be old; it goes on by itself when the server is back.", "与服务器的连接已断开，显示的内容可能不是最新；恢复后会自动继续。");
    public static readonly Text NotFound = new("There is nothing at this address.", "此地址没有内容。");
    public static readonly Text GoHome = new("To the chat", "返回对话");
}
