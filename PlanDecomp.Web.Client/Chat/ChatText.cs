namespace PlanDecomp.Web.Client.Chat;

/// <summary>What the chat's page says.</summary>
internal static class ChatText
{
    public static readonly Text NewChat = new("New chat", "新对话");
    public static readonly Text Conversation = new("Conversation", "对话内容");
    public static readonly Text You = new("You", "你");
    public static readonly Text Assistant = new("PlanDecomp", "PlanDecomp");
    public static readonly Text CopyMessage = new("Copy message", "复制消息");
    public static readonly Text EditMessage = new("Edit and send again", "编辑并重新发送");
    public static readonly Text EditLabel = new("Your message, edited", "编辑你的消息");
    public static readonly Text EditNote = new("What follows it is removed and answered anew.", "其后的内容将被移除并重新回答。");
    public static readonly Text SendAgain = new("Send again", "重新发送");
    public static readonly Text RetryReply = new("Write this reply again", "重新生成回复");
    public static readonly Text Thinking = new("Thinking …", "思考中…");
    public static readonly Text Sending = new("Sending …", "发送中…");
    public static readonly Text NotSent = new("Not sent.", "未发送。");
    public static readonly Text TakeBack = new("Back to the input", "放回输入框");
    public static readonly Text Dismiss = new("Dismiss", "忽略");
    public static readonly Text StillWriting = new(
        "A reply is still being written here. Wait for its end or stop it, then try again.", "上一条回复仍在生成，请等待其结束或先停止，再重试。");
    public static readonly Text ReplyLost = new(
        "The connection was lost. The reply is still being written and shows as soon as the server answers.", "连接已断开。回复仍在生成，服务器恢复后会自动显示。");
    public static readonly Text ReplyStopped = new("Stopped.", "已停止。");
    public static readonly Text ReplyFailed = new("There is no reply.", "未能生成回复。");
    public static readonly Text ReplyInterrupted = new(
        "The server was interrupted while it wrote this reply. Have it written again.", "服务器在生成回复时中断，请重新生成。");
    public static readonly Text ReplyCame = new("Reply: {0}", "回复：{0}");
    public static readonly Text LoadEarlier = new("Load earlier messages", "加载更早的消息");
    public static readonly Text Gone = new("This conversation was removed or never existed.", "此对话已被删除或不存在。");
    public static readonly Text StartNew = new("Start a new chat", "开始新对话");
    public static readonly Text ToBottom = new("To the newest message", "到最新消息");
    public static readonly Text New = new("New", "新内容");
    public static readonly Text OpenPlan = new("Open plan {0}", "打开计划 {0}");
}
