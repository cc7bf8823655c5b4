using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Storage;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>A data folder of a test's own, with the stores over it.</summary>
public sealed class PlanData : IDisposable
{
    private readonly List<SqliteFiles> _opened = [];
    private SqliteFiles? _files;

    public string Path { get; } = Directory.CreateTempSubdirectory("plandecomp-plans-").FullName;
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    public SqliteFiles Files => _files ??= OpenFiles();
    public PlanIndex Index => new(Files, Time, NullLogger<PlanIndex>.Instance);
    public IndexRebuild Rebuild => new(Files, Time, NullLogger<IndexRebuild>.Instance);
    public ChangeOptions ChangeOptions { get; init; } = new();
    public ChangeRecorder Recorder => new(Options.Create(ChangeOptions));
    public IProposalStore Proposals => new SqliteProposalStore(new PlanFiles(Files, Index, Time), Recorder, Options.Create(ChangeOptions));
    public SqlitePlanStore Plans => PlansOver(Files);
    public IPlanHistory History => new SqlitePlanHistory(new PlanFiles(Files, Index, Time), Recorder);

    /// <summary>A store as another process would have it; without an index of its own, on this one's.</summary>
    public SqlitePlanStore PlansOver(SqliteFiles files, PlanIndex? index = null) =>
        new(files, index ?? Index, new PlanFiles(files, index ?? Index, Time), Recorder, Time);

    /// <summary>Opens the folder once more, as another process would.</summary>
    public SqliteFiles OpenFiles(int maxHandles = 256)
    {
        var options = Options.Create(new StorageOptions { Path = Path, MaxHandles = maxHandles });
        var files = new SqliteFiles(new DataFolder(options), options);
        _opened.Add(files);
        return files;
    }

    /// <summary>Runs statements on a file behind the stores' back.</summary>
    public static void Execute(string file, string sql, object? parameters = null)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Execute(sql, parameters);
    }

    /// <summary>Reads a file behind the stores' back.</summary>
    public static List<T> Query<T>(string file, string sql, object? parameters = null)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection.Query<T>(sql, parameters).AsList();
    }

    public void Dispose()
    {
        foreach (var files in _opened) files.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
