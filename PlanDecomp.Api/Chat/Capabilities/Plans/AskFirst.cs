using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Has a model ask what decides a plan before it makes one, so that the answers can be chosen.</summary>
internal sealed class AskFirst(IOptions<ChatOptions> options) : IChatCapability
{
    private const int MaxQuestions = 3;
    private const int MaxSuggestions = 4;
    private const int MaxLength = 200;

    public IReadOnlyList<ChatTool> Tools => !options.Value.ClarifyingQuestions ? [] :
    [
        new("ask", "Asks before create_plan, once, only when what decides the plan is missing. At most 3 questions; say nothing more then.")
        {
            Parameters =
            [
                new("questions", ToolType.Objects)
                {
                    IsRequired = true,
                    Fields =
                    [
                        new("about", ToolType.Text) { IsRequired = true, Choices = ChatQuestionTopics.All },
                        new("question", ToolType.Text) { IsRequired = true },
                        new("suggestions", ToolType.Texts) { IsRequired = true },
                    ],
                },
            ],
            RunAsync = (turn, given, _) => Task.FromResult(Run(turn, given.Objects("questions")!)),
        },
    ];

    private static ActionOutcome Run(ChatTurn turn, IReadOnlyList<JsonElement> asked)
    {
        if (turn.AskedBefore is not null)
        {
            return ActionOutcome.DidNot(turn.Say("The person was asked before: go on with what there is.", "已经问过一次：请按现有信息继续。"));
        }

        if (turn.HasStartedJob) return ActionOutcome.DidNot(turn.Say("The plan is being made already.", "计划已经在制作中。"));
        var questions = asked.Take(MaxQuestions).Select(Read).ToList();
        turn.Ask(questions);
        return ActionOutcome.Did(string.Join('\n', questions.Select(question => $"- {Markdown.Escape(question.Text)}")));
    }

    private static ChatQuestion Read(JsonElement question)
    {
        var given = ToolArguments.Of(question);
        var about = given.Text("about") is { } topic && ChatQuestionTopics.All.Contains(topic) ? topic : ChatQuestionTopics.Other;
        var text = given.Text("question") is { Length: > 0 } words ? words : throw new ArgumentException("questions.question is missing.");
        return new ChatQuestion(about, TextCut.To(text, MaxLength), [.. (given.Texts("suggestions") ?? []).Where(answer => answer.Length > 0).Take(MaxSuggestions).Select(answer => TextCut.To(answer, MaxLength))]);
    }
}
