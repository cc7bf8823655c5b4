using System.Text;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>What differs between two texts, word by word; Chinese, Japanese and Korean sign by sign.</summary>
public static class WordDiff
{
    // The table of the longest common sequence has a cell for each pair of words.
    private const int MaxCells = 2_000_000;

    // When less than a third of the words stays, word by word is harder to read than one text after the other.
    private const int LeastKept = 3;

    /// <summary>The pieces of both texts in order. Those that stay and go make up the old one, those that stay and come the new one.</summary>
    public static IReadOnlyList<DiffPiece> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Count - start && end < now.Count - start && old[^(end + 1)] == now[^(end + 1)]) end++;

        var pieces = new Pieces();
        pieces.Add(DiffKind.Same, old.Take(start));
        AddMiddle(pieces, old[start..^end], now[start..^end]);
        pieces.Add(DiffKind.Same, old.Skip(old.Count - end));
        return pieces.All;
    }

    private static void AddMiddle(Pieces pieces, List<string> old, List<string> now)
    {
        var middle = (long)old.Count * now.Count > MaxCells ? [] : WordByWord(old, now);
        if (Letters(middle.Where(piece => piece.Kind == DiffKind.Same).Select(piece => piece.Text)) * LeastKept < Math.Max(Letters(old), Letters(now)))
        {
            pieces.Add(DiffKind.Removed, old);
            pieces.Add(DiffKind.Added, now);
            return;
        }

        foreach (var piece in middle) pieces.Add(piece.Kind, [piece.Text]);
    }

    private static int Letters(IEnumerable<string> words) => words.Sum(word => word.Count(letter => !char.IsWhiteSpace(letter)));

    private static IReadOnlyList<DiffPiece> WordByWord(List<string> old, List<string> now)
    {
        var pieces = new Pieces();

        // common[i, j]: the length of the longest common sequence of what begins at i and at j.
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--) common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var (at, to) = (0, 0);
        while (at < old.Count || to < now.Count)
        {
            if (at < old.Count && to < now.Count && old[at] == now[to])
            {
                pieces.Add(DiffKind.Same, [old[at]]);
                (at, to) = (at + 1, to + 1);
            }
            else if (at < old.Count && (to == now.Count || common[at + 1, to] >= common[at, to + 1]))
            {
                pieces.Add(DiffKind.Removed, [old[at++]]);
            }
            else
            {
                pieces.Add(DiffKind.Added, [now[to++]]);
            }
        }

        return pieces.All;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var kind = ' ';
        foreach (var rune in text.EnumerateRunes())
        {
            var next = KindOf(rune);
            if (word.Length > 0 && (next != kind || next is 's'))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            word.Append(rune.ToString());
            kind = next;
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    /// <summary>A letter of a word, a space, or a sign that stands for itself.</summary>
    private static char KindOf(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? ' '
        : Rune.IsLetterOrDigit(rune) && !IsWholeWord(rune.Value) ? 'w'
        : 's';

    // Kana, CJK ideographs and Hangul, with the extensions beyond the first plane.
    private static bool IsWholeWord(int rune) => rune is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private sealed class Pieces
    {
        private readonly List<DiffPiece> _all = [];

        public IReadOnlyList<DiffPiece> All => _all;

        public void Add(DiffKind kind, IEnumerable<string> words)
        {
            var text = string.Concat(words);
            if (text.Length == 0) return;
            if (_all.Count > 0 && _all[^1].Kind == kind) _all[^1] = new DiffPiece(kind, _all[^1].Text + text);
            else _all.Add(new DiffPiece(kind, text));
        }
    }
}

/// <summary>A piece of a text and what becomes of it.</summary>
public sealed record DiffPiece(DiffKind Kind, string Text);

public enum DiffKind
{
    Same,
    Removed,
    Added,
}
