using System.Text.RegularExpressions;
using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>
/// Weighs the signs of every kind in a request. A sign in the title counts more than one in the description; one that only names
/// what a paper or a course is about ("a survey <i>on machine learning</i>") counts little; one at the head of the title counts most.
/// </summary>
public static partial class KindRecogniser
{
    /// <summary>The score a single task needs to be taken for a whole kind of its own.</summary>
    public const int Certain = 55;

    private const int Enough = 40;
    private const int SureWeight = 6, LikelyWeight = 3, MaybeWeight = 1;
    private const int InTitle = 10, InTopic = 3, InDescription = 4, AtHead = 20;

    private static readonly IReadOnlyList<(Kind Kind, IReadOnlyList<Sign> Signs)> Signs =
        [.. KnownKinds.All.Select(kind => (kind, SignsOf(kind)))];

    [GeneratedRegex(@"\b(?:on|about|regarding|concerning|titled)\s+(?<topic>.+)", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishTopic { get; }

    [GeneratedRegex("(?:关于|围绕|针对)(?<topic>[^，。；]+?)的|《(?<topic>[^》]+)》")]
    private static partial Regex ChineseTopic { get; }

    /// <summary>The kind with the most signs; null when none has enough.</summary>
    public static Kind? Recognise(string title, string description, int enough = Enough)
    {
        var oneLine = title.Replace('\n', ' ');
        var head = SubjectReader.StripLeadIns(oneLine, LanguageReader.Read(oneLine, Language.English));
        var topic = TopicRange(oneLine);
        var headAt = oneLine.Length - head.Length;
        Kind? best = null;
        var bestScore = enough - 1;
        foreach (var (kind, signs) in Signs)
        {
            var score = 0;
            foreach (var sign in signs)
            {
                var found = sign.Find(oneLine);
                if (found >= 0)
                {
                    var inTopic = found >= topic.Start && found < topic.End;
                    score += sign.Weight * (inTopic ? InTopic : InTitle);
                    var atHead = found <= headAt + 1 || sign.IsChinese && oneLine.TrimEnd('计', '划', '方', '案', '。').EndsWith(sign.Text, StringComparison.Ordinal);
                    if (atHead && !inTopic && sign.Weight > MaybeWeight) score += AtHead;
                }
                else if (sign.Find(description) >= 0)
                    score += sign.Weight * InDescription;
            }

            if (score > bestScore) (best, bestScore) = (kind, score);
        }

        return best;
    }

    private static (int Start, int End) TopicRange(string title)
    {
        var match = EnglishTopic.Match(title);
        if (!match.Success) match = ChineseTopic.Match(title);
        var topic = match.Groups["topic"];
        return match.Success ? (topic.Index, topic.Index + topic.Length) : (-1, -1);
    }

    private static List<Sign> SignsOf(Kind kind) =>
    [
        .. kind.Sure.Select(text => new Sign(text, SureWeight)),
        .. kind.Likely.Select(text => new Sign(text, LikelyWeight)),
        .. kind.Maybe.Select(text => new Sign(text, MaybeWeight)),
    ];

    /// <param name="Text">English: whole words, with or without a plural s; an asterisk at the end stands for any ending.</param>
    /// <param name="Weight">How much it says.</param>
    private sealed record Sign(string Text, int Weight)
    {
        public bool IsChinese { get; } = Text.Any(LanguageReader.IsHan);

        public int Find(string text)
        {
            for (var at = text.IndexOf(Text.TrimEnd('*'), StringComparison.OrdinalIgnoreCase); at >= 0;
                at = text.IndexOf(Text.TrimEnd('*'), at + 1, StringComparison.OrdinalIgnoreCase))
            {
                if (IsChinese || IsWord(text, at)) return at;
            }

            return -1;
        }

        private bool IsWord(string text, int at)
        {
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) return false;
            if (Text.EndsWith('*')) return true;
            var end = at + Text.Length;
            if (end < text.Length && text[end] is 's' or 'S') end++;
            return end >= text.Length || !char.IsAsciiLetterOrDigit(text[end]);
        }
    }
}
