using PlanDecomp.Contracts.Operations;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Operations;

/// <summary>What a reader has filled in for an operation. What is left empty takes the server's default.</summary>
public sealed class OperationForm
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, List<TaskEntry>> _tasks = [];

    /// <param name="operation">What is asked for.</param>
    /// <param name="task">What to work on; null for the whole plan.</param>
    public OperationForm(OperationDescriptor operation, TaskEntry? task)
    {
        (Operation, Task, Commit) = (operation, task, operation.DefaultCommit);
        Parameters = [.. operation.Parameters.Where(parameter => !parameter.ForParentsOnly || task is { HasChildren: true })];
        foreach (var parameter in Parameters)
        {
            if (parameter.Choices is [var first, ..]) this[parameter.Name] = first.Value;
        }
    }

    public OperationDescriptor Operation { get; }
    public TaskEntry? Task { get; }

    /// <summary>Those that mean something for the target.</summary>
    public IReadOnlyList<OperationParameter> Parameters { get; }

    public string Commit { get; set; }
    public int? LlmCallBudget { get; set; }
    public long? TokenBudget { get; set; }
    public decimal? CostBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }

    /// <summary>A text by its parameter's name; blank ones are none.</summary>
    public string? this[string name]
    {
        get => _texts.GetValueOrDefault(name);
        set => _texts[name] = value ?? "";
    }

    /// <summary>The tasks picked for a parameter.</summary>
    public List<TaskEntry> TasksOf(string name)
    {
        if (!_tasks.TryGetValue(name, out var tasks)) _tasks.Add(name, tasks = []);
        return tasks;
    }

    public int? NumberOf(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    public void SetNumber(string name, int? number)
    {
        if (number is { } given) _numbers[name] = given;
        else _numbers.Remove(name);
    }

    /// <summary>False while tasks that must be picked are not.</summary>
    public bool CanStart => !Parameters.Any(parameter => parameter is { Kind: ParameterKind.Siblings, Missing: not null } && TasksOf(parameter.Name).Count == 0);

    /// <param name="planId">Named in the body for an operation on a task; null for one on a plan.</param>
    public TaskOperationRequest ToRequest(long? planId) => new()
    {
        PlanId = planId,
        Operation = Operation.Name,
        Commit = Operation.HasCommitChoice ? Commit : null,
        Hint = Text("hint"),
        Locked = Ids("locked"),
        TaskIds = Ids("task_ids"),
        Parts = NumberOf("parts"),
        Scope = Text("scope"),
        Language = Text("language"),
        MinChildren = NumberOf("min_children"),
        MaxChildren = NumberOf("max_children"),
        LlmCallBudget = LlmCallBudget,
        TokenBudget = TokenBudget,
        CostBudget = CostBudget,
        TimeBudgetSeconds = TimeBudgetSeconds,
    };

    private string? Text(string name) => this[name]?.Trim() is { Length: > 0 } text ? text : null;

    private IReadOnlyList<long>? Ids(string name) => TasksOf(name) is { Count: > 0 } tasks ? [.. tasks.Select(task => task.Id).Order()] : null;
}
