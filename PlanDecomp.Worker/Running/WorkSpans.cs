using System.Diagnostics;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Running;

/// <summary>The spans of a run's steps, below the job's own. Their names are few; what tells one step from another is in the attributes.</summary>
internal static class WorkSpans
{
    public const string SourceName = "PlanDecomp.Worker";
    public const string PlanNode = "plan node";
    public const string ExecuteTask = "execute task";
    public const string LinkTasks = "link tasks";
    public const string AskQuestion = "ask question";

    public const string TaskId = "plandecomp.task.id";
    public const string Depth = "plandecomp.task.depth";
    public const string Children = "plandecomp.task.children";
    public const string ResultKind = "plandecomp.result.kind";
    public const string Operation = "plandecomp.operation";
    public const string Step = "plandecomp.operation.step";
    public const string Outcome = "plandecomp.outcome";
    public const string StopReason = "plandecomp.stop_reason";

    private const int MaxFaultLength = 1_000;
    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        var span = Source.StartActivity(name);
        if (span is null) return null;
        foreach (var (key, value) in attributes) span.SetTag(key, value);
        return span;
    }

    /// <param name="span">To note it on.</param>
    /// <param name="outcome">One of a few words.</param>
    /// <param name="fault">Why it failed; null when it did not.</param>
    public static void Note(this Activity? span, string outcome, string? fault = null)
    {
        if (span is null) return;
        span.SetTag(Outcome, outcome);
        if (fault is null) return;
        var words = JobContext.Current?.Redact(fault) ?? fault;
        span.SetStatus(ActivityStatusCode.Error, words.Length > MaxFaultLength ? words[..MaxFaultLength] : words);
    }
}
