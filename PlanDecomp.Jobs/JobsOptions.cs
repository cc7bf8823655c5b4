using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Jobs;

/// <summary>The rules every process shares about jobs. Section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Starts every Redis key, so that several installations can share a server.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_.-]+$", ErrorMessage = "Jobs:KeyPrefix takes letters, digits, '_', '.' and '-'.")]
    public string KeyPrefix { get; set; } = "plandecomp";

    /// <summary>How long a claim holds without a renewal.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts in a row that may end without a result and without having come further before the job fails for good. Releases by a stopping worker do not count.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The pause before a job whose handler broke is tried again; it doubles with each attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a handler may go without a line, a figure or a commit before its attempt is ended; waiting for jobs of its own does not count.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan NoProgressLimit { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Lines one job may store; then one warning, and no more but its last line.</summary>
    [Range(10, 10_000_000)]
    public int MaxLogLines { get; set; } = 100_000;

    /// <summary>UTF-8 bytes of one line's message; a longer one is cut and says so.</summary>
    [Range(256, 1_048_576)]
    public int MaxLineBytes { get; set; } = 16 * 1024;

    /// <summary>About how many lines of a job Redis keeps for readers; older ones come from SQLite.</summary>
    [Range(10, 1_000_000)]
    public int StreamLength { get; set; } = 5_000;

    /// <summary>How long Redis keeps a job's log stream after the job's last line.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan StreamExpiry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Texts that no log line may show, such as the configured API key. Shapes of common secrets are masked anyway.</summary>
    public IList<string> KnownSecrets { get; } = [];
}
