using System.Text;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans.Documents.Markdown;

namespace PlanDecomp.Plans.Documents;

/// <summary>Reads plans from documents of all formats. Either everything is in order, or nothing is taken.</summary>
public sealed class PlanDocuments(IOptions<ImportOptions> options)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="content">The document's bytes; text is UTF-8.</param>
    /// <param name="format">One of <see cref="PlanFormat"/>.</param>
    /// <param name="title">Replaces the title of a document with one plan.</param>
    public DocumentReading Read(ReadOnlyMemory<byte> content, string format, string? title)
    {
        var notes = new DocumentNotes();
        var settled = format == PlanFormat.Auto ? Detect(content.Span) : format;
        IReadOnlyList<ReadPlan> read = settled == PlanFormat.Zip
            ? new PlanZipReader(notes, options.Value, (bytes, fileFormat) => ReadText(bytes, fileFormat, title: null, notes)).Read(content)
            : ReadText(content, settled, title, notes);
        if (read.Count == 0 && notes.Errors.Count == 0) notes.Error(NoteCode.Empty, new DocumentPlace(null, null), "The document holds no plan.");
        if (title is not null && read.Count > 1)
        {
            notes.Warn(NoteCode.LeftOut, new DocumentPlace(null, null), $"The document holds {read.Count} plans, which keep their own titles; the one that was given is left out.");
            title = null;
        }

        var rules = new DocumentRules(notes);
        var plans = new List<PlanDocument>(read.Count);
        foreach (var plan in read)
        {
            notes.File = plan.File;
            if (rules.Settle(plan, title ?? plan.Title ?? TitleFor(plan)) is { } document) plans.Add(document);
        }

        return new DocumentReading(settled, notes.Errors.Count == 0 ? plans : [], InOrder(notes.Warnings), InOrder(notes.Errors));
    }

    private IReadOnlyList<ReadPlan> ReadText(ReadOnlyMemory<byte> content, string format, string? title, DocumentNotes notes)
    {
        if (content.Span.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            var text = Strict.GetString(content.Span);
            return format == PlanFormat.Json
                ? new PlanJsonReader(notes, options.Value).Read(content)
                : new OutlineReader(notes, options.Value, needsTitle: title is null).Read(text);
        }
        catch (DecoderFallbackException)
        {
            notes.Error(NoteCode.NotText, new DocumentPlace(null, null), "This is not UTF-8 text.");
            return [];
        }
    }

    /// <summary>As one reads the document; paths keep the order they were found in.</summary>
    private static IReadOnlyList<DocumentNote> InOrder(IReadOnlyList<DocumentNote> notes) =>
        [.. notes.OrderBy(note => note.File, StringComparer.Ordinal).ThenBy(note => note.Line ?? 0)];

    private static string Detect(ReadOnlySpan<byte> content)
    {
        if (PlanZipReader.IsZip(content)) return PlanFormat.Zip;
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        return content.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? PlanFormat.Json : PlanFormat.Markdown;
    }

    /// <summary>For a plan that no one has named. JSON must name it.</summary>
    private static string TitleFor(ReadPlan plan)
    {
        if (plan.Place.Path is not null) return "";
        var tops = plan.Tasks.Where(task => task.Parent is null).Take(2).ToList();
        if (tops is [var only]) return only.Title;
        return plan.Tasks.Any(task => task.Title.Any(c => c is >= '\u4E00' and <= '\u9FFF')) ? "导入的计划" : "Imported plan";
    }
}
