namespace PlanDecomp.Tests.Infrastructure;

/// <summary>An empty folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plandecomp-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
