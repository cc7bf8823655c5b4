using System.Globalization;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Storage;

/// <summary>The files of the data folder, by what they hold.</summary>
public sealed class DataFolder
{
    private const string PlanPrefix = "plan_";
    private const string Extension = ".sqlite";

    public DataFolder(IOptions<StorageOptions> options)
    {
        Root = Path.GetFullPath(options.Value.Path);
        foreach (var folder in (string[])[PlansFolder, Exports, Uploads]) PrivateFiles.CreateFolder(folder);
    }

    public string Root { get; }

    /// <summary>The index: plans, one row a job, rebuilt from the other files when lost; and the chat, which is nowhere else.</summary>
    public string Main => Path.Combine(Root, "main.sqlite");

    /// <summary>Jobs bound to no plan.</summary>
    public string SystemJobs => Path.Combine(Root, "system_jobs.sqlite");

    /// <summary>Files that jobs have made for people to fetch.</summary>
    public string Exports => Path.Combine(Root, "exports");

    /// <summary>Documents that people have sent, until their jobs have read them.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Signing keys shared by all instances.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>What seals the installation's entries in Redis; see <see cref="InstallationKey"/>.</summary>
    public string SealKey => Path.Combine(Root, "seal.key");

    private string PlansFolder => Path.Combine(Root, "plans");

    public string Plan(long planId) =>
        Path.Combine(PlansFolder, string.Create(CultureInfo.InvariantCulture, $"{PlanPrefix}{planId}{Extension}"));

    /// <summary>The file that holds a job's row: its plan's, or the shared one for jobs without a plan.</summary>
    public string JobsOf(long? planId) => planId is { } id ? Plan(id) : SystemJobs;

    /// <summary>The ids of the plans that have a file, in order.</summary>
    public IReadOnlyList<long> PlanIds() =>
    [
        .. Directory.EnumerateFiles(PlansFolder, $"{PlanPrefix}*{Extension}")
            .Select(file => Path.GetFileNameWithoutExtension(file)[PlanPrefix.Length..])
            .Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => long.Parse(name, CultureInfo.InvariantCulture))
            .Order(),
    ];
}
