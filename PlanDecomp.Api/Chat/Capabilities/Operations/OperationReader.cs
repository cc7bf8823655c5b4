using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Reads an operation and what is asked of it out of what a person says, by its descriptor.</summary>
internal static class OperationReader
{
    private static readonly ConcurrentDictionary<string, Regex[]> Patterns = [];

    /// <summary>The operation that a message asks for in words; null when it does not.</summary>
    public static OperationWish? Read(OperationDescriptor operation, Utterance said)
    {
        var (words, wish) = Take(operation, said.Text);
        if (new Utterance(said.Original, words).Match(PatternsOf(operation)) is not { } match) return null;
        string? Group(string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;
        return wish with
        {
            Target = TargetName.Of(Group("what") ?? ""),
            Tasks = TaskListWords.Read(Group("tasks") ?? ""),
            Hint = wish.Hint ?? Group("hint"),
            Language = Group("language"),
            Number = PartsWords.Read(Group("into") ?? "").Parts,
        };
    }

    /// <summary>What stands behind the operation's command.</summary>
    public static OperationWish ReadArgument(OperationDescriptor operation, string argument)
    {
        var (words, wish) = Take(operation, argument);
        if (operation.Target == OperationTarget.Siblings) return wish with { Tasks = TaskListWords.Read(words) };
        if (operation.NumberSaid is not null)
        {
            (words, var number) = PartsWords.Read(words);
            wish = wish with { Number = number };
        }

        // One that may be left out is not looked for: a title may end with the name of a language.
        if (operation.Parameters.Any(parameter => parameter is { Kind: ParameterKind.Language, Missing: not null }))
        {
            (words, var language) = TranslateWords.Read(words);
            wish = wish with { Language = language };
        }

        return wish with { Target = TargetName.Of(words) };
    }

    /// <summary>Takes off what may stand behind any wording: the hint, and whether it is to be a draft.</summary>
    private static (string Words, OperationWish Wish) Take(OperationDescriptor operation, string text)
    {
        var wish = new OperationWish(operation);
        var words = text;
        if (operation.Parameters.Any(parameter => parameter.Kind == ParameterKind.Hint))
        {
            (words, var hint) = HintWords.Read(words);
            wish = wish with { Hint = hint };
        }

        switch (operation.Effect)
        {
            case OperationEffect.Changes:
                (words, var isDraft) = DraftWords.Read(words);
                return (words, wish with { IsDraft = isDraft ? true : null });
            case OperationEffect.Drafts:
                (words, var isApplied) = ApplyWords.Read(words);
                return (words, wish with { IsDraft = isApplied ? false : null });
            default:
                return (words, wish);
        }
    }

    private static Regex[] PatternsOf(OperationDescriptor operation) => Patterns.GetOrAdd(operation.Name, _ =>
    [
        .. operation.Speech.Asks.Select(pattern => new Regex(
            pattern.Replace("{en}", Named.English, StringComparison.Ordinal).Replace("{zh}", Named.Chinese, StringComparison.Ordinal), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)),
    ]);
}
