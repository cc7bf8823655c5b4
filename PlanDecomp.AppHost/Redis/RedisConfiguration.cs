using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace PlanDecomp.AppHost.Redis;

/// <summary>The configuration of a Redis of our own, in a file for this account's eyes alone: a command line is for everyone's.</summary>
internal sealed class RedisConfiguration : IDisposable
{
    /// <summary>More than the queue and the logs' streams of a busy installation take.</summary>
    private const int MaxMegabytes = 256;

    private const string Prefix = "plandecomp-redis-";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-"));

    /// <remarks>Gone with the process, however the app is built up and taken down; what a killed one has left goes with the next start.</remarks>
    public RedisConfiguration()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        foreach (var folder in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*-*").Where(IsLeftBehind)) Delete(folder);
    }

    /// <summary>Whoever has it may read and write everything there.</summary>
    public static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public string Path => System.IO.Path.Combine(_folder.FullName, "redis.conf");

    public void Write(string password)
    {
        // noeviction: it holds a queue and streams with numbers, of which nothing may go unseen. Full, it refuses, and the app goes on from its files.
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            bind {AppSettings.Host}
            requirepass {password}
            save ""
            appendonly no
            maxmemory {MaxMegabytes}mb
            maxmemory-policy noeviction
            loglevel warning
            dir {Quote(_folder.FullName)}
            # A title would overwrite the environment in /proc, by which ./test finds processes that were left behind.
            set-proc-title no

            """);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(Path, options);
        file.Write(text);
    }

    public void Dispose()
    {
        _folder.Refresh();
        if (_folder.Exists) Delete(_folder);
    }

    private static bool IsLeftBehind(DirectoryInfo folder)
    {
        if (!int.TryParse(folder.Name[Prefix.Length..folder.Name.LastIndexOf('-')], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        try
        {
            using var maker = Process.GetProcessById(id);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another account's, or being deleted by another start. It is in the system's folder for what may go.
        }
    }

    private static string Quote(string path) => $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
