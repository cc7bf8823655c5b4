namespace PlanDecomp.Contracts.Jobs;

/// <summary>A backup that was written.</summary>
/// <param name="Archive">The file's name in the folder that is set for backups.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Files">Files of the data folder that it holds.</param>
/// <param name="CreatedAt">When it began: whatever was stored by then is in it.</param>
public sealed record BackupReport(string Archive, long Bytes, int Files, DateTimeOffset CreatedAt);
