using PlanDecomp.Storage;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>A data folder of the test's own, deleted at the end.</summary>
public sealed class TestData : IDisposable
{
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

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
