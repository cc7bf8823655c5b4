using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PlanDecomp.AppHost.Running;

/// <summary>The console of the AppHost: each line of a service behind the service's name, everything else as it is.</summary>
internal sealed class ConsoleLines() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plandecomp";

    // Aspire forwards the lines of a resource to a logger of this name, as "{LineNumber}: {LineContent}".
    private const string Resources = ".Resources.";
    private const string LineContent = "LineContent";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var start = logEntry.Category.IndexOf(Resources, StringComparison.Ordinal);
        if (start >= 0 && logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values
            && values.FirstOrDefault(value => value.Key == LineContent).Value is string line)
        {
            if (ServiceLine.Read(line, colours: !Console.IsOutputRedirected) is { } said)
                textWriter.WriteLine($"{logEntry.Category[(start + Resources.Length)..]} | {said}");
            return;
        }

        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } fault) textWriter.WriteLine(fault);
    }
}
