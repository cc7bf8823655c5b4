using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Yes", 好的, after the rules have offered to make a plan of what they did not understand.</summary>
internal sealed partial class YesIntent(CreatePlan createPlan) : IChatIntent
{
    public string Name => "yes";

    public ChatDeed? Read(Utterance said) => said.Match(Yes()) is null ? null : async (turn, ct) =>
    {
        if (Offered(turn) is { } wish)
        {
            turn.WriteParagraph((await createPlan.RunAsync(turn, wish, null, new DecomposeRequest(), ct)).Text);
            return;
        }

        turn.WriteParagraph(turn.Say("Yes to what? Say what I should do, or /help.", "请告诉我具体要做什么，或输入 /帮助。"));
    };

    /// <summary>The message that the last reply offered to make a plan of.</summary>
    private static string? Offered(ChatTurn turn) =>
        turn.History is [.., { Role: ChatRole.User } wish, { Role: ChatRole.Assistant, Metadata: { } offer }] && offer.Others?.ContainsKey(ChatTurn.OfferKey) == true
            ? wish.Content
            : null;

    [GeneratedRegex("^(?:yes|yep|yeah|sure|ok|okay|do it|go ahead|please do|y|好|好的|是|是的|可以|行|要|对|嗯|做|开始)(?:[,，!！。 ]*(?:please|do it|go ahead|请))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();
}
