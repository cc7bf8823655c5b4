using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>Takes apart a message that asks for one thing after the other: "merge tasks 1 and 2, then estimate it", 先合并任务1和2，然后估算工时.</summary>
internal static partial class MessageParts
{
    private const int MaxParts = 6;

    /// <param name="message">As written.</param>
    /// <param name="isUnderstood">A part is a wish of its own; where one is not, the message is one wish.</param>
    /// <returns>The message itself, or its parts in order.</returns>
    public static IReadOnlyList<string> Of(string message, Func<string, bool> isUnderstood)
    {
        // What stands behind a colon, in quotes or behind two dashes is someone's words, and a list is what is to be planned.
        var text = message.Trim();
        if (text.Length > ChatLimits.ReadLength || OwnWords().IsMatch(text)) return [message];
        var parts = Then().Split(First().Replace(text, "")).Select(part => part.Trim().Trim(',', '，', '.', '。', ';', '；', ' ')).Where(part => part.Length > 0).ToList();
        return parts.Count is > 1 and <= MaxParts && parts.All(isUnderstood) ? parts : [message];
    }

    [GeneratedRegex("""[\r\n:：“”"「《]|\s--|——""")]
    private static partial Regex OwnWords();

    [GeneratedRegex(@"^(?:first(?:ly)?[,\s]\s*|(?:请)?(?:首先|先)(?!给|让|看|出)[，,]?\s*)", RegexOptions.IgnoreCase)]
    private static partial Regex First();

    [GeneratedRegex(@"\s*[,;.!]?\s+(?:and\s+)?(?:then|after\s+that|afterwards|next|finally)\b[,\s]\s*|\s*[;；]\s*|[.!]\s+(?=\p{L})|\s*[，,。；！]?\s*(?:然后|接着|随后|之后再|最后)再?[，,]?\s*|。(?=.)|\s+and\s+(?=(?:estimate|execute|run|translate|summari[sz]e|check|merge|split|export|prioriti[sz]e)\b)|[，,]再", RegexOptions.IgnoreCase)]
    private static partial Regex Then();
}
