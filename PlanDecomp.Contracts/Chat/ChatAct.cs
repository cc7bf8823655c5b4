using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.Chat;

/// <summary>How an act of a reply stands.</summary>
public enum ChatActStatus
{
    /// <summary>Something was looked up; nothing has changed.</summary>
    Read,

    /// <summary>It was done. With a job: the job was started.</summary>
    Done,

    /// <summary>Nothing was done; the text says why.</summary>
    Failed,

    /// <summary>A card: it is done when the person confirms it.</summary>
    Proposed,

    /// <summary>A step that is done when the one before it has ended well.</summary>
    Waiting,

    /// <summary>An instance is about to do it.</summary>
    Running,

    /// <summary>Not done, because a step before it did not end well.</summary>
    Skipped,

    /// <summary>The person did not want it.</summary>
    Rejected,

    /// <summary>The plan has changed since it was proposed: it cannot be confirmed any more.</summary>
    Expired,
}

/// <summary>Something that a reply has done, proposes to do, or does later.</summary>
public sealed record ChatAct
{
    /// <summary>Unique among all acts; grows with their order.</summary>
    public required long ActId { get; init; }

    /// <summary>What: the name of a tool of the chat, or of the tool's action. <see cref="ChatActNames"/> has words for it.</summary>
    public required string Name { get; init; }

    public required ChatActStatus Status { get; init; }

    /// <summary>What it is done to: the title of a plan or a task; empty when it is about none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>In the reply's language, as Markdown: what a card asks, and for the others what came of it.</summary>
    public string Text { get; init; } = "";

    public long? PlanId { get; init; }
    public long? TaskId { get; init; }

    /// <summary>The job that was started.</summary>
    public string? JobId { get; init; }

    /// <summary>What the job does; see <see cref="JobTypes"/>.</summary>
    public string? JobType { get; init; }

    /// <summary>The change of the plan, which can be taken back; a job's is known when it has ended.</summary>
    public long? ChangeSetId { get; init; }

    /// <summary>It was taken back from here.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Whoever shows it looks again: it goes on without anyone's doing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => Status is ChatActStatus.Waiting or ChatActStatus.Running;
}

/// <summary>What is asked before a plan is made, because the answer decides what is in it.</summary>
/// <param name="About">One of <see cref="ChatQuestionTopics"/>, or a word of the model's.</param>
/// <param name="Text">The question, in the reply's language.</param>
/// <param name="Suggestions">Answers to choose from; any other may be given.</param>
public sealed record ChatQuestion(string About, string Text, IReadOnlyList<string> Suggestions);

public static class ChatQuestionTopics
{
    public const string Date = "date";
    public const string Budget = "budget";
    public const string Place = "place";
    public const string People = "people";
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Date, Budget, Place, People, Other];
}

/// <summary>What a reader should know of a reply beside its text.</summary>
public static class ChatNotices
{
    /// <summary>The model wrote a call of a tool as text; it was taken as the call.</summary>
    public const string CallAsText = "call_as_text";

    /// <summary>The model wrote a call of a tool as text that cannot be read: nothing was done.</summary>
    public const string CallUnreadable = "call_unreadable";

    /// <summary>The answer ended without an end mark: it may not be whole.</summary>
    public const string CutOff = "cut_off";

    /// <summary>The text says that work was begun or done, and no tool has done any.</summary>
    public const string UnbackedClaim = "unbacked_claim";
}

/// <summary>What acts are called.</summary>
public static class ChatActNames
{
    private static readonly Dictionary<string, Text> Own = new()
    {
        ["create_plan"] = new("Create a plan", "创建计划"),
        ["edit_plan"] = new("Change the plan", "修改计划"),
        ["list_plans"] = new("Look at the plans", "查看计划列表"),
        ["show_status"] = new("Look at the plan", "查看计划"),
        ["show_result"] = new("Read a result", "查看结果"),
        ["read_task"] = new("Read a task", "查看任务"),
        ["show_work"] = new("Look at what is next", "查看可做与受阻的任务"),
        ["add_task"] = new("Add a task", "添加任务"),
        ["edit_task"] = new("Change a task", "修改任务"),
        ["move_task"] = new("Move a task", "移动任务"),
        ["cancel_job"] = new("Cancel the job", "取消后台任务"),
        ["decompose"] = new("Break down", "拆分"),
        ["execute"] = new("Execute", "执行"),
        ["undo"] = new("Undo", "撤销"),
        ["restore"] = new("Make the change again", "恢复修改"),
        ["list"] = new("Look at the drafts", "查看草稿"),
        ["accept"] = new("Accept the draft", "接受草稿"),
        ["reject"] = new("Reject the draft", "拒绝草稿"),
        ["export"] = new("Export", "导出"),
        ["import"] = new("Import", "导入"),
        ["duplicate"] = new("Copy the plan", "复制计划"),
        ["reindex"] = new("Rebuild the index", "重建索引"),
        ["ask"] = new("Ask", "提问"),
    };

    /// <summary>An unknown name stands for itself: another version's act.</summary>
    public static Text Of(string name) =>
        Own.TryGetValue(name, out var own) ? own : TaskOperations.Find(name) is { } operation ? operation.Words.Title : new Text(name, name);
}
