using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Documents.Markdown;

namespace PlanDecomp.Plans.Documents;

/// <summary>A final document as a file of its own.</summary>
public static class FinalDocumentFile
{
    public static string Write(FinalDocument document) => $"# {MarkdownText.EscapeInline(document.Title)}\n\n{document.Content}\n";
}
