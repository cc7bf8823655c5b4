using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PlanDecomp.Web.Client.Markdown;

/// <summary>Reads CommonMark with tables, task lists, bare links and strikethrough. HTML is text like any other.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseCjkFriendlyEmphasis()
        .Build();

    /// <summary>The text's blocks; null when it is nested too deeply to be read, and is best shown as it stands.</summary>
    public static MarkdownDocument? Read(string text)
    {
        try
        {
            return Markdig.Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's guard against deep nesting.
            return null;
        }
    }

    /// <summary>The words without their marks, to be read aloud.</summary>
    public static string ToPlain(string text)
    {
        if (Read(text) is not { } document) return text;
        var words = document.Descendants().Select(part => part switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            AutolinkInline link => link.Url,
            LineBreakInline or Block => " ",
            _ => "",
        });
        return string.Join(' ', string.Concat(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
