using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Gives a question to what can answer it: a slash command's, else the model or the rules.</summary>
internal sealed class ChatAnswer(SlashCommands commands, LlmReader model, RulesReader rules, IOptions<ChatOptions> options, IOptions<LlmOptions> llm)
{
    public ChatAbout About => UsesModel ? new ChatAbout(ChatOptions.Llm, llm.Value.ModelFor(LlmRole.Chat).Name) : new ChatAbout(ChatOptions.Rules, null);

    private bool UsesModel => options.Value.Reader switch
    {
        ChatOptions.Auto => llm.Value.IsConfiguredFor(LlmRole.Chat),
        var reader => reader == ChatOptions.Llm,
    };

    public Task GiveAsync(ChatTurn turn, CancellationToken ct)
    {
        if (commands.Find(turn.Question.Content) is { } typed) return commands.RunAsync(turn, typed, ct);
        return UsesModel ? model.AnswerAsync(turn, ct) : rules.AnswerAsync(turn, ct);
    }
}
