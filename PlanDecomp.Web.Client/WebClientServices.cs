using MudBlazor.Services;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Chat;
using PlanDecomp.Web.Client.Chat.Composer;
using PlanDecomp.Web.Client.Chat.Sessions;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.Jobs;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Dialogs;
using PlanDecomp.Web.Client.Plans.Proposals;
using PlanDecomp.Web.Client.Plans.Transfers;
using PlanDecomp.Web.Client.Theme;

namespace PlanDecomp.Web.Client;

public static class WebClientServices
{
    /// <summary>What the pages need, in the browser and while the host prerenders them.</summary>
    /// <param name="services">To add to.</param>
    /// <param name="origin">The address of the web host. A prerendered page asks nothing: what it shows is loaded in the browser.</param>
    public static IServiceCollection AddWebClient(this IServiceCollection services, Uri origin)
    {
        services.AddMudServices();
        services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(origin, "api/"), Timeout = Timeout.InfiniteTimeSpan });
        services.AddScoped<Connectivity>();
        services.AddScoped<ApiClient>();
        services.AddScoped<ChatClient>();
        services.AddScoped<JobsClient>();
        services.AddScoped<CostsClient>();
        services.AddScoped<PlansClient>();
        services.AddScoped<ChangesClient>();
        services.AddScoped<TransfersClient>();
        services.AddScoped<ExecutionsClient>();
        services.AddScoped<OperationsClient>();
        services.AddScoped<ProposalsClient>();
        services.AddScoped<ChatBrowser>();
        services.AddScoped<ChatSessions>();
        services.AddScoped<SlashCommands>();
        services.AddJobLog();
        services.AddScoped<JobsWatch>();
        services.AddScoped<Notifications>();
        services.AddScoped<JobEndNotices>();
        services.AddScoped<PlanDialogs>();
        services.AddScoped<ProposalDialogs>();
        services.AddScoped<TransferDialogs>();
        services.AddScoped<Localizer>();
        services.AddScoped<ThemeChoice>();
        services.AddScoped<Browser>();
        services.AddSingleton(TimeProvider.System);
        return services;
    }
}
