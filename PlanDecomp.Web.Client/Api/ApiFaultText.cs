using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Api;

/// <summary>What went wrong and what to do next, in words.</summary>
public static class ApiFaultText
{
    public static string Of(Localizer l, ApiException e) => e.Fault switch
    {
        ApiFault.Unreachable => l[new Text("The server cannot be reached. Check your connection; this page tries again by itself.", "无法连接服务器。请检查网络，页面会自动重试。")],
        ApiFault.TimedOut => l[new Text("The server is taking too long to answer. What you asked for may still be done: have a look, then try again.", "服务器响应超时。操作可能已经生效，请先查看，再重试。")],
        ApiFault.Unavailable => l[new Text("The service is not available right now. Try again in a few seconds.", "服务暂时不可用，请几秒后重试。")],
        ApiFault.NotFound => l[new Text("This was removed or never existed.", "内容已被清理或不存在。")],
        ApiFault.NotAllowed => l[new Text("You are not allowed to do this. Sign in and try again.", "没有权限执行此操作，请登录后重试。")],
        ApiFault.Conflict => l[new Text("This is not possible now: something else is at work on it, or it has changed.", "当前无法执行：已有其他操作正在进行，或内容已发生变化。")],
        ApiFault.Invalid => Invalid(l, e),
        ApiFault.TooMany when e.Problem?.DayEndsAt is { } end =>
            l[new Text("What you may use of the language model today is used up. The day ends at {0} UTC.", "你今天可用的语言模型额度已用完，额度日在 {0}（UTC）结束。"), end.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)],
        ApiFault.TooMany when e.RetryAfter > TimeSpan.FromMinutes(1) =>
            l[new Text("Too many requests. Try again in {0} minutes.", "请求过于频繁，请在 {0} 分钟后重试。"), Math.Ceiling(e.RetryAfter.Value.TotalMinutes)],
        ApiFault.TooMany => l[new Text("Too many requests. Wait a moment and try again.", "请求过于频繁，请稍后重试。")],
        _ => l[new Text("Something went wrong on the server. It has been noted; please try again.", "服务器出错，问题已记录，请重试。")],
    };

    private static string Invalid(Localizer l, ApiException e)
    {
        var heading = l[new Text("The input is not valid.", "输入无效。")];
        return e.Problem?.Errors is { Count: > 0 } errors
            ? $"{heading} {string.Join(" ", errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}"))}"
            : heading;
    }
}
