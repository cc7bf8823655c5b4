using System.Text.RegularExpressions;
using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Offline.Tree;

namespace PlanDecomp.Tests.Offline.Knowledge;

/// <summary>What a newcomer can get wrong when adding a kind.</summary>
public sealed partial class KnowledgeTests
{
    private static readonly HashSet<string> FactNames = ["duration", "people", "budget", "deadline", "tech", "from", "to"];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Optional { get; }

    private static IEnumerable<Rule> AllRules =>
        KnownKinds.All.Concat(KnownKinds.Otherwise).SelectMany(kind => kind.Phases).SelectMany(WithParts)
            .Concat(WorkTypes.All.Append(WorkTypes.Any).SelectMany(work => work.Steps))
            .Concat(ClosingTasks.All);

    [Fact]
    public void Kinds_have_names_of_their_own_and_three_to_seven_phases()
    {
        var kinds = KnownKinds.All.Concat(KnownKinds.Otherwise).ToList();

        Assert.Equal(kinds.Count, kinds.Select(kind => kind.Name).Distinct().Count());
        Assert.All(kinds, kind => Assert.InRange(kind.Phases.Count, 3, 7));
    }

    [Fact]
    public void Every_text_is_there_in_both_languages_and_in_the_right_place() =>
        Assert.All(AllRules.SelectMany(rule => new[] { rule.Title, rule.Do }), words =>
        {
            Assert.NotEmpty(words.En);
            Assert.DoesNotContain(words.En, LanguageReader.IsHan);
            Assert.Contains(words.Zh, LanguageReader.IsHan);
        });

    [Fact]
    public void Facts_stand_in_square_brackets_because_a_request_may_not_name_them() =>
        Assert.All(AllRules.SelectMany(rule => new[] { rule.Title.En, rule.Title.Zh, rule.Do.En, rule.Do.Zh }), text =>
        {
            var bare = Optional.Replace(text, "");
            Assert.DoesNotContain(bare, character => character is '[' or ']');
            Assert.All(Placeholder.Matches(bare), match => Assert.DoesNotContain(match.Groups[1].Value, FactNames));
            Assert.All(Placeholder.Matches(text), match => Assert.Contains(match.Groups[1].Value, FactNames.Concat(["subject", "about", "period"])));
        });

    [Fact]
    public void Siblings_have_different_titles() =>
        Assert.All(KnownKinds.All.SelectMany(kind => kind.Phases.SelectMany(WithParts).Select(rule => rule.Parts).Append(kind.Phases)), row =>
        {
            var plain = row.Where(rule => rule.Periods is null).ToList();
            Assert.Equal(plain.Count, plain.Select(rule => TitleLikeness.Key(rule.Title.En)).Distinct().Count());
            Assert.Equal(plain.Count, plain.Select(rule => TitleLikeness.Key(rule.Title.Zh)).Distinct().Count());
        });

    private static IEnumerable<Rule> WithParts(Rule rule) => rule.Periods is { } periods
        ? periods.Variants.Concat(periods.Otherwise).SelectMany(WithParts)
        : rule.Parts.SelectMany(WithParts).Prepend(rule);
}
