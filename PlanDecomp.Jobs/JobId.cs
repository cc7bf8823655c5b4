using System.Security.Cryptography;

namespace PlanDecomp.Jobs;

public static class JobId
{
    private const int Length = 20;

    /// <summary>A new id: 20 random lowercase letters and digits (about 103 bits). Random, but no authorisation.</summary>
    public static string New() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", Length);

    /// <summary>True for what can be an id: ours, or an older file's. Anything else names no job.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
