namespace PlanDecomp.Web.Client.Chat.Sessions;

internal static class SessionsText
{
    public static readonly Text Heading = new("Conversations", "对话记录");
    public static readonly Text Search = new("Search conversations", "搜索对话");
    public static readonly Text Empty = new("No conversations yet. Your first message starts one.", "还没有对话，发出第一条消息即可开始。");
    public static readonly Text NoMatch = new("Nothing matches “{0}”.", "没有与“{0}”匹配的对话。");
    public static readonly Text Rename = new("Rename “{0}”", "重命名“{0}”");
    public static readonly Text Delete = new("Delete “{0}”", "删除“{0}”");
    public static readonly Text NewTitle = new("New title", "新标题");
    public static readonly Text Untitled = new("New chat", "新对话");
    public static readonly Text DeleteHeading = new("Delete this conversation?", "删除此对话？");
    public static readonly Text DeleteWarning = new(
        "“{0}” and all its messages are removed for good. Plans and jobs that came of it stay.", "“{0}”及其全部消息将被永久删除；由它产生的计划和作业会保留。");
}
