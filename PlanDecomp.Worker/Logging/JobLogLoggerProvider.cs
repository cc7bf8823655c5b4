using Microsoft.Extensions.Logging.Abstractions;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Logging;

/// <summary>Sends what any code below a run logs through <see cref="ILogger"/> to that run's job log, by the ambient <see cref="JobContext"/>.</summary>
/// <remarks>Which categories: <c>Logging:JobLog:LogLevel</c> in configuration; by default what the handlers log, not the framework.</remarks>
[ProviderAlias("JobLog")]
internal sealed class JobLogLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) =>
        // What repeats the job's lines must not become lines again, whatever configuration says.
        categoryName == JobLogMirror.Category ? NullLogger.Instance : new JobLogLogger(categoryName);

    public void Dispose()
    {
    }

    private sealed class JobLogLogger(string category) : ILogger
    {
        private const string TemplateKey = "{OriginalFormat}";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && JobContext.Current is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (JobContext.Current is not { } job) return;
            var message = formatter(state, exception);
            if (exception is not null) message = $"{message} {exception.GetType().Name}: {exception.Message}";
            job.Log(LevelOf(logLevel), $"log.{eventId.Name ?? category}", message, [("category", category), .. Arguments(state)]);
        }

        private static IEnumerable<(string, object?)> Arguments<TState>(TState state) =>
            state is IReadOnlyList<KeyValuePair<string, object?>> values
                ? values.Where(value => value.Key != TemplateKey).Select(value => (value.Key, value.Value))
                : [];

        private static JobLogLevel LevelOf(LogLevel level) => level switch
        {
            LogLevel.Trace or LogLevel.Debug => JobLogLevel.Debug,
            LogLevel.Information => JobLogLevel.Info,
            LogLevel.Warning => JobLogLevel.Warning,
            _ => JobLogLevel.Error,
        };
    }
}
