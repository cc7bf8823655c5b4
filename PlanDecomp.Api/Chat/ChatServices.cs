using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Capabilities.AcrossPlans;
using PlanDecomp.Api.Chat.Capabilities.Changes;
using PlanDecomp.Api.Chat.Capabilities.Drafts;
using PlanDecomp.Api.Chat.Capabilities.Execution;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Capabilities.Operations;
using PlanDecomp.Api.Chat.Capabilities.Plans;
using PlanDecomp.Api.Chat.Capabilities.Talk;
using PlanDecomp.Api.Chat.Capabilities.Tasks;
using PlanDecomp.Api.Chat.Messages;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Api.Chat.Sessions;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Chat;

/// <summary>The chat: conversations, replies that are written in the background, and what they can do.</summary>
public static class ChatServices
{
    /// <summary>Needs the plan store, the job store and the Api's jobs.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.WriterLostAfter >= 3 * options.SaveEvery, "Chat:WriterLostAfter must be at least three times Chat:SaveEvery.")
            .ValidateOnStart();
        services.AddLlm();
        services.AddSingleton<IChatStore, SqliteChatStore>();
        services.AddSingleton<ChatSubmission>();
        services.AddSingleton<ReplyStop>();
        services.AddSingleton<ReplyRun>();
        services.AddSingleton<ReplyRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplyRuns>());
        services.AddSingleton<ReplyStream>();
        services.AddSingleton<ChatTurns>();
        services.AddSingleton<ChatAnswer>();
        services.AddSingleton<ChatPrompt>();
        services.AddSingleton<LlmReader>();
        services.AddSingleton<RulesReader>();
        services.AddSingleton<RulesNotice>();
        services.AddSingleton<PlanFinder>();
        services.AddSingleton<RunningJobs>();
        services.AddSingleton<TargetFinder>();
        services.AddSingleton<ReplyJob>();
        services.AddSingleton<Breakdown>();
        services.AddSingleton<TakeBack>();
        services.AddSingleton<DraftFinder>();
        services.AddSingleton<SettleDraft>();
        services.AddSingleton<OperandFinder>();
        services.AddSingleton<ChatHelp>();
        services.AddSingleton<SlashCommands>();
        services.AddSingleton<ChatCapabilities>();
        services.AddSingleton<ActGate>();
        services.AddSingleton<PlanMark>();
        services.AddSingleton<HandChange>();
        services.AddSingleton<ActRunner>();
        services.AddSingleton<ActSettlement>();
        services.AddSingleton<CardAnswer>();
        services.AddSingleton<ActRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<ActRounds>());
        return services.AddCapabilities();
    }

    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder routes)
    {
        var chat = routes.MapGroup("/chat").WithTags("Chat");
        chat.MapGet("/about", (ChatAnswer answer) => TypedResults.Ok<ChatAbout>(answer.About))
            .WithSummary("What answers in the chat: a language model, or the built-in rules.");
        chat.MapCommands();
        chat.MapSessions();
        chat.MapMessages();
        chat.MapActs();
        return routes;
    }

    /// <summary>
    /// What the chat can do, each in a file of its own. Within a <see cref="ChatCommandGroup"/> this is the order of the help, within a
    /// <see cref="Precedence"/> the order in which the rules ask.
    /// </summary>
    private static IServiceCollection AddCapabilities(this IServiceCollection services) => services
        .AddCapability<SayYes>()
        .AddCapability<Greet>()
        .AddCapability<ShowHelp>()
        .AddCapability<RefuseToDelete>()
        .AddCapability<CreatePlan>()
        .AddCapability<AskFirst>()
        .AddCapability<ListPlans>()
        .AddCapability<ShowStatus>()
        .AddCapability<EditTask>()
        .AddCapability<AddTask>()
        .AddCapability<MoveTask>()
        .AddCapability<ReadTask>()
        .AddCapability<ShowWork>()
        .AddCapability<EditPlan>()
        .AddCapability<CancelJob>()
        .AddCapability<Decompose>()
        .AddCapability<Execute>()
        .AddCapability<ShowResult>()
        .AddCapability<OperateOnTasks>()
        .AddCapability<ListDrafts>()
        .AddCapability<AcceptDraft>()
        .AddCapability<RejectDraft>()
        .AddCapability<Undo>()
        .AddCapability<RestoreChange>()
        .AddCapability<ExportPlans>()
        .AddCapability<ImportPlan>()
        .AddCapability<DuplicatePlan>()
        .AddCapability<ReindexPlans>();

    private static IServiceCollection AddCapability<T>(this IServiceCollection services)
        where T : class, IChatCapability =>
        services.AddSingleton<T>().AddSingleton<IChatCapability>(provider => provider.GetRequiredService<T>());
}
