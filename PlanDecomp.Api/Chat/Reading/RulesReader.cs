using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Capabilities.Talk;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Reads by built-in rules, in English and Chinese: the first intent that recognises the message answers it.</summary>
/// <param name="capabilities">What can be wished for.</param>
/// <param name="help">What is offered when nothing was understood.</param>
/// <param name="notice">That rules answer.</param>
internal sealed class RulesReader(ChatCapabilities capabilities, ChatHelp help, RulesNotice notice) : IChatReader
{
    private const int MaxQuote = 120;

    /// <summary>The intents the rules find in a message, with what to do, in the order in which they count.</summary>
    public IEnumerable<(ChatIntent Intent, ChatDeed Deed)> Understand(string message)
    {
        var said = Utterance.Of(message);
        foreach (var intent in capabilities.Intents)
        {
            if (intent.Read(said) is { } deed) yield return (intent, deed);
        }
    }

    public async Task AnswerAsync(ChatTurn turn, CancellationToken ct)
    {
        foreach (var (_, deed) in Understand(turn.Question.Content))
        {
            if (await deed(turn, ct) is not { } outcome) continue;
            turn.WriteParagraph(outcome.Text);
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
