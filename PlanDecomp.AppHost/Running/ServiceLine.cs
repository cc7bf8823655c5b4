using System.Text.RegularExpressions;

namespace PlanDecomp.AppHost.Running;

/// <summary>A line that a service wrote, as the orchestrator hands it on.</summary>
internal static partial class ServiceLine
{
    // The orchestrator's own lines about a process, not the process's.
    private const string OfTheOrchestrator = "[sys] ";

    /// <summary>The line as the service wrote it, without colours where they are not wanted; null when it did not write it.</summary>
    public static string? Read(string line, bool colours)
    {
        line = Stamp().Replace(line, "");
        if (line.StartsWith(OfTheOrchestrator, StringComparison.Ordinal)) return null;
        return colours ? line : Colour().Replace(line, "");
    }

    // The orchestrator puts its own time before each line; the services write theirs.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z ")]
    private static partial Regex Stamp();

    // The services are made to write colours, for the dashboard.
    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
