using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components.Rendering;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Markdown;

/// <summary>Draws what stands in a line: emphasis, links, code.</summary>
internal sealed class MarkdownInlines(RenderTreeBuilder builder, Localizer l)
{
    public void Write(ContainerInline? inlines)
    {
        if (inlines is null) return;
        foreach (var inline in inlines) Write(inline);
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                builder.AddContent(0, literal.Content.ToString());
                break;
            case LineBreakInline { IsHard: true }:
                builder.OpenElement(1, "br");
                builder.CloseElement();
                break;
            case LineBreakInline:
                builder.AddContent(2, "\n");
                break;
            case CodeInline code:
                builder.OpenElement(3, "code");
                builder.AddContent(4, code.Content);
                builder.CloseElement();
                break;
            case EmphasisInline emphasis:
                builder.OpenElement(5, emphasis switch
                {
                    { DelimiterChar: '~' } => "del",
                    { DelimiterCount: 2 } => "strong",
                    _ => "em",
                });
                Write((ContainerInline)emphasis);
                builder.CloseElement();
                break;
            case LinkInline { IsImage: true } image:
                Image(image);
                break;
            case LinkInline link:
                OpenLink(SafeLink.Of(link.Url), link.Title);
                Write((ContainerInline)link);
                builder.CloseElement();
                break;
            case AutolinkInline link:
                OpenLink(SafeLink.Of(link.IsEmail ? $"mailto:{link.Url}" : link.Url), title: null);
                builder.AddContent(20, link.Url);
                builder.CloseElement();
                break;
            case HtmlEntityInline entity:
                builder.AddContent(6, entity.Transcoded.ToString());
                break;
            case HtmlInline html:
                builder.AddContent(7, html.Tag);
                break;
            case TaskList task:
                builder.OpenElement(8, "span");
                builder.AddAttribute(9, "class", task.Checked ? "box checked" : "box");
                builder.AddAttribute(10, "role", "img");
                builder.AddAttribute(11, "aria-label", l[task.Checked ? MarkdownWords.Done : MarkdownWords.NotDone]);
                builder.CloseElement();
                break;
            case DelimiterInline delimiter:
                builder.AddContent(12, delimiter.ToLiteral());
                Write((ContainerInline)delimiter);
                break;
            case ContainerInline container:
                Write(container);
                break;
        }
    }

    /// <summary>An image would tell its server who reads; a link leaves the choice.</summary>
    private void Image(LinkInline image)
    {
        OpenLink(SafeLink.Of(image.Url), image.Title);
        builder.AddContent(30, $"{l[MarkdownWords.Image]}: ");
        if (image.FirstChild is null) builder.AddContent(31, image.Url);
        Write((ContainerInline)image);
        builder.CloseElement();
    }

    /// <summary>A link that may not be followed is plain text.</summary>
    private void OpenLink(SafeLink? link, string? title)
    {
        builder.OpenElement(40, link is null ? "span" : "a");
        if (link is null) return;
        builder.AddAttribute(41, "href", link.Href);
        if (!string.IsNullOrEmpty(title)) builder.AddAttribute(42, "title", title);
        if (!link.IsExternal) return;
        builder.AddAttribute(43, "rel", "noopener noreferrer nofollow");
        builder.AddAttribute(44, "target", "_blank");
    }
}
