using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Jobs;

namespace PlanDecomp.Api.Limits;

/// <summary>Takes nothing that may ask the language model from an account that has used up its tokens of the day.</summary>
internal sealed class TokenLimit(SpentTokens spent, SharedCounters counters, IOptions<LimitOptions> options, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var owner = context.HttpContext.User.Owner();
        if (!options.Value.Enabled || await counters.AskAsync(() => spent.TodayAsync(owner)) < options.Value.TokensPerAccount) return await next(context);
        var now = time.GetUtcNow();
        return TooMany.Answer(context.HttpContext, now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime, "The tokens of today are used up.");
    }
}
