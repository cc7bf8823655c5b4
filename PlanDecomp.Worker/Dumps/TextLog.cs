using System.Text.RegularExpressions;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Dumps;

/// <summary>Reads log files: a time, a level, the job in brackets or as <c>job_id=…</c>, and the message. Lines without a time go on with the one before.</summary>
internal sealed partial class TextLog(DumpNotes notes, string file, long? plan)
{
    /// <param name="lines">Of the file.</param>
    /// <param name="ownJob">The job that the file's name names, for lines that name none; null when it names none.</param>
    public void Read(IEnumerable<string> lines, string? ownJob)
    {
        var byJob = new Dictionary<string, List<NewLogLine>>();
        List<NewLogLine>? last = null;
        foreach (var (index, line) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Entry().Match(line) is { Success: true } entry && DumpValues.Time(entry.Groups["time"].Value) is { } time)
            {
                last = null;
                var rest = entry.Groups["rest"].Value;
                var named = Named().Match(rest);
                if ((named.Success ? named.Groups["job"].Value : ownJob) is not { } jobId || !DumpValues.IsJobId(jobId))
                {
                    notes.Skip($"{file}:{index + 1}", "names no job.");
                    continue;
                }

                if (named.Success) rest = rest.Remove(named.Index, named.Length);
                if (!byJob.TryGetValue(jobId, out last)) byJob.Add(jobId, last = []);
                last.Add(DumpValues.Line(time, entry.Groups["level"].Value, rest.Trim(' ', '-', ':', '|', '\t'), null));
            }
            else if (last is not null)
            {
                // A message of several lines, such as a stack trace.
                last[^1] = last[^1] with { Message = $"{last[^1].Message}\n{Contracts.Texts.CleanText.Of(line)}" };
            }
            else
            {
                notes.Skip($"{file}:{index + 1}", "does not begin with a time and a level.");
            }
        }

        foreach (var (jobId, of) in byJob) notes.AddLines(jobId, plan, of);
    }

    [GeneratedRegex(
        @"^\s*\[?(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\]?[\s|:-]+(?:[\w.]+[\s|:-]+)??\[?(?<level>DEBUG|TRACE|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\]?(?=[\s|:\[-]|$)(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\[(?:job(?:_id)?\s*[=:]\s*)?(?<job>[A-Za-z0-9_-]{1,64})\]|\bjob(?:_id)?\s*[=:]\s*(?<job>[A-Za-z0-9_-]{1,64})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
