using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Gives a question to what can answer it: a slash command's, a word about a card, else the model or the rules.</summary>
internal sealed class ChatAnswer(
    SlashCommands commands, CardAnswer cards, LlmReader model, RulesReader rules, IOptions<ChatOptions> options, IOptions<LlmOptions> llm)
{
    public ChatAbout About => UsesModel ? new ChatAbout(ChatOptions.Llm, llm.Value.ModelFor(LlmRole.Chat).Name) : new ChatAbout(ChatOptions.Rules, null);

    private bool UsesModel => options.Value.Reader switch
    {
        ChatOptions.Auto => llm.Value.IsConfiguredFor(LlmRole.Chat),
        var reader => reader == ChatOptions.Llm,
    };

    /// <summary>By whose word the answer to a question acts.</summary>
    public TurnAuthority AuthorityFor(ChatMessage question) =>
        UsesModel && commands.Find(question.Content) is null ? TurnAuthority.Model : TurnAuthority.Person;

    public async Task GiveAsync(ChatTurn turn, CancellationToken ct)
    {
        if (commands.Find(turn.Question.Content) is { } typed)
        {
            await commands.RunAsync(turn, typed, ct);
        }
        else if (!await cards.TryAsync(turn, ct))
        {
            if (UsesModel) await model.AnswerAsync(turn, ct);
            else await rules.AnswerAsync(turn, ct);
        }
    }
}
