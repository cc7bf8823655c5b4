using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>What the person's own last message asks for in so many words, as the rules read it: each part of it is good for one deed.</summary>
/// <remarks>
/// Conservative: a wording that the rules do not know asks for nothing. A part names its target as well; the deed must be on the same one. Read anew at
/// each question, because a part may speak of what another has just made.
/// </remarks>
internal sealed class AskedFor(RulesReader rules, string message)
{
    private readonly List<string> _parts = [.. rules.PartsOf(message)];
    private readonly HashSet<string> _kinds = [.. rules.PartsOf(message).Select(part => rules.Understand(part).FirstOrDefault().Intent?.Name).OfType<string>()];

    /// <summary>The message speaks of such deeds, whatever their target.</summary>
    public bool Speaks(string name) => _kinds.Contains(name);

    /// <summary>True once for each part that asks for just this deed.</summary>
    public async Task<bool> TakesAsync(ChatTurn turn, Deed deed, CancellationToken ct)
    {
        foreach (var part in _parts)
        {
            if (await rules.ProbeAsync(turn, part, ct) is not { } asked || !asked.IsSameAs(deed)) continue;
            _parts.Remove(part);
            return true;
        }

        return false;
    }
}
