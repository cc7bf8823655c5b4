using System.Collections.Frozen;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>A line in the reader's language. The message itself is English; other languages are made of its code and arguments.</summary>
internal static class LineText
{
    private static readonly FrozenDictionary<string, Func<LineArguments, string>> Chinese =
        LifecycleLineText.Chinese.Concat(DecompositionLineText.Chinese).Concat(NodeLineText.Chinese).Concat(ExecutionLineText.Chinese)
            .Concat(OperationLineText.Chinese).Concat(LlmLineText.Chinese).Concat(AcrossPlansLineText.Chinese)
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The codes that have a translation.</summary>
    public static IEnumerable<string> Codes => Chinese.Keys;

    /// <summary>The message as it came, where the line has no code, an unknown one, or not the arguments that belong to it.</summary>
    public static string Of(JobLogEntry line, PageLanguage language)
    {
        if (language == PageLanguage.English || LineArguments.Of(line) is not { } arguments) return line.Message;
        if (!Chinese.TryGetValue(arguments.Code, out var translate)) return line.Message;
        var text = translate(arguments);
        return arguments.IsIncomplete ? line.Message : text;
    }
}
