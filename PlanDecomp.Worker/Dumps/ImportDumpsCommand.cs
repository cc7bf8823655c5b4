using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Dumps;

/// <summary><c>import-dumps FOLDER|FILE</c>: takes in jobs and logs of before from dumps, log files and old databases, while the app runs or not.</summary>
internal static partial class ImportDumpsCommand
{
    public const string Name = "import-dumps";
    private const string OwnerOption = "--owner";

    /// <summary>Of one file, in bytes: it is read as a whole.</summary>
    private const long MaxFile = 1L << 30;

    private static readonly string[] Databases = [".sqlite", ".sqlite3", ".db"];
    private static readonly string[] Lines = [".jsonl", ".ndjson"];
    private static readonly string[] Logs = [".log", ".txt"];

    /// <returns>The process's exit code: 0 when everything was taken in, 1 when something was left out, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var owner = "";
        string path;
        switch (arguments)
        {
            case [{ Length: > 0 } only]:
                path = only;
                break;
            case [{ Length: > 0 } first, OwnerOption, { Length: > 0 } account]:
                (path, owner) = (first, account);
                break;
            default:
                return await CommandRun.RefuseAsync($"Usage: {Name} FOLDER|FILE [{OwnerOption} ACCOUNT]   (into the data folder Storage__Path)", CommandRun.WrongCall);
        }

        if (!Path.Exists(path)) return await CommandRun.RefuseAsync($"There is no '{path}'.");
        using var host = CommandRun.Build(services =>
        {
            services.AddJobStore();
            services.TryAddSingleton<LogLineRules>();
            services.TryAddSingleton<SqliteJobImport>();
        });
        var storage = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (!Directory.Exists(storage.Path)) return await CommandRun.RefuseAsync($"There is no data folder '{storage.Path}' (Storage__Path).");

