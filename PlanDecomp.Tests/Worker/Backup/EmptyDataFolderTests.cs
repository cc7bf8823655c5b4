using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Backup;

namespace PlanDecomp.Tests.Worker.Backup;

/// <summary>A folder is filled as a whole, or left as it was.</summary>
public sealed class EmptyDataFolderTests : IDisposable
{
    private readonly TemporaryFolder _place = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_place.Path, "restored");

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_fails_while_the_folder_is_filled_leaves_it_as_it_was()
    {
        Directory.CreateDirectory(Target);

        await Assert.ThrowsAsync<IOException>(() => EmptyDataFolder.FillAsync<int>(Target, async folder =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "main.sqlite"), "x", Ct);
            throw new IOException("The disk is full.");
        }));
        await Assert.ThrowsAsync<IOException>(() => EmptyDataFolder.FillAsync<int>(Target + "2", _ => throw new IOException("The disk is full.")));

        Assert.Empty(FilesOf(Target));
        Assert.False(Directory.Exists(Target + "2"));
    }

    [Fact]
    public async Task A_restore_that_fails_takes_away_what_it_made_and_nothing_else()
    {
        await Assert.ThrowsAsync<IOException>(() => EmptyDataFolder.FillAsync<int>(Target, async folder =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "main.sqlite"), "x", Ct);
            await File.WriteAllTextAsync(Path.Combine(Target, "someone's"), "x", Ct);
            throw new IOException("The disk is full.");
        }));

        Assert.Equal(["someone's"], FilesOf(Target));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_looked_into_does_not_keep_a_disks_root_from_being_filled()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Target);
        var lost = Directory.CreateDirectory(Path.Combine(Target, "lost+found"), UnixFileMode.None);
        try
        {
            await EmptyDataFolder.FillAsync(Target, async folder =>
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "main.sqlite"), "x", Ct);
                return true;
            });
        }
        finally
        {
            lost.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        Assert.True(Directory.Exists(lost.FullName));
        Assert.Equal(["main.sqlite"], FilesOf(Target));
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file)).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));
}
