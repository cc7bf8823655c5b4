using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Llm;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Planning;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Operations;

/// <summary>One attempt at an operation: the tree it works on, and a model whose every answer is stored as it comes.</summary>
/// <remarks>Invariant: an answer is committed before the next call is made, so that no attempt pays for one twice.</remarks>
internal sealed partial class OperationRun : IDisposable
{
    private readonly LlmCaller _caller;
    private readonly LlmOptions _llm;
    private readonly PlanningOptions _planning;
    private readonly RunBudget _budget;
    private readonly CancellationTokenSource _deadline;
    private readonly Dictionary<string, JsonElement> _answers;
    private readonly Lock _reporting = new();
    private readonly TimeProvider _time;
    private int _partsDone;
    private int _partsWaiting;

    public OperationRun(
        JobContext job, OperationParams parameters, ChosenPlanner chosen, TreeSnapshot madeAgainst, PlanOutline outline, OperationCheckpoint? checkpoint,
        RunBudget budget, LlmCaller caller, LlmOptions llm, PlanningOptions planning, TimeProvider time)
    {
        (Job, Params, Chosen, MadeAgainst, Outline) = (job, parameters, chosen, madeAgainst, outline);
        (_budget, _caller, _llm, _planning, _time) = (budget, caller, llm, planning, time);
        _answers = checkpoint?.Answers.ToDictionary() ?? [];
        IsCommitted = checkpoint is { IsCommitted: true };
        _deadline = budget.TimeLeft is { } left ? new CancellationTokenSource(left, time) : new CancellationTokenSource();
    }

    public JobContext Job { get; }
    public OperationParams Params { get; }
    public OperationDescriptor Operation => TaskOperations.Find(Params.Operation)!;
    public ChosenPlanner Chosen { get; }
    public TreeSnapshot MadeAgainst { get; }
    public PlanOutline Outline { get; }
    public bool UsesModel => Chosen.Planner.Name != PlannerNames.Offline;
    public RunUsage Usage => _budget.Usage;

    /// <summary>An earlier attempt has made the change, or stored the proposal: what is left is to tell of it, and that asks for nothing more.</summary>
    public bool IsCommitted { get; }

    /// <summary>Tasks for which no usable answer came.</summary>
    public List<FailedNode> Failed { get; } = [];

    /// <summary>The budget that ran out before all was done; null when none did.</summary>
    public string? Exhausted { get; private set; }

    /// <summary>The task worked on; null for the whole plan.</summary>
    public PlanTaskNode? Target => Job.Job.TargetTaskId is { } id ? Outline.Find(id) : null;

    /// <summary>The target's title, or the plan's.</summary>
    public string Title => Target?.Title ?? Outline.Plan.Title;

    /// <summary>The target and all below it, or all tasks of the plan, parents before children.</summary>
    public IReadOnlyList<PlanTaskNode> Tasks => field ??= Below(Target is { } target ? [target] : Outline.Top);

    /// <summary>The language of the plan, for words that rules write.</summary>
    public Language Language => LanguageReader.Read(Outline.Plan.Title, Outline.Plan.Description);

    public bool IsChinese => Language == Language.Chinese;

    /// <summary>Where the worker stands, for dates in plans.</summary>
    public DateOnly Today => DateOnly.FromDateTime(_time.GetLocalNow().Date);

    public CallSubject About => new(Job.Job.TargetTaskId, Title);

    /// <summary>The answer to a question: the stored one, or the model's.</summary>
    /// <exception cref="UnusableAnswerException">No usable answer came of it.</exception>
    /// <exception cref="BudgetExhaustedException">A budget is used up.</exception>
    public Task<T> AskAsync<T>(Question question, ReadJson<T> read, CancellationToken ct)
        where T : class => AskAsync(question, _ => read, isInParts: false, _ => [], ct);

