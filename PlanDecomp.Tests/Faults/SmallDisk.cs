using System.Diagnostics;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Faults;

/// <summary>A folder on a file system of its own that can be filled, where the tests may mount one; else an ordinary folder.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk(int megabytes) => CanBeFilled = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _folder.Path);

    public bool CanBeFilled { get; }

    public string Path => _folder.Path;

    private string Balloon => System.IO.Path.Combine(Path, "balloon");

    /// <param name="megabytes">What all plans of a run take must leave room: a plan whose process was killed keeps a log of up to some megabytes beside its file.</param>
    public static SmallDisk Make(int megabytes) => new(megabytes);

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var file = new FileStream(Balloon, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 20];
        for (var size = block.Length; size > 0;)
        {
            try
            {
                file.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void Release() => File.Delete(Balloon);

    public void Dispose()
    {
        if (CanBeFilled) _ = Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
