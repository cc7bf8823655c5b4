using System.Buffers;

namespace PlanDecomp.Worker.Execution;

/// <summary>An answer that the model's output limit has ended, up to where it can be gone on from.</summary>
/// <param name="Kept">What is whole of it: up to the end of a line, or of a sentence.</param>
/// <param name="Joint">What goes between it and the rest.</param>
internal sealed record CutAnswer(string Kept, string Joint)
{
    /// <summary>A beginning this long that comes again means that the model has begun anew.</summary>
    private const int TellingLength = 60;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?;。！？；");

    /// <summary>The last line is written anew rather than joined in its midst: a model's next answer does not say whether it begins with a space.</summary>
    public static CutAnswer Of(string text)
    {
        text = text.TrimEnd();
        var least = text.Length / 2;
        if (text.LastIndexOf('\n') is var line && line > least) return new CutAnswer(text[..line].TrimEnd(), text[..line].EndsWith('\n') ? "\n\n" : "\n");
        if (text.AsSpan().LastIndexOfAny(SentenceEnds) is var sentence && sentence > least) return new CutAnswer(text[..(sentence + 1)], text[sentence] < 128 ? " " : "");
        if (text.LastIndexOf(' ') is var space && space > least) return new CutAnswer(text[..space], " ");
        return new CutAnswer(text, "");
    }

    /// <summary>The whole of it and what the model has said next.</summary>
    public string With(string next)
    {
        next = next.Trim();
        if (next.Length == 0) return Kept;
        return Kept.Length >= TellingLength && next.StartsWith(Kept[..TellingLength], StringComparison.Ordinal) ? next : Kept + Joint + next;
    }
}
