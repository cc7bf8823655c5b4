namespace PlanDecomp.AppHost.Running;

/// <summary>What a process said before it ended.</summary>
internal sealed class LastWords(ResourceLoggerService logs)
{
    private const string WrongSetting = "Wrong setting: ";

    /// <summary>The setting that it named, else its last line; empty when it said nothing.</summary>
    public async Task<string> OfAsync(string resourceId, CancellationToken ct)
    {
        var last = "";
        await foreach (var lines in logs.GetAllAsync(resourceId).WithCancellation(ct))
        {
            foreach (var line in lines)
            {
                if (line.Content.IndexOf(WrongSetting, StringComparison.Ordinal) is >= 0 and var start) return line.Content[start..];
                last = line.Content;
            }
        }

        return last;
    }
}
