using System.Globalization;
using System.IO.Compression;
using System.Text;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans.Documents.Markdown;

namespace PlanDecomp.Plans.Documents;

/// <summary>A file of plans in one of the formats, written plan after plan.</summary>
public abstract class ExportFile : IAsyncDisposable
{
    private const int MaxNameLength = 80;

    // What Windows refuses in names, which is more than what others do.
    private static readonly char[] NotInNames = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

    public static ExportFile Begin(string format, Stream to, DateTimeOffset now) => format switch
    {
        PlanFormat.Json => new JsonFile(to, now),
        PlanFormat.Markdown => new MarkdownFile(to),
        PlanFormat.Zip => new ZipFile(to, now),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public abstract Task AddAsync(PlanDocument plan, CancellationToken ct);

    public abstract Task EndAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    public static string ExtensionOf(string format) => format == PlanFormat.Markdown ? "md" : format;

    public static string ContentTypeOf(string format) => format switch
    {
        PlanFormat.Json => "application/json",
        PlanFormat.Markdown => "text/markdown; charset=utf-8",
        PlanFormat.Zip => "application/zip",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>What the file is called when it is downloaded: by its only plan, or by how many there are.</summary>
    public static string NameOf(string format, string title, int plans, DateTimeOffset now) =>
        $"{(plans == 1 ? SafeName(title) : string.Create(CultureInfo.InvariantCulture, $"{plans} plans {now:yyyy-MM-dd}"))}.{ExtensionOf(format)}";

    /// <summary>A title as a file's name: without what some system refuses in names, and not too long for any.</summary>
    internal static string SafeName(string title)
    {
        var name = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            var isRefused = rune.IsBmp && NotInNames.Contains((char)rune.Value);
            var isInvisible = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
            if (name.Length >= MaxNameLength) break;
            if (isInvisible) continue;
            name.Append(isRefused ? "-" : rune.ToString());
        }

        // A leading dot hides a file, and Windows drops trailing ones.
        var safe = name.ToString().Trim('.', ' ', '\u00A0', '\u3000');
        return safe.Length == 0 ? "plan" : safe;
    }

    private sealed class JsonFile(Stream to, DateTimeOffset now) : ExportFile
    {
        private readonly PlanJsonWriter _json = new(to, now);

        public override Task AddAsync(PlanDocument plan, CancellationToken ct) => _json.WriteAsync(plan, ct);

        public override Task EndAsync(CancellationToken ct) => _json.EndAsync(ct);

        public override ValueTask DisposeAsync() => _json.DisposeAsync();
    }

    private sealed class MarkdownFile(Stream to) : ExportFile
    {
        private bool _hasPlans;

        public override async Task AddAsync(PlanDocument plan, CancellationToken ct)
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes((_hasPlans ? "\n" : "") + MarkdownPlanWriter.Write(plan)), ct);
            _hasPlans = true;
        }

        public override Task EndAsync(CancellationToken ct) => Task.CompletedTask;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Two files a plan, of one name: 001 Title.json and 001 Title.md.</summary>
    private sealed class ZipFile(Stream to, DateTimeOffset now) : ExportFile
    {
        private readonly ZipArchive _zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
        private int _plans;

        public override async Task AddAsync(PlanDocument plan, CancellationToken ct)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{++_plans:000} {SafeName(plan.Title)}");
            await AddAsync($"{name}.json", async entry =>
            {
                await using var json = new PlanJsonWriter(entry, now);
                await json.WriteAsync(plan, ct);
                await json.EndAsync(ct);
            });
            await AddAsync($"{name}.md", async entry => await entry.WriteAsync(Encoding.UTF8.GetBytes(MarkdownPlanWriter.Write(plan)), ct));
        }

        public override async Task EndAsync(CancellationToken ct) => await _zip.DisposeAsync();

        // The directory at its end is written even when an exception is on its way: the file is then thrown away.
        public override ValueTask DisposeAsync() => _zip.DisposeAsync();

        private async Task AddAsync(string name, Func<Stream, Task> write)
        {
            var entry = _zip.CreateEntry(name);
            entry.LastWriteTime = now;
            await using var stream = await entry.OpenAsync();
            await write(stream);
        }
    }
}
