using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.AcrossPlans;
using PlanDecomp.Api.Chat.Actions.Changes;
using PlanDecomp.Api.Chat.Actions.Drafts;
using PlanDecomp.Api.Chat.Actions.Execution;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Commands;
using PlanDecomp.Api.Chat.Intents;
using PlanDecomp.Api.Chat.Messages;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Api.Chat.Sessions;
using PlanDecomp.Api.Chat.Store;
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
        services.AddSingleton<DecomposeByName>();
        services.AddSingleton<Operation>();
        services.AddSingleton<TakeBack>();
        services.AddSingleton<DraftFinder>();
        services.AddSingleton<SettleDraft>();
        return services.AddActions().AddCommands().AddIntents();
    }

    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder routes)
    {
        var chat = routes.MapGroup("/chat").WithTags("Chat");
        chat.MapGet("/about", (ChatAnswer answer) => TypedResults.Ok<ChatAbout>(answer.About))
            .WithSummary("What answers in the chat: a language model, or the built-in rules.");
        chat.MapSessions();
        chat.MapMessages();
        return routes;
    }

    /// <summary>What the chat can do; the model gets each as a tool.</summary>
    private static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddAction<CreatePlan>()
        .AddAction<Decompose>()
        .AddAction<EditPlan>()
        .AddAction<AddTask>()
        .AddAction<EditTask>()
        .AddAction<ShowStatus>()
        .AddAction<ListPlans>()
        .AddAction<CancelJob>()
        .AddAction<Execute>()
        .AddAction<ShowResult>()
        .AddAction<Redo>()
        .AddAction<MergeTasks>()
        .AddAction<SplitTask>()
        .AddAction<Rewrite>()
        .AddAction<Translate>()
        .AddAction<Estimate>()
        .AddAction<RepairDependencies>()
        .AddAction<Summarise>()
        .AddAction<CheckQuality>()
        .AddAction<Undo>()
        .AddAction<RestoreChange>()
        .AddAction<ListDrafts>()
        .AddAction<AcceptDraft>()
        .AddAction<RejectDraft>()
        .AddAction<ExportPlans>()
        .AddAction<ImportPlan>()
        .AddAction<DuplicatePlan>()
        .AddAction<ReindexPlans>();

    /// <summary>In the order of the help.</summary>
    private static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<ChatHelp>()
        .AddSingleton<SlashCommands>()
        .AddSingleton<IChatCommand, PlanCommand>()
        .AddSingleton<IChatCommand, PlansCommand>()
        .AddSingleton<IChatCommand, StatusCommand>()
        .AddSingleton<IChatCommand, CancelCommand>()
        .AddSingleton<IChatCommand, DecomposeCommand>()
        .AddSingleton<IChatCommand, ExecuteCommand>()
        .AddSingleton<IChatCommand, ResultCommand>()
        .AddSingleton<IChatCommand, SummariseCommand>()
        .AddSingleton<IChatCommand, CheckCommand>()
        .AddSingleton<IChatCommand, RedoCommand>()
        .AddSingleton<IChatCommand, MergeCommand>()
        .AddSingleton<IChatCommand, SplitCommand>()
        .AddSingleton<IChatCommand, RewriteCommand>()
        .AddSingleton<IChatCommand, TranslateCommand>()
        .AddSingleton<IChatCommand, EstimateCommand>()
        .AddSingleton<IChatCommand, RepairCommand>()
        .AddSingleton<IChatCommand, DraftsCommand>()
        .AddSingleton<IChatCommand, AcceptCommand>()
        .AddSingleton<IChatCommand, RejectCommand>()
        .AddSingleton<IChatCommand, UndoCommand>()
        .AddSingleton<IChatCommand, RestoreCommand>()
        .AddSingleton<IChatCommand, ExportCommand>()
        .AddSingleton<IChatCommand, ImportCommand>()
        .AddSingleton<IChatCommand, DuplicateCommand>()
        .AddSingleton<IChatCommand, ReindexCommand>()
        .AddSingleton<IChatCommand, HelpCommand>();

    /// <summary>In the order in which they are asked: the narrower ones first.</summary>
    private static IServiceCollection AddIntents(this IServiceCollection services) => services
        .AddSingleton<IChatIntent, YesIntent>()
        .AddSingleton<IChatIntent, GreetingIntent>()
        .AddSingleton<IChatIntent, HelpIntent>()
        .AddSingleton<IChatIntent, ImportIntent>()
        .AddSingleton<IChatIntent, DeleteIntent>()
        .AddSingleton<IChatIntent, ListPlansIntent>()
        .AddSingleton<IChatIntent, UndoIntent>()
        .AddSingleton<IChatIntent, RestoreChangeIntent>()
        .AddSingleton<IChatIntent, DraftsIntent>()
        .AddSingleton<IChatIntent, AcceptIntent>()
        .AddSingleton<IChatIntent, RejectIntent>()
        .AddSingleton<IChatIntent, ResultIntent>()
        .AddSingleton<IChatIntent, ExportIntent>()
        .AddSingleton<IChatIntent, DuplicateIntent>()
        .AddSingleton<IChatIntent, ReindexIntent>()
        .AddSingleton<IChatIntent, MergeIntent>()
        .AddSingleton<IChatIntent, SplitTaskIntent>()
        .AddSingleton<IChatIntent, RedoIntent>()
        .AddSingleton<IChatIntent, RewriteIntent>()
        .AddSingleton<IChatIntent, TranslateIntent>()
        .AddSingleton<IChatIntent, EstimateIntent>()
        .AddSingleton<IChatIntent, RepairIntent>()
        .AddSingleton<IChatIntent, SummariseIntent>()
        .AddSingleton<IChatIntent, CheckQualityIntent>()
        .AddSingleton<IChatIntent, ExecuteIntent>()
        .AddSingleton<IChatIntent, EditTaskIntent>()
        .AddSingleton<IChatIntent, AddTaskIntent>()
        .AddSingleton<IChatIntent, EditPlanIntent>()
        .AddSingleton<IChatIntent, CancelIntent>()
        .AddSingleton<IChatIntent, StatusIntent>()
        .AddSingleton<IChatIntent, DecomposeIntent>()
        .AddSingleton<IChatIntent, CreatePlanIntent>();

    private static IServiceCollection AddAction<T>(this IServiceCollection services)
        where T : class, IChatAction =>
        services.AddSingleton<T>().AddSingleton<IChatAction>(provider => provider.GetRequiredService<T>());
}
