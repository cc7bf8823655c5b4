namespace PlanDecomp.Web.Client.Chat.Composer;

internal static class ComposerText
{
    public static readonly Text Label = new("Message", "消息");
    public static readonly Text Placeholder = new("Say what you want to get done …", "说说你想完成什么…");
    public static readonly Text Send = new("Send", "发送");
    public static readonly Text Stop = new("Stop the reply", "停止回复");
    public static readonly Text Stopping = new("Stopping …", "正在停止…");
    public static readonly Text Keys = new("Enter sends · Shift+Enter makes a new line · / lists commands", "Enter 发送 · Shift+Enter 换行 · / 查看命令");
    public static readonly Text Waiting = new("Is sent as soon as the page is ready …", "页面就绪后立即发送…");
    public static readonly Text Commands = new("Commands", "命令");
    public static readonly Text CommandCount = new("Commands: {0}. Choose with the arrow keys.", "{0} 个命令，用方向键选择。");
    public static readonly Text Left = new("{0:N0} characters left", "还可输入 {0:N0} 个字符");
    public static readonly Text TooLong = new("{0:N0} characters too long", "超出 {0:N0} 个字符");
    public static readonly Text AboutPlan = new("About plan {0}", "关于计划 {0}");
    public static readonly Text AboutTitle = new("About “{0}”", "关于“{0}”");
    public static readonly Text NotAboutPlan = new("No longer about this plan", "不再针对此计划");
}
