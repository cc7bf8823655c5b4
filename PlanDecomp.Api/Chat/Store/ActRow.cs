using System.Text.Json;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>A row of <c>chat_acts</c>.</summary>
internal sealed class ActRow
{
    public const string Columns = """
        a.act_id AS ActId, a.message_id AS MessageId, a.name AS Name, a.status AS Status, CAST(a.subject AS TEXT) AS Subject, CAST(a.content AS TEXT) AS Content,
        a.plan_id AS PlanId, a.task_id AS TaskId, a.job_id AS JobId, a.job_type AS JobType, a.change_set_id AS ChangeSetId, a.undone AS Undone,
        CAST(a.call_json AS TEXT) AS CallJson, a.mark AS Mark, a.after_act_id AS AfterActId, a.after_job_id AS AfterJobId
        """;

    public long ActId { get; init; }
    public long MessageId { get; init; }
    public string Name { get; init; } = "";
    public string Status { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Content { get; init; } = "";
    public long? PlanId { get; init; }
    public long? TaskId { get; init; }
    public string? JobId { get; init; }
    public string? JobType { get; init; }
    public long? ChangeSetId { get; init; }
    public bool Undone { get; init; }
    public string? CallJson { get; init; }
    public string? Mark { get; init; }
    public long? AfterActId { get; init; }
    public string? AfterJobId { get; init; }

    public ChatAct ToAct() => new()
    {
        ActId = ActId,
        Name = Name,
        Status = Read(Status),
        Subject = Subject,
        Text = Content,
        PlanId = PlanId,
        TaskId = TaskId,
        JobId = JobId,
        JobType = JobType,
        ChangeSetId = ChangeSetId,
        IsUndone = Undone,
    };

    public StoredAct ToStored(string owner, ChatMessage question) =>
        new(ToAct(), ActCall.Read(CallJson), Mark, AfterActId, AfterJobId, owner, MessageId, question);

    public static string Write(ChatActStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>Another version's counts as one that was not done: it is never done by mistake.</summary>
    private static ChatActStatus Read(string name) => Enum.TryParse<ChatActStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : ChatActStatus.Skipped;
}