    /// <inheritdoc cref="AskAsync{T}(Question, ReadJson{T}, CancellationToken)"/>
    /// <param name="question">What is asked.</param>
    /// <param name="read">Makes something of the answer; of the last one, also of a part of it.</param>
    /// <param name="isInParts">A part of the answer is worth something.</param>
    /// <param name="told">Told when the answer is stored, which it is once.</param>
    /// <param name="ct">Cancels the call.</param>
    private async Task<T> AskAsync<T>(Question question, Func<bool, ReadJson<T>> read, bool isInParts, Func<T, IReadOnlyList<WorkLine>> told, CancellationToken ct)
        where T : class
    {
        // A stored answer has been taken once, whole or in part.
        if (_answers.TryGetValue(question.Step, out var stored) && read(true)(stored, out _) is { } known) return known;
        JsonElement usable = default;
        var answer = await CallAsync(question.Step, async (usage, token) =>
        {
            var messages = OperationPrompt.Begin(question.Rules, question.Form, question.Task, question.Data);
            var watcher = new CallWatcher(question.About, usage, _llm.MaxRetries);
            return await new LlmDialogue(_caller, _planning.MaxRepairs).AskAsync<T>(
                question.About, messages, question.Schema, question.SchemaName, Read, OperationPrompt.Repair, watcher, token);
        }, ct);
        await KeepAsync(question.Step, usable, told(answer));
        return answer;

        T? Read(LlmAnswer text, bool isLast, out string fault) => JsonAnswer.Read<T>(
            text.Text, text.CutOff, "Answer more briefly.", (JsonFound found, out string wrong) => Fit(found, isLast, out wrong), out fault);

        T? Fit(JsonFound found, bool isLast, out string fault)
        {
            // A summary, or the words of one task, would lack their end unseen.
            fault = "it was cut off.";
            if ((!found.IsWhole && !(isInParts && isLast)) || read(isLast)(found.Root, out fault) is not { } fits) return null;
            usable = found.Root;
            return fits;
        }
    }

    /// <summary>Asks about many tasks in parts. A part without a usable answer leaves its tasks as they are; a budget that runs out leaves the rest.</summary>
    /// <returns>The answers of all parts.</returns>
    public async Task<IReadOnlyList<TAnswer>> AskInPartsAsync<TAnswer>(
        IReadOnlyList<PlanTaskNode> tasks, int perCall, Func<int, IReadOnlyList<PlanTaskNode>, Question> ask,
        Func<IReadOnlyList<PlanTaskNode>, bool, ReadJson<Dictionary<long, TAnswer>>> read, CancellationToken ct)
    {
        var parts = tasks.Chunk(perCall).ToList();
        var answers = new List<TAnswer>();
        Exception? first = null;
        (_partsDone, _partsWaiting) = (0, parts.Count);
        foreach (var part in parts)
        {
            try
            {
                var answered = await AskAsync(ask(_partsDone + 1, part), isLast => read(part, isLast), isInParts: true, Told, ct);
                answers.AddRange(answered.Values);
                Failed.AddRange(MissingIn(answered).Select(task => FailedAt(task, "The model's answer says nothing usable of it.")));
            }
            catch (UnusableAnswerException e)
            {
                first ??= e;
                Failed.AddRange(part.Select(task => FailedAt(task, e.Message)));
                Job.LogPartFailed(Params.Operation, part.Length, e.Message);
            }
            catch (BudgetExhaustedException e)
            {
                if (answers.Count == 0) throw;
                Exhausted = e.Reason;
                Job.LogExhausted(e.Reason, _budget.LimitOf(e.Reason) ?? 0, _partsWaiting);
                break;
            }

            (_partsDone, _partsWaiting) = (_partsDone + 1, _partsWaiting - 1);
            Report();

            IReadOnlyList<PlanTaskNode> MissingIn(Dictionary<long, TAnswer> answered) => [.. part.Where(task => !answered.ContainsKey(task.TaskId))];

            IReadOnlyList<WorkLine> Told(Dictionary<long, TAnswer> answered)
            {
                IReadOnlyList<WorkLine> lines = parts.Count > 1 ? [OperationLog.Stepped(Params.Operation, _partsDone + 1, parts.Count)] : [];
                return MissingIn(answered) is { Count: > 0 } missing ? [OperationLog.LeftOutOf(Params.Operation, missing), .. lines] : lines;
            }
        }

        return answers.Count == 0 && first is not null ? throw first : answers;

        static FailedNode FailedAt(PlanTaskNode task, string error) => new(task.TaskId == TaskEdit.Plan ? null : task.TaskId, task.Title, error);
    }

