using System.Globalization;
using System.Text.Json;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>One question and the reply that is being written to it: what readers and capabilities work on.</summary>
/// <param name="writer">Writes the reply; null where only something is done, or looked at, and nothing said.</param>
internal sealed partial class ChatTurn(ReplyWriter? writer)
{
    private ChatMetadata? _unwritten;

    /// <summary>In a reply's metadata: what it offers, so that a "yes" is understood.</summary>
    public const string OfferKey = "offer";

    /// <summary>Offered: to make a plan of the question.</summary>
    public const string OfferCreate = "create_plan";

    /// <summary>Offered: to execute the plan.</summary>
    public const string OfferExecute = "execute_plan";

    public required string Owner { get; init; }
    public required ChatMessage Question { get; init; }

    /// <summary>The language to answer in.</summary>
    public required ReplyLanguage Language { get; init; }

    /// <summary>The messages before the question, oldest first.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>What "it" means: the plan the person looks at, else the one the talk was about last. May be deleted, or no one's.</summary>
    public long? PlanId { get; private set; }

    /// <summary>Characters written so far.</summary>
    public int Length => writer?.Length ?? 0;

    /// <summary>The text so far.</summary>
    public string Text => writer?.Text ?? "";

    /// <summary>The job whose log the reply shows; null when it shows none.</summary>
    public string? JobId => Metadata?.JobId;

    private ChatMetadata? Metadata
    {
        get => writer is null ? _unwritten : writer.Metadata;
        set
        {
            if (writer is null) _unwritten = value;
            else writer.Metadata = value;
        }
    }

    /// <summary>The job whose log the talk showed last.</summary>
    public string? JobInTalk => JobId ?? History.LastOrDefault(message => message.Metadata?.JobId is not null)?.Metadata!.JobId;

    /// <summary>What the last tool of this turn came to; null when there was none.</summary>
    public ActionOutcome? LastOutcome { get; set; }

    /// <summary>One of the two, as the person's language has it.</summary>
    public string Say(string english, string chinese) => Language.Say(english, chinese);

    /// <summary>The text in the person's language, its <c>{0}</c>, <c>{1}</c> … filled in.</summary>
    public string Say(Text text, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, Language.Say(text), values);

    /// <summary>Writes a piece of what is being said.</summary>
    public void Write(string piece) => writer?.Write(piece);

    /// <summary>What was said so far is whole: its last word need not wait for the next.</summary>
    public void EndOfWords() => writer?.WriteWhole("");

    /// <summary>Writes a paragraph of its own.</summary>
    public void WriteParagraph(string text)
    {
        if (Length > 0) BeginParagraph();
        writer?.WriteWhole(text);
    }

    /// <summary>Sets off what comes next from what is there.</summary>
    public void BeginParagraph() => Write(Text.EndsWith("\n\n", StringComparison.Ordinal) ? "" : Text.EndsWith('\n') ? "\n" : "\n\n");

    /// <summary>From now on the talk is about this plan.</summary>
    public void TalkAbout(long planId)
    {
        PlanId = planId;
        if (JobId is null) Metadata = new ChatMetadata { PlanId = planId, Questions = Metadata?.Questions, Notices = Metadata?.Notices, Others = Metadata?.Others };
    }

    /// <summary>
    /// A draft was settled in this turn, or a change taken back or made again. One a reply: a model that was talked into it does it once,
    /// and the person sees what.
    /// </summary>
    public bool HasDecided { get; set; }

    /// <summary>Notes that the reply offers something, so that a "yes" is understood.</summary>
    public void Offer(string offer) => Metadata = new ChatMetadata
    {
        PlanId = Metadata?.PlanId,
        Questions = Metadata?.Questions,
        Notices = Metadata?.Notices,
        Others = new() { [OfferKey] = JsonElement.Parse($"\"{offer}\"") },
    };

    /// <summary>Before the turn: what the plan in talk is so far.</summary>
    public ChatTurn About(long? planId)
    {
        PlanId = planId;
        return this;
    }

    /// <summary>Has the reply show a job's log. Stored at once: whatever becomes of this process, the log stays in the talk.</summary>
    public async Task ShowJobAsync(Job job)
    {
        if (job.PlanId is { } planId) PlanId = planId;
        Metadata = new ChatMetadata
        {
            Type = ChatMetadata.JobLogType,
            JobId = job.JobId,
            JobStatus = job.Status,
            Job = new ChatJob(job.JobType),
            PlanId = job.PlanId,
            TaskId = job.TargetTaskId,
            Notices = Metadata?.Notices,
        };
        if (writer is not null) await writer.SaveAsync();
    }
}
