using System.Globalization;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>An act before it is stored.</summary>
internal sealed record ActDraft(string Name, ChatActStatus Status)
{
    public string Subject { get; init; } = "";

    /// <summary>Markdown in the reply's language.</summary>
    public string Text { get; init; } = "";

    public long? PlanId { get; init; }
    public long? TaskId { get; init; }
    public string? JobId { get; init; }
    public string? JobType { get; init; }
    public long? ChangeSetId { get; init; }

    /// <summary>Of one that is not done yet.</summary>
    public ActCall? Call { get; init; }

    /// <summary>Of a proposed one: see <see cref="PlanMark"/>.</summary>
    public string? Mark { get; init; }

    /// <summary>Of a waiting one: the step before it.</summary>
    public long? AfterAct { get; init; }

    /// <summary>Of a waiting one: the job before it.</summary>
    public string? AfterJob { get; init; }

    public static ActDraft Of(Deed deed, ChatActStatus status, string text) => new(deed.Name, status)
    {
        Subject = deed.Subject,
        Text = text,
        PlanId = deed.Plan?.PlanId,
        TaskId = deed.Task?.TaskId,
    };
}

/// <summary>What came of an act that was done later.</summary>
internal sealed record ActEnd(ChatActStatus Status, string Text)
{
    public string? Subject { get; init; }
    public long? PlanId { get; init; }
    public long? TaskId { get; init; }
    public string? JobId { get; init; }
    public string? JobType { get; init; }
    public long? ChangeSetId { get; init; }
}

/// <summary>An act as it is stored, with what it takes to do it.</summary>
/// <param name="Act">As it is shown.</param>
/// <param name="Call">What to do; null for one that is done, and for another version's.</param>
/// <param name="Mark">Of a proposed one.</param>
/// <param name="AfterAct">Of a waiting one: the step before it.</param>
/// <param name="AfterJob">Of a waiting one: the job before it.</param>
/// <param name="Owner">Whose.</param>
/// <param name="MessageId">The reply that lists it.</param>
/// <param name="Question">The message it goes back to.</param>
internal sealed record StoredAct(
    ChatAct Act, ActCall? Call, string? Mark, long? AfterAct, string? AfterJob, string Owner, long MessageId, ChatMessage Question)
{
    public long SessionId => Question.SessionId;

    /// <summary>Its place among what the reply lists, from 0.</summary>
    public int Place { get; init; }

    /// <summary>
    /// Begins the keys of its jobs. A step of a reply that is written anew finds the job that its question has started before; a card is a wish of its own
    /// each time.
    /// </summary>
    public string JobKey => Mark is null
        ? string.Create(CultureInfo.InvariantCulture, $"chat-{Question.MessageId}-s{Place}")
        : string.Create(CultureInfo.InvariantCulture, $"chat-act-{Act.ActId}");
}
