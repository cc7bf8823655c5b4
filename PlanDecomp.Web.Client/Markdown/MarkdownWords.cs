namespace PlanDecomp.Web.Client.Markdown;

internal static class MarkdownWords
{
    public static readonly Text Table = new("Table", "表格");
    public static readonly Text Code = new("Code", "代码");
    public static readonly Text CopyCode = new("Copy code", "复制代码");
    public static readonly Text Image = new("Image", "图片");
    public static readonly Text Done = new("Done", "已完成");
    public static readonly Text NotDone = new("Not done", "未完成");
}
