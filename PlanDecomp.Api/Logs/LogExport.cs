using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Logs;

/// <summary>Writes a whole log page by page: memory does not grow with its length.</summary>
/// <param name="store">Where the lines are.</param>
/// <param name="job">Whose lines: those it had when it was read; later ones are not part of the export.</param>
internal sealed class LogExport(IJobStore store, Job job)
{
    private const int PageLines = 500;

    /// <summary>One object: <c>job</c>, and <c>logs</c> with the lines oldest first.</summary>
    public async Task WriteJsonAsync(PipeWriter to, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WritePropertyName("job");
        JsonSerializer.Serialize(json, job, ContractsJson.Readable.Job);
        json.WriteStartArray("logs");
        await foreach (var page in PagesAsync(ct))
        {
            foreach (var entry in page) JsonSerializer.Serialize(json, entry, ContractsJson.Readable.JobLogEntry);
            await json.FlushAsync(ct);
            await to.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One line an entry: <c>{timestamp} {LEVEL} {message}</c>, with line breaks and other control characters escaped.</summary>
    public async Task WriteTextAsync(PipeWriter to, CancellationToken ct)
    {
        var line = new StringBuilder();
        if (job.LogRemoved is { } removed)
        {
            var at = removed.At.UtcDateTime.ToString(UtcTimestampConverter.Format, CultureInfo.InvariantCulture);
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"# Lines 1 to {removed.Through} were removed on {at} by the retention policy.\n"), to);
            await to.FlushAsync(ct);
        }

        await foreach (var page in PagesAsync(ct))
        {
            foreach (var entry in page)
            {
                line.Clear();
                line.Append(entry.Timestamp.UtcDateTime.ToString(UtcTimestampConverter.Format, CultureInfo.InvariantCulture));
                line.Append(' ').Append(entry.Level.ToName().ToUpperInvariant()).Append(' ');
                AppendOneLine(line, entry.Message);
                line.Append('\n');
                Encoding.UTF8.GetBytes(line.ToString(), to);
            }

            await to.FlushAsync(ct);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<JobLogEntry>> PagesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0L; after < job.LastSeq;)
        {
            var page = await store.ReadLogAsync(job.JobId, new JobLogQuery { After = after, Limit = PageLines }, ct);
            JobLogEntry[] entries = [.. page?.Entries.Where(entry => entry.Seq <= job.LastSeq) ?? []];
            if (entries.Length == 0) yield break;
            yield return entries;
            after = entries[^1].Seq;
        }
    }

    /// <summary>A terminal shows the file as it is, so an escape sequence in a message must not reach it either.</summary>
    private static void AppendOneLine(StringBuilder to, string message)
    {
        foreach (var c in message)
        {
            switch (c)
            {
                case '\n':
                    to.Append("\\n");
                    break;
                case '\r':
                    to.Append("\\r");
                    break;
                case '\t':
                    to.Append(c);
                    break;
                case '\u2028' or '\u2029':
                case var _ when char.IsControl(c):
                    to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    to.Append(c);
                    break;
            }
        }
    }
}
