using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>What stands in a task's checkbox. Space and x are GitHub's; the others are those that outliners have made common.</summary>
internal static class StatusMark
{
    public static char Of(PlanTaskStatus status) => status switch
    {
        PlanTaskStatus.Pending => ' ',
        PlanTaskStatus.Running => '/',
        PlanTaskStatus.Completed => 'x',
        PlanTaskStatus.Failed => '!',
        PlanTaskStatus.Skipped => '-',
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static PlanTaskStatus? Read(char mark) => mark switch
    {
        ' ' => PlanTaskStatus.Pending,
        '/' => PlanTaskStatus.Running,
        'x' or 'X' => PlanTaskStatus.Completed,
        '!' => PlanTaskStatus.Failed,
        '-' => PlanTaskStatus.Skipped,
        _ => null,
    };
}
