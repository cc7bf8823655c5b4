using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Contracts.Json;

/// <summary>The one JSON dialect of the wire and the stores: snake_case, UTC times, enums by name, absent means null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimestampConverter), typeof(JobStatusConverter), typeof(JobLogLevelConverter), typeof(PlanTaskStatusConverter), typeof(NodeChangeConverter), typeof(ChatRoleConverter), typeof(ChatMessageStatusConverter), typeof(ChatCommandGroupConverter), typeof(ChatActStatusConverter)])]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobSnapshot))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobStats))]
[JsonSerializable(typeof(JobLogEntry))]
[JsonSerializable(typeof(JobLogPage))]
[JsonSerializable(typeof(JobStreamEvent))]
[JsonSerializable(typeof(JobStreamReset))]
[JsonSerializable(typeof(JobStreamGone))]
[JsonSerializable(typeof(RetentionReport))]
[JsonSerializable(typeof(BackupReport))]
[JsonSerializable(typeof(DecomposeRequest))]
[JsonSerializable(typeof(DecomposeTaskRequest))]
[JsonSerializable(typeof(DecomposeParams))]
[JsonSerializable(typeof(DecomposeResult))]
[JsonSerializable(typeof(ExecuteRequest))]
[JsonSerializable(typeof(ExecuteTaskRequest))]
[JsonSerializable(typeof(ExecuteParams))]
[JsonSerializable(typeof(ExecuteResult))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(PlanPage))]
[JsonSerializable(typeof(PlanTree))]
[JsonSerializable(typeof(PlanTask))]
[JsonSerializable(typeof(PlanTaskNode))]
[JsonSerializable(typeof(IReadOnlyList<PlanTask>))]
[JsonSerializable(typeof(TaskResult))]
[JsonSerializable(typeof(TaskResultPage))]
[JsonSerializable(typeof(FinalDocument))]
[JsonSerializable(typeof(CreatePlanRequest))]
[JsonSerializable(typeof(UpdatePlanRequest))]
[JsonSerializable(typeof(CreateTaskRequest))]
[JsonSerializable(typeof(UpdateTaskRequest))]
[JsonSerializable(typeof(MoveTaskRequest))]
[JsonSerializable(typeof(ChangeSet))]
[JsonSerializable(typeof(ChangeSetPage))]
[JsonSerializable(typeof(ChangeSetDetail))]
[JsonSerializable(typeof(UndoRequest))]
[JsonSerializable(typeof(Proposal))]
[JsonSerializable(typeof(ProposalDetail))]
[JsonSerializable(typeof(ProposalList))]
[JsonSerializable(typeof(EditProposalRequest))]
[JsonSerializable(typeof(AcceptProposalRequest))]
[JsonSerializable(typeof(AcceptedProposal))]
[JsonSerializable(typeof(RebasedProposal))]
[JsonSerializable(typeof(IReadOnlyList<TreeDifference>))]
[JsonSerializable(typeof(PlanGraph))]
[JsonSerializable(typeof(OperationRequest))]
[JsonSerializable(typeof(TaskOperationRequest))]
[JsonSerializable(typeof(OperationParams))]
[JsonSerializable(typeof(OperationResult))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(ChatSessionPage))]
[JsonSerializable(typeof(ChatSessionRequest))]
[JsonSerializable(typeof(ChatAbout))]
[JsonSerializable(typeof(ChatCommandList))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatMessagePage))]
[JsonSerializable(typeof(ChatMetadata))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(ChatExchange))]
[JsonSerializable(typeof(ChatDelta))]
[JsonSerializable(typeof(ChatShown))]
[JsonSerializable(typeof(ChatAct))]
[JsonSerializable(typeof(ExportPlansRequest))]
[JsonSerializable(typeof(ExportParams))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(ImportPlanRequest))]
[JsonSerializable(typeof(ImportLimits))]
[JsonSerializable(typeof(ImportParams))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(DuplicatePlanRequest))]
[JsonSerializable(typeof(DuplicateParams))]
[JsonSerializable(typeof(DuplicateResult))]
[JsonSerializable(typeof(ReindexResult))]
[JsonSerializable(typeof(CostEstimate))]
[JsonSerializable(typeof(PlanUsage))]
[JsonSerializable(typeof(AccountUsage))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ContractsJson : JsonSerializerContext
{
    /// <summary>The dialect with text left readable: Chinese is not written as \u escapes. Never put into HTML unescaped.</summary>
    public static ContractsJson Readable => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

public sealed class JobStatusConverter() : JsonStringEnumConverter<JobStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class JobLogLevelConverter() : JsonStringEnumConverter<JobLogLevel>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class PlanTaskStatusConverter() : JsonStringEnumConverter<PlanTaskStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class NodeChangeConverter() : JsonStringEnumConverter<NodeChange>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class ChatRoleConverter() : JsonStringEnumConverter<ChatRole>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class ChatMessageStatusConverter() : JsonStringEnumConverter<ChatMessageStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class ChatCommandGroupConverter() : JsonStringEnumConverter<ChatCommandGroup>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

public sealed class ChatActStatusConverter() : JsonStringEnumConverter<ChatActStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
