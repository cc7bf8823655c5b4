using PlanDecomp.Api.Chat.Commands;
using PlanDecomp.Api.Chat.Intents;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Reads by built-in rules, in English and Chinese: the first intent that recognises the message answers it.</summary>
/// <param name="intents">In the order in which they are asked: the narrower ones first.</param>
/// <param name="help">What is offered when nothing was understood.</param>
/// <param name="notice">That rules answer.</param>
internal sealed class RulesReader(IEnumerable<IChatIntent> intents, ChatHelp help, RulesNotice notice) : IChatReader
{
    private const int MaxQuote = 120;

    /// <summary>The intent the rules find in a message, with what to do; null when they find none.</summary>
    public (IChatIntent Intent, ChatDeed Deed)? Understand(string message)
    {
        var said = Utterance.Of(message);
        foreach (var intent in intents)
        {
            if (intent.Read(said) is { } deed) return (intent, deed);
        }

        return null;
    }

    public async Task AnswerAsync(ChatTurn turn, CancellationToken ct)
    {
        if (Understand(turn.Question.Content) is { } understood)
        {
            await understood.Deed(turn, ct);
            return;
        }

        // Honest about what it is: a person who knows that rules answer words it for rules.
        var quote = Markdown.Escape(TextCut.To(turn.Question.Content, MaxQuote));
        turn.Offer(ChatTurn.OfferCreate);
        turn.WriteParagraph(turn.Say(
            $"I am not sure what to do with “{quote}”. {notice.Text(turn.Language)}", $"我不确定该如何处理“{quote}”。{notice.Text(turn.Language)}"));
        turn.WriteParagraph(turn.Say(
            "Shall I make a plan of it and break it down? Say **yes**.", "要把它做成一个计划并拆分吗？请回复“**好的**”。"));
        turn.WriteParagraph(help.Text(turn.Language));
    }
}
