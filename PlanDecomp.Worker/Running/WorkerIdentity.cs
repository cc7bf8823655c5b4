using System.Security.Cryptography;

namespace PlanDecomp.Worker.Running;

/// <summary>This process's name among the workers: tells a person where a job ran, and Redis whose entries are whose.</summary>
public sealed class WorkerIdentity
{
    public string Name { get; } =
        $"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 4)}";
}
