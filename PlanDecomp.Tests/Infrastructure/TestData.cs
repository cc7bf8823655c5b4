using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>A data folder of the test's own, deleted at the end.</summary>
public sealed class TestData : IDisposable
{
    private const int SqliteBusy = 5;

    public TestData()
    {
        Root = Directory.CreateTempSubdirectory("plandecomp-test-").FullName;
        Options = new StorageOptions { Path = Root };
        Folder = new DataFolder(Microsoft.Extensions.Options.Options.Create(Options));
    }

    public string Root { get; }

    public StorageOptions Options { get; }

    public DataFolder Folder { get; }

    /// <summary>Opens the files as a process of its own would. The caller disposes it.</summary>
    public SqliteFiles OpenFiles() => new(Folder, Microsoft.Extensions.Options.Options.Create(Options));

    /// <summary>True when no one is inside a transaction that writes to the file.</summary>
    public static bool IsWritable(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=1");
        connection.Open();
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute("ROLLBACK TRANSACTION");
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteBusy)
        {
            return false;
        }
    }

    /// <summary>Another process inside a transaction that writes to the file, until disposed.</summary>
    public static IDisposable Lock(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Execute("BEGIN IMMEDIATE");
        return connection;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
