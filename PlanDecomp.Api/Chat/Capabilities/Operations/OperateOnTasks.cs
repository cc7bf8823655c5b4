using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Starts operations on tasks in the background: for each of <see cref="TaskOperations"/> a command, an intent and an action of one tool, as its descriptor has them.</summary>
internal sealed class OperateOnTasks(OperandFinder targets, PlanJobSubmission<OperationRequest> submission, ReplyJob job) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
        [.. TaskOperations.All.Select(operation => new SlashCommand(CommandOf(operation), (turn, argument, ct) => RunAsync(turn, OperationReader.ReadArgument(operation, argument), ct)))];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        .. TaskOperations.All.Select(operation => new ChatIntent(
            operation.Name, Precedence.Operation,
            said => OperationReader.Read(operation, said) is { } wish ? async (turn, ct) => await RunAsync(turn, wish, ct) : null)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        .. TaskOperations.All.Select(operation => new ChatTool("operate", $"{operation.Speech.ForModel}.")
        {
            Action = operation.Name,
            OnlyWhenAsked = operation.Effect == OperationEffect.Changes,
            Parameters = ParametersOf(operation),
            RunAsync = (turn, given, ct) => RunAsync(turn, WishOf(operation, given), ct),
        }),
    ];

    private async Task<ActionOutcome> RunAsync(ChatTurn turn, OperationWish wish, CancellationToken ct)
    {
        if (OperationFault.Of(turn, wish) is { } fault) return ActionOutcome.DidNot(fault);
        var found = await targets.FindAsync(turn, wish, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        var request = RequestOf(wish, target);
        return await job.StartAsync(turn, new JobToStart(
            new Deed(wish.Operation.Name, target.Of.Plan, target.Of.Task)
            {
                Detail = string.Join(',', target.Beside.Select(task => task.TaskId)),
                Note = target.Beside.Count == 0 ? "" : target.Titles(turn),
            },
            target.Of.Begin(turn), Started(turn, wish, target),
            key => submission.SubmitAsync(new PlanWish<OperationRequest>(turn.Owner, target.Of.Plan.PlanId, target.Of.Task?.TaskId, request, key), CancellationToken.None))
        {
            Estimate = () => submission.EstimateAsync(new PlanWish<OperationRequest>(turn.Owner, target.Of.Plan.PlanId, target.Of.Task?.TaskId, request), ct),
        }, ct);
    }

    private static ChatCommand CommandOf(OperationDescriptor operation) => new()
    {
        Name = operation.Speech.Command,
        Aliases = operation.Speech.Aliases,
        Arguments = operation.Speech.Arguments,
        Meaning = operation.Speech.Meaning,
        Group = operation.Effect is OperationEffect.Changes or OperationEffect.Drafts ? ChatCommandGroup.Change : ChatCommandGroup.Work,
        NeedsArguments = operation.Target != OperationTarget.PlanOrTask || operation.Parameters.Any(parameter => parameter.Missing is not null),
    };

    private static List<ToolParameter> ParametersOf(OperationDescriptor operation)
    {
        var parameters = new List<ToolParameter> { ToolParameter.Plan };
        if (operation.Target != OperationTarget.Siblings) parameters.Add(ToolParameter.Task);
        foreach (var parameter in operation.Parameters.Where(parameter => !parameter.IsLimit))
        {
            switch (parameter.Kind)
            {
                case ParameterKind.Hint:
                    parameters.Add(ToolParameter.Hint with { Meaning = parameter.ForModel });
                    break;
                case ParameterKind.Siblings:
                    parameters.Add(new ToolParameter("tasks", ToolType.Texts));
                    break;
                case ParameterKind.Language:
                    parameters.Add(new ToolParameter(parameter.Name, ToolType.Text));
                    break;
                case ParameterKind.Number:
                    parameters.Add(new ToolParameter(parameter.Name, ToolType.Number, parameter.ForModel));
                    break;
            }
        }

        if (operation.HasCommitChoice) parameters.Add(ToolParameter.Draft);
        return parameters;
    }

    private static OperationWish WishOf(OperationDescriptor operation, ToolArguments given) => new(operation)
    {
        Target = TargetName.Of(given.Text("plan"), given.Text("task")),
        Tasks = new TaskList(given.Texts("tasks") ?? [], given.Text("plan")),
        Hint = operation.Parameters.Any(parameter => parameter.Kind == ParameterKind.Hint) ? given.Text("hint") : null,
        Language = operation.Parameters.FirstOrDefault(parameter => parameter.Kind == ParameterKind.Language) is { } language ? given.Text(language.Name) : null,
        Number = operation.NumberSaid is { } number ? given.Number(number.Name) : null,
        IsDraft = operation.HasCommitChoice ? given.Flag("draft") : null,
    };

    /// <summary>The request, each parameter under its own name.</summary>
    private static OperationRequest RequestOf(OperationWish wish, Operand target)
    {
        var fields = new JsonObject { ["operation"] = wish.Operation.Name };
        if (wish.IsDraft is { } isDraft) fields["commit"] = isDraft ? CommitMode.Review : CommitMode.Apply;
        foreach (var parameter in wish.Operation.Parameters.Where(parameter => !parameter.IsLimit))
        {
            JsonNode? value = parameter.Kind switch
            {
                ParameterKind.Hint => wish.Hint,
                ParameterKind.Language => wish.Language is null ? null : LanguageNames.TagOf(wish.Language),
                ParameterKind.Number => wish.Number,
                ParameterKind.Siblings => new JsonArray([.. target.Beside.Select(task => JsonValue.Create(task.TaskId))]),
                _ => null,
            };
            if (value is not null) fields[parameter.Name] = value;
        }

        return fields.Deserialize(ContractsJson.Default.OperationRequest)!;
    }

    private static string Started(ChatTurn turn, OperationWish wish, Operand target)
    {
        var operation = wish.Operation;
        var doing = turn.Say(operation.Speech.Starting, target.Words, wish switch
        {
            _ when operation.Target == OperationTarget.Siblings => target.Titles(turn),
            { Language: { } language } when LanguageNames.TagOf(language) is { } tag => turn.Say(LanguageNames.EnglishOf(tag), LanguageNames.ChineseOf(tag)),
            { Number: { } number } => turn.Say($"{number} tasks", $" {number} 个任务"),
            _ => turn.Say("several tasks", "几个任务"),
        });
        var commit = wish.IsDraft switch { true => CommitMode.Review, false => CommitMode.Apply, null => operation.DefaultCommit };
        return turn.Say($"I am {doing} in the background; follow the live log below.", $"我正在后台{doing}，请看下方实时日志。") + operation.Effect switch
        {
            OperationEffect.Looks => "",
            OperationEffect.OnlyDrafts => turn.Say(
                " What could be better comes as a draft that you accept or reject: /drafts", "改进建议会成为草稿，由你接受或拒绝：/草稿"),
            _ => commit == CommitMode.Review ? ActionWords.DraftFollows(turn) : ActionWords.CanBeUndone(turn),
        };
    }
}
