using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>A message as the rules look at it.</summary>
/// <param name="Original">As written.</param>
/// <param name="Text">Its beginning (<see cref="ChatLimits.ReadLength"/>) in one line, without "please", "can you", 请帮我 and the like.</param>
internal sealed partial record Utterance(string Original, string Text)
{
    public static Utterance Of(string message)
    {
        // A list below the first line is what is to be planned, not how it is asked for; the intents that make plans take the original.
        var text = SpokenName.Clean(message.Length <= ChatLimits.ReadLength ? message : message[..ChatLimits.ReadLength]);
        for (var before = ""; before != text;)
        {
            before = text;
            text = SpokenName.Clean(Trailing().Replace(Leading().Replace(text, ""), ""));
            if (text.Length == 0) text = before;
        }

        return new Utterance(message, text);
    }

    /// <summary>The match, or null.</summary>
    public Match? Match(params ReadOnlySpan<Regex> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match(Text) is { Success: true } match) return match;
        }

        return null;
    }

    [GeneratedRegex("""
        ^(?:
          (?:ok|okay|so|well|now|then|and|please|pls|hey|hi|hello|yes|great|thanks)[,，!.\ ]+(?=\S)
        | (?:can|could|would|will)\ you\ (?:please\ |kindly\ )?(?=\S)
        | (?:i'd|i\ would)\ like\ (?:you\ )?to\ (?=\S) | i\ (?:want|need|wish)\ (?:you\ )?to\ (?=\S)
        | (?:please\ )?help\ (?:me|us)\ (?:to\ |with\ )?(?=\S) | let'?s\ (?=\S) | let\ us\ (?=\S) | go\ ahead\ and\ (?=\S)
        | (?:你好|您好|好的|好|那么|那|嗯|行)[，,。!！\ ]+(?=\S)
        | (?:请问|请你|请您|请|麻烦你|麻烦您|麻烦|劳烦|帮忙|帮我们|帮我|替我|给我|我想要|我想|我要|我需要|我们要|我们想|能不能|能否|可不可以|可以|你能|你可以|现在|来)[，,\ ]*(?=\S)
        )
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Leading();

    [GeneratedRegex(@"[,，]?\s*(?:\bplease|\bfor me|\bthanks|\bthank you|\bnow|吧|好吗|可以吗|行吗|谢谢你?|呗|呢|啊)$", RegexOptions.IgnoreCase)]
    private static partial Regex Trailing();
}
