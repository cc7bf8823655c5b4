using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PlanDecomp.AppHost.Running;

/// <summary>The console of the AppHost: each line of a service behind the service's name, everything else as it is.</summary>
internal sealed partial class ConsoleLines() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plandecomp";

    // Aspire forwards the lines of a resource to a logger of this name, as "{LineNumber}: {LineContent}".
    private const string Resources = ".Resources.";
    private const string LineContent = "LineContent";

    // The orchestrator's own lines about a process, not the process's.
    private const string OfTheOrchestrator = "[sys] ";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var start = logEntry.Category.IndexOf(Resources, StringComparison.Ordinal);
        if (start >= 0 && logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values
            && values.FirstOrDefault(value => value.Key == LineContent).Value is string line)
        {
            line = Stamp().Replace(line, "");
            if (line.StartsWith(OfTheOrchestrator, StringComparison.Ordinal)) return;
            textWriter.WriteLine($"{logEntry.Category[(start + Resources.Length)..]} | {(Console.IsOutputRedirected ? Colour().Replace(line, "") : line)}");
            return;
        }

        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } fault) textWriter.WriteLine(fault);
    }

    // The orchestrator puts its own time before each line; the services write theirs.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z ")]
    private static partial Regex Stamp();

    // The services are made to write colours, for the dashboard.
    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
