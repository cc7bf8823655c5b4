using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Reads by built-in rules, in English and Chinese: the first intent that recognises the message answers it.</summary>
/// <param name="capabilities">What can be wished for.</param>
/// <param name="notice">That rules answer.</param>
/// <param name="createPlan">Takes the answers to what was asked.</param>
/// <param name="gate">Prepares what is done later.</param>
internal sealed class RulesReader(ChatCapabilities capabilities, RulesNotice notice, CreatePlan createPlan, ActGate gate) : IChatReader
{
    private const int MaxQuote = 120;

    /// <summary>What takes any words behind itself: what looks like a second wish may belong to the first.</summary>
    private static readonly HashSet<string> Greedy = ["add_task", "edit_plan", "import", "greeting", "help", "yes"];

    /// <summary>The intents the rules find in a message, with what to do, in the order in which they count.</summary>
    public IEnumerable<(ChatIntent Intent, ChatDeed Deed)> Understand(string message)
    {
        var said = Utterance.Of(message);
        foreach (var intent in capabilities.Intents)
        {
            if (intent.Read(said) is { } deed) yield return (intent, deed);
        }
    }

    /// <summary>The wishes of a message that asks for several, in order; else the message.</summary>
    public IReadOnlyList<string> PartsOf(string message) => Understand(message).FirstOrDefault().Intent is { } whole && Greedy.Contains(whole.Name)
        ? [message]
        : MessageParts.Of(message, part => Understand(part).Any());

    /// <summary>What the words would do, if this turn were the person's; null when they would do nothing.</summary>
    public async Task<Deed?> ProbeAsync(ChatTurn turn, string words, CancellationToken ct)
    {
        var probe = turn.Probe();
        await RunAsync(probe, words, ct);
        return probe.Deed;
    }

    /// <summary>Does what the words ask for. Null when the rules do not understand them.</summary>
    public async Task<ActionOutcome?> RunAsync(ChatTurn turn, string words, CancellationToken ct)
    {
        foreach (var (_, deed) in Understand(words))
        {
            if (await deed(turn, ct) is { } outcome) return outcome;
        }

        return await TakeAnswerAsync(turn, ct);
    }

    public async Task AnswerAsync(ChatTurn turn, CancellationToken ct)
    {
        var parts = PartsOf(turn.Question.Content);
        if (parts.Count > 1)
        {
            await AnswerInStepsAsync(turn, parts, ct);
            return;
        }

        turn.BeginCall(null);
        if ((await RunAsync(turn, turn.Question.Content, ct) ?? await createPlan.TakeWishAsync(turn, ct)) is { } outcome)
        {
            await turn.EndCallAsync(null, outcome);
            turn.WriteParagraph(outcome.Text);
            return;
        }

        // Honest about what it is: a person who knows that rules answer words it for rules.
        var quote = Markdown.Escape(TextCut.To(turn.Question.Content, MaxQuote));
        turn.Offer(ChatTurn.OfferCreate);
        turn.WriteParagraph(turn.Say(
            $"I am not sure what to do with “{quote}”. {notice.Text(turn.Language)} Say **yes** to have a plan made of it, or **help** to see what I understand.",
            $"我不确定该如何处理“{quote}”。{notice.Text(turn.Language)}要把它做成计划，请回复“**好的**”；想看我能听懂什么，请说“**帮助**”。"));
    }

    /// <summary>One after the other; what comes behind a job waits for its end. The first that is not done ends it.</summary>
    private async Task AnswerInStepsAsync(ChatTurn turn, IReadOnlyList<string> parts, CancellationToken ct)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (turn.HasStartedJob)
            {
                await QueueAsync(turn, parts.Skip(i));
                return;
            }

            turn.BeginCall(null);
            var outcome = await RunAsync(turn, parts[i], ct) ?? ActionOutcome.DidNot("");
            await turn.EndCallAsync(null, outcome);
            turn.WriteParagraph(outcome.Text);
            if (outcome.Done || i + 1 == parts.Count) continue;
            var rest = string.Join(turn.Say(", ", "、"), parts.Skip(i + 1).Select(part => $"“{Markdown.Escape(part)}”"));
            turn.WriteParagraph(turn.Say($"So I did not go on with {rest}.", $"因此没有继续：{rest}。"));
            return;
        }
    }

    private async Task QueueAsync(ChatTurn turn, IEnumerable<string> parts)
    {
        var lines = new List<string>();
        foreach (var part in parts)
        {
            var name = (await ProbeAsync(turn, part, CancellationToken.None))?.Name ?? Understand(part).First().Intent.Name;
            await turn.AddActAsync(new ActDraft(name, ChatActStatus.Waiting)
            {
                Subject = part,
                PlanId = turn.PlanId,
                Call = await gate.PlaceAsync(turn, turn.CallOf(part), turn.PlanId, CancellationToken.None),
            });
            lines.Add($"- {Markdown.Escape(part)}");
        }

        turn.WriteParagraph(turn.Say($"Then, when that has ended well:\n\n{string.Join('\n', lines)}", $"顺利结束后，再依次：\n\n{string.Join('\n', lines)}"));
    }

    /// <summary>Takes the message for the answer to what the last reply asked; null when it asked nothing.</summary>
    private async Task<ActionOutcome?> TakeAnswerAsync(ChatTurn turn, CancellationToken ct) =>
        turn.AskedBefore is null ? null : await createPlan.AnswerAsync(turn, ct);
}
