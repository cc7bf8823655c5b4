using System.Text.Json;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Reading;

// What a turn does: by whose word, and what the reply lists of it.
internal sealed partial class ChatTurn
{
    private const int MaxActText = 2_000;

    private int _calls;

    public TurnAuthority Authority { get; init; }

    /// <summary>What the person's message asks for; null where that is not looked at.</summary>
    public AskedFor? Asked { get; set; }

    /// <summary>The deed that was let pass, or was found; null when there is none (yet).</summary>
    public Deed? Deed { get; set; }

    /// <summary>The same, of the call that has ended.</summary>
    public Deed? LastDeed { get; private set; }

    /// <summary>What a model has called, so that it can be done later; null for the person's own words.</summary>
    public ActCall? Call { get; private set; }

    /// <summary>The reply lists the call already.</summary>
    public bool IsListed { get; set; }

    /// <summary>The deeds that the reply has cards for.</summary>
    public List<Deed> Cards { get; } = [];

    /// <summary>What the reply lists so far.</summary>
    public IReadOnlyList<ChatAct> Acts => writer?.Acts ?? [];

    /// <summary>The job that was started last in this turn.</summary>
    public Job? StartedJob { get; set; }

    public bool HasStartedJob => StartedJob is not null;

    /// <summary>The reply shows a job that is not at its end, as far as the reply knows.</summary>
    public bool ShowsJobAtWork => HasStartedJob || Metadata?.JobStatus is JobStatus.Queued or JobStatus.Running;

    /// <summary>The change that was made by hand last in this turn.</summary>
    public long? ChangeSetId { get; set; }

    /// <summary>The places of tasks as they were counted when this was said, by the plan in talk; null: as they are.</summary>
    public IReadOnlyDictionary<string, long>? Places { get; init; }

    /// <summary>Begins the keys under which jobs are submitted: one that was submitted is found again.</summary>
    public string? JobKey { get; init; }

    /// <summary>A model has read more than the person's own words: whatever stands there may have talked it into something.</summary>
    public bool HasReadMaterial => PlanId is not null || _calls > 1 || History.Any(message => message.Role == ChatRole.User
        ? SlashCommands.Read(message.Content) is not null
        : message.Acts is not null || message.Metadata?.PlanId is not null);

    /// <summary>What the last reply asked before making a plan, with the wish it was about; null when it asked nothing.</summary>
    public (ChatMessage Wish, IReadOnlyList<ChatQuestion> Questions)? AskedBefore =>
        History is [.., { Role: ChatRole.User } wish, { Role: ChatRole.Assistant, Metadata.Questions: { Count: > 0 } questions }] ? (wish, questions) : null;

    /// <summary>The same question, to look what words would do.</summary>
    public ChatTurn Probe() => new ChatTurn(null)
    {
        Owner = Owner,
        Question = Question,
        Language = Language,
        History = History,
        Authority = TurnAuthority.Probe,
        Places = Places,
    }.About(PlanId);

    public ActCall CallOf(string words) => new() { Words = words, PlanId = PlanId, Language = Language };

    public ActCall CallOf(string tool, IEnumerable<KeyValuePair<string, object?>> arguments) => new()
    {
        Tool = tool,
        Arguments = arguments.ToDictionary(one => one.Key, one => one.Value is JsonElement json ? json : JsonSerializer.SerializeToElement(one.Value)),
        PlanId = PlanId,
        Language = Language,
    };

    /// <summary>Something is about to be done.</summary>
    /// <param name="call">What a model has called; null for the person's own words.</param>
    public void BeginCall(ActCall? call)
    {
        _calls++;
        (Call, Deed, IsListed, ChangeSetId) = (call, null, false, null);
    }

    /// <summary>Lists what came of it.</summary>
    /// <param name="tool">The name of what a model has called; null for the person's own words, of which only what was done is listed.</param>
    /// <param name="outcome">What came of it.</param>
    public async Task EndCallAsync(string? tool, ActionOutcome outcome)
    {
        var deed = LastDeed = Deed;
        if (Authority != TurnAuthority.Probe) Deed = null;
        if (IsListed || (tool is null && (deed is null || !outcome.Done))) return;
        var status = !outcome.Done ? ChatActStatus.Failed : deed is null ? ChatActStatus.Read : ChatActStatus.Done;
        var job = deed is { IsJob: true } && outcome.Done ? StartedJob : null;
        var act = deed is null ? new ActDraft(tool!, status) { PlanId = PlanId } : ActDraft.Of(deed, status, "");
        await AddActAsync(act with
        {
            Text = status == ChatActStatus.Read ? "" : TextCutTo(outcome.Text),
            PlanId = job?.PlanId ?? act.PlanId ?? (outcome.Done ? PlanId : null),
            TaskId = act.TaskId ?? job?.TargetTaskId,
            JobId = job?.JobId,
            JobType = job?.JobType,
            ChangeSetId = outcome.Done ? ChangeSetId : null,
        });
    }

    /// <summary>Lists something in the reply, at once and durably. A later one waits for the step before it, or for the job that the reply shows.</summary>
    public async Task AddActAsync(ActDraft act)
    {
        if (writer is null) return;
        if (act.Status is ChatActStatus.Waiting or ChatActStatus.Proposed)
        {
            var before = Acts.LastOrDefault(other => other.JobId is not null || other.Status == ChatActStatus.Waiting);
            act = act with { AfterAct = before?.ActId, AfterJob = before is null && ShowsJobAtWork ? JobId : null };
        }

        await writer.AddActAsync(act);
    }

    /// <summary>Has the reply say something about itself, in the reader's language: one of <see cref="ChatNotices"/>.</summary>
    public void Note(string notice)
    {
        if (Metadata?.Notices?.Contains(notice) == true) return;
        Metadata = (Metadata ?? new ChatMetadata { PlanId = PlanId }) with { Notices = [.. Metadata?.Notices ?? [], notice] };
    }

    /// <summary>Has the reply ask before a plan is made.</summary>
    public void Ask(IReadOnlyList<ChatQuestion> questions) => Metadata = (Metadata ?? new ChatMetadata()) with { Questions = questions };

    private static string TextCutTo(string text) => Contracts.Texts.TextCut.To(text, MaxActText);
}