        // As any service does, so that no one takes the folder for himself meanwhile.
        using var inUse = new FolderInUse(host.Services.GetRequiredService<DataFolder>());
        if (!await inUse.TryTakeAsync(ct)) return await CommandRun.RefuseAsync($"'{storage.Path}' is being reindexed or restored.");
        var report = await ImportAsync(path, owner, host.Services.GetRequiredService<SqliteJobImport>(), ct);
        foreach (var place in report.Skipped) await Console.Error.WriteLineAsync($"Skipped {place}");
        Console.WriteLine(report.ToString());
        return report.Skipped.Count == 0 ? 0 : CommandRun.Refused;
    }

    internal static async Task<DumpReport> ImportAsync(string path, string owner, SqliteJobImport import, CancellationToken ct)
    {
        var notes = new DumpNotes();
        var paths = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [path];
        var files = 0;
        foreach (var file in paths)
        {
            ct.ThrowIfCancellationRequested();
            if (await ReadAsync(file, Directory.Exists(path) ? Path.GetRelativePath(path, file) : Path.GetFileName(file), notes, ct)) files++;
        }

        var report = new DumpReport(files, 0, 0, 0, [], notes.Skipped);
        foreach (var job in notes.Jobs)
        {
            var imported = await import.AddAsync(job, owner, ct);
            report = report with
            {
                NewJobs = report.NewJobs + (imported.IsNew ? 1 : 0),
                KnownJobs = report.KnownJobs + (imported.IsNew ? 0 : 1),
                NewLines = report.NewLines + imported.Lines,
                WithoutPlan = job.PlanId is { } planId && imported.PlanId is null ? [.. report.WithoutPlan.Append(planId).Distinct().Order()] : report.WithoutPlan,
            };
        }

        return report;
    }

    /// <returns>False for a file that is none of the kinds that are read.</returns>
    private static async Task<bool> ReadAsync(string path, string name, DumpNotes notes, CancellationToken ct)
    {
        var kind = Path.GetExtension(path).ToLowerInvariant();
        var plan = PlanName().Match(Path.GetFileName(path)) is { Success: true } match && long.TryParse(match.Groups["id"].Value, out var id) ? id : (long?)null;
        try
        {
            if (new FileInfo(path).Length > MaxFile)
            {
                notes.Skip(name, "is larger than 1 GiB: cut it into parts.");
                return true;
            }

            if (Databases.Contains(kind)) ReadDatabase(path, name, plan, notes);
            else if (Lines.Contains(kind)) new JsonDump(notes, name, plan).ReadLines(await File.ReadAllLinesAsync(path, ct));
            else if (Logs.Contains(kind)) new TextLog(notes, name, plan).Read(await File.ReadAllLinesAsync(path, ct), JobName().Match(Path.GetFileNameWithoutExtension(path)) is { Success: true } job ? job.Groups["id"].Value : null);
            else if (kind == ".json") new JsonDump(notes, name, plan).Read(await File.ReadAllTextAsync(path, ct));
            else return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            notes.Skip(name, e.Message);
        }

        return true;
    }

    private static void ReadDatabase(string path, string name, long? plan, DumpNotes notes)
    {
        foreach (var row in SqliteJobImport.Read(path))
        {
            var where = $"{name} decomposition_jobs '{CleanText.Line(row.JobId)}'";
            if (!DumpValues.IsJobId(row.JobId))
            {
                notes.Skip(where, "is no job's id.");
                continue;
            }

            if (DumpValues.Status(row.Status) is not { } status)
            {
                notes.Skip(where, "has no status that is known.");
                continue;
            }

            var lines = new List<NewLogLine>(row.Lines.Count);
            foreach (var line in row.Lines)
            {
                if (line.Message is null) notes.Skip($"{name} decomposition_job_logs {line.Id}", "has no message.");
                else if (DumpValues.Time(line.Timestamp) is not { } time) notes.Skip($"{name} decomposition_job_logs {line.Id}", "has no time that can be read.");
                else lines.Add(DumpValues.Line(time, line.Level, line.Message, DumpValues.Json(line.Metadata, JsonValueKind.Object) is { } json ? JsonElement.Parse(json) : null));
            }

            notes.Add(DumpValues.Ended(new OldJob
            {
                JobId = row.JobId,
                Mode = string.IsNullOrWhiteSpace(row.Mode) ? Contracts.Jobs.JobMode.PlanBfs : CleanText.Line(row.Mode),
                PlanId = plan,
                TargetTaskId = row.TargetTaskId,
                Status = status,
                Error = string.IsNullOrEmpty(row.Error) ? null : CleanText.Of(row.Error),
                Params = DumpValues.Json(row.Params),
                Stats = DumpValues.Stats(row.Stats),
                Result = DumpValues.Json(row.Result),
                CreatedAt = DumpValues.Time(row.CreatedAt),
                StartedAt = DumpValues.Time(row.StartedAt),
                FinishedAt = DumpValues.Time(row.FinishedAt),
                Lines = lines,
            }));
        }
    }

    [GeneratedRegex(@"plan[_-](?<id>\d{1,18})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlanName();

    [GeneratedRegex(@"^job[_-](?<id>[A-Za-z0-9-]{1,64}?)(?:[_-]log)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex JobName();
}

/// <summary>What came of an import of dumps.</summary>
/// <param name="Files">Files that were read.</param>
/// <param name="NewJobs">Jobs that were not there.</param>
/// <param name="KnownJobs">Jobs that were there already.</param>
/// <param name="NewLines">Log lines that were not there.</param>
/// <param name="WithoutPlan">Plans that are not here: their jobs are among those without a plan.</param>
/// <param name="Skipped">Places that were left out, each with its reason.</param>
internal sealed record DumpReport(int Files, int NewJobs, int KnownJobs, int NewLines, IReadOnlyList<long> WithoutPlan, IReadOnlyList<string> Skipped)
{
    public override string ToString() =>
        $"{Files} files read: {NewJobs} new jobs and {NewLines} new lines, {KnownJobs} jobs were here already, {Skipped.Count} places left out."
        + (WithoutPlan.Count == 0 ? "" : $" Not here are the plans {string.Join(", ", WithoutPlan)}: their jobs are among those without a plan.");
}
