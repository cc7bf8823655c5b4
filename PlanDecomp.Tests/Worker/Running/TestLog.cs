using Microsoft.Extensions.Logging;

namespace PlanDecomp.Tests.Worker.Running;

internal static partial class TestLog
{
    [LoggerMessage(LogLevel.Information, "{JobId} step {Step}")]
    public static partial void Step(ILogger logger, string jobId, int step);
}
