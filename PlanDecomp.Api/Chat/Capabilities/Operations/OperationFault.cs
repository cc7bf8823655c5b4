using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>What is wrong with a wish for an operation, before anyone looks for what it is to work on.</summary>
internal static class OperationFault
{
    private const int MaxQuote = 60;

    /// <summary>What to say instead; null when the wish is whole.</summary>
    public static string? Of(ChatTurn turn, OperationWish wish) =>
        wish.Operation.Parameters.Where(parameter => !parameter.IsLimit).Select(parameter => Of(turn, wish, parameter)).FirstOrDefault(fault => fault is not null);

    private static string? Of(ChatTurn turn, OperationWish wish, OperationParameter parameter)
    {
        switch (parameter.Kind)
        {
            case ParameterKind.Hint when parameter.Missing is not null && string.IsNullOrWhiteSpace(wish.Hint):
            case ParameterKind.Language when parameter.Missing is not null && string.IsNullOrWhiteSpace(wish.Language):
            case ParameterKind.Number when (parameter.Missing is not null && wish.Number is null) || wish.Number < parameter.Min || wish.Number > parameter.Max:
                return parameter.Question is { } question ? turn.Say(question, parameter.Min, parameter.Max) : parameter.Missing;
            case ParameterKind.Language when !string.IsNullOrWhiteSpace(wish.Language) && LanguageNames.TagOf(wish.Language) is null:
                var quote = Markdown.Escape(TextCut.To(wish.Language, MaxQuote));
                return turn.Say(
                    $"I do not know the language “{quote}”. Give its name or its tag, for example Chinese, German or pt-BR.",
                    $"不认识“{quote}”这种语言。请给出语言名称或代码，例如英文、德语或 pt-BR。");
            default:
                return null;
        }
    }
}
