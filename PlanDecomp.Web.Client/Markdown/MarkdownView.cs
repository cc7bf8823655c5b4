using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Markdown;

/// <summary>Shows Markdown. It builds elements and never markup, so no text can bring an element or a script of its own.</summary>
public sealed class MarkdownView : LocalizedComponent
{
    private string? _drawn;
    private PageLanguage _drawnIn;

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    protected override bool ShouldRender() => _drawn != Text || _drawnIn != L.Language;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        (_drawn, _drawnIn) = (Text, L.Language);
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "markdown");
        if (MarkdownText.Read(Text) is { } document)
        {
            new MarkdownBlocks(builder, L).Write(document);
        }
        else
        {
            builder.OpenElement(2, "pre");
            builder.AddContent(3, Text);
            builder.CloseElement();
        }

        builder.CloseElement();
    }
}
