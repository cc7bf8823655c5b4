using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Microsoft.AspNetCore.Components.Rendering;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Markdown;

/// <summary>Draws paragraphs, lists, tables and the like.</summary>
internal sealed class MarkdownBlocks(RenderTreeBuilder builder, Localizer l)
{
    // The page has a heading of the first level, and a message may stand below one of the second.
    private const int FirstHeading = 3;
    private const int LastHeading = 6;

    private readonly MarkdownInlines _inlines = new(builder, l);

    public void Write(ContainerBlock blocks)
    {
        foreach (var block in blocks) Write(block, tight: false);
    }

    private void Write(Block block, bool tight)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Leaf($"h{Math.Min(FirstHeading - 1 + heading.Level, LastHeading)}", heading);
                break;
            case ParagraphBlock paragraph when tight:
                _inlines.Write(paragraph.Inline);
                break;
            case ParagraphBlock paragraph:
                Leaf("p", paragraph);
                break;
            case ListBlock list:
                List(list);
                break;
            case QuoteBlock quote:
                builder.OpenElement(20, "blockquote");
                Write(quote);
                builder.CloseElement();
                break;
            case CodeBlock code:
                builder.OpenComponent<CodeBlockView>(30);
                builder.AddComponentParameter(31, nameof(CodeBlockView.Code), code.Lines.ToString());
                builder.AddComponentParameter(32, nameof(CodeBlockView.Name), (code as FencedCodeBlock)?.Info);
                builder.CloseComponent();
                break;
            case ThematicBreakBlock:
                builder.OpenElement(40, "hr");
                builder.CloseElement();
                break;
            case Table table:
                Table(table);
                break;
            case LinkReferenceDefinitionGroup:
                // Used by the links that refer to them; not shown themselves.
                break;
            case ContainerBlock container:
                Write(container);
                break;
            case LeafBlock leaf:
                builder.OpenElement(50, "p");
                builder.AddContent(51, leaf.Lines.ToString());
                builder.CloseElement();
                break;
        }
    }

    private void Leaf(string element, LeafBlock leaf)
    {
        builder.OpenElement(0, element);
        _inlines.Write(leaf.Inline);
        builder.CloseElement();
    }

    private void List(ListBlock list)
    {
        builder.OpenElement(10, list.IsOrdered ? "ol" : "ul");
        if (list.IsOrdered && int.TryParse(list.OrderedStart, out var start) && start != 1) builder.AddAttribute(11, "start", start);
        foreach (var item in list.OfType<ListItemBlock>())
        {
            builder.OpenElement(12, "li");
            foreach (var block in item) Write(block, tight: !list.IsLoose);
            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private void Table(Table table)
    {
        // A wide table scrolls by itself, by keyboard too.
        builder.OpenElement(60, "div");
        builder.AddAttribute(61, "class", "table");
        builder.AddAttribute(62, "role", "region");
        builder.AddAttribute(63, "tabindex", "0");
        builder.AddAttribute(64, "aria-label", l[MarkdownWords.Table]);
        builder.OpenElement(65, "table");
        Rows(66, "thead", "th", table, header: true);
        Rows(67, "tbody", "td", table, header: false);
        builder.CloseElement();
        builder.CloseElement();
    }

    private void Rows(int sequence, string element, string cellElement, Table table, bool header)
    {
        var rows = table.OfType<TableRow>().Where(row => row.IsHeader == header).ToList();
        if (rows.Count == 0) return;
        builder.OpenElement(sequence, element);
        foreach (var row in rows)
        {
            builder.OpenElement(70, "tr");
            for (var column = 0; column < row.Count; column++)
            {
                builder.OpenElement(71, cellElement);
                if (header) builder.AddAttribute(72, "scope", "col");
                if (AlignmentOf(table, column) is { } alignment) builder.AddAttribute(73, "class", alignment);
                foreach (var block in (TableCell)row[column]) Write(block, tight: true);
                builder.CloseElement();
            }

            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private static string? AlignmentOf(Table table, int column) =>
        column >= table.ColumnDefinitions.Count ? null : table.ColumnDefinitions[column].Alignment switch
        {
            TableColumnAlign.Center => "center",
            TableColumnAlign.Right => "right",
            _ => null,
        };
}
