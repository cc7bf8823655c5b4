namespace PlanDecomp.AppHost.Running;

/// <summary>What a process said before it ended.</summary>
internal sealed class LastWords(ResourceLoggerService logs)
{
    // How the services name a setting, and how the runtime ends a process over an exception.
    private static readonly string[] Reasons = ["Wrong setting: ", "Unhandled exception. "];

    /// <summary>The reason that it named, else its last line; empty when it said nothing.</summary>
    public async Task<string> OfAsync(string resourceId, CancellationToken ct)
    {
        var said = new List<string>();
        await foreach (var lines in logs.GetAllAsync(resourceId).WithCancellation(ct))
            said.AddRange(lines.Select(line => ServiceLine.Read(line.Content, colours: false)).OfType<string>().Where(line => line.Length > 0));
        return Reasons
            .Select(reason => said.FindLast(line => line.StartsWith(reason, StringComparison.Ordinal)))
            .FirstOrDefault(line => line is not null) ?? said.LastOrDefault() ?? "";
    }
}