    /// <summary>The planner's children for a node: the stored ones, or new ones.</summary>
    /// <exception cref="UnusableAnswerException">No usable answer came of it.</exception>
    /// <exception cref="BudgetExhaustedException">A budget is used up.</exception>
    public async Task<NodePlan> PlanAsync(string step, NodeRequest request, CancellationToken ct)
    {
        if (_answers.TryGetValue(step, out var stored)) return StoredPlan.Read(stored);
        try
        {
            var plan = await CallAsync(
                step, async (usage, token) => NodePlanValidator.Settle(await Chosen.Planner.PlanAsync(request, usage, token), request), ct);
            await KeepAsync(step, StoredPlan.Write(plan), plan.LeftOut.Count > 0 ? [DecomposeLog.LeftOut(new PartialNode(request.TaskId, request.TargetTitle ?? Title, plan.LeftOut))] : []);
            return plan;
        }
        catch (NodePlanningException e)
        {
            throw new UnusableAnswerException(e.Message, e);
        }
    }

    /// <summary>For an operation that finds nothing to work on.</summary>
    public JobFailedException NothingToDo() => new(Operation.Words.NothingToDo?.English ?? throw new InvalidOperationException($"{Operation.Name} has no words for it."));

    /// <summary>Why edits cannot be made on the tree, in a sentence; null when they can.</summary>
    public string? FindFault(IReadOnlyList<TaskEdit> edits)
    {
        var draft = new TreeDraft(MadeAgainst);
        return draft.Apply(edits) is [var dropped, ..] ? $"\"{dropped.Title}\" cannot be placed: {dropped.Reason}." : draft.FindFault();
    }

    /// <summary>A changed tree, as planners see one.</summary>
    public PlanOutline OutlineOf(TreeSnapshot tree) => new(tree.ToTree(Outline.Plan), _planning.MaxOutlineLength);

    public OperationCheckpoint ToCheckpoint(bool isCommitted) =>
        new() { MadeAgainst = MadeAgainst, Answers = _answers, IsCommitted = isCommitted, Usage = Usage };

    public void Report()
    {
        // Under a lock, so that older figures never follow newer ones.
        lock (_reporting) Job.Report(Usage.ToStats(UsesModel) with { Done = _partsDone, QueueRemaining = _partsWaiting });
    }

    public void Dispose() => _deadline.Dispose();

    public static List<PlanTaskNode> Below(IEnumerable<PlanTaskNode> top) => PlanOutline.Below(top);

    private async Task<T> CallAsync<T>(string step, Func<ICallUsage, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        using var span = WorkSpans.Start(
            WorkSpans.AskQuestion, (WorkSpans.TaskId, Job.Job.TargetTaskId), (WorkSpans.Operation, Params.Operation), (WorkSpans.Step, step));
        try
        {
            var answer = await CallWithinBudgetAsync(call, ct);
            span.Note("answered");
            return answer;
        }
        catch (BudgetExhaustedException e)
        {
            span?.SetTag(WorkSpans.StopReason, e.Reason);
            span.Note("stopped");
            throw;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            span.Note("interrupted");
            throw;
        }
        catch (Exception e)
        {
            span.Note("failed", e.Message);
            throw;
        }
    }

    private async Task<T> CallWithinBudgetAsync<T>(Func<ICallUsage, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        if (IsCommitted) throw new UnusableAnswerException("No usable answer came before the change was made.");
        if (!_budget.TryAdmit(out var share, out var reason)) throw new BudgetExhaustedException(reason ?? StopReasons.LlmCallBudget);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, _deadline.Token);
        try
        {
            return await call(new CallUsage(Job, share, Report), both.Token);
        }
        catch (Exception) when (_deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // A call that is cut off ends with whatever its connection makes of that: no fault, since it was to end.
            throw new BudgetExhaustedException(StopReasons.TimeBudget);
        }
        finally
        {
            _budget.Settle(share);
        }
    }

    private async Task KeepAsync(string step, JsonElement answer, IReadOnlyList<WorkLine> told)
    {
        _answers[step] = answer;
        Report();

        // Not cancelled: the answer is paid for, and a commit is short.
        await Job.CommitAsync(
            run =>
            {
                foreach (var line in told) run.Tell(line);
                return true;
            },
            ToCheckpoint(isCommitted: false).Write(), CancellationToken.None);
    }
}
