using System.Collections.Concurrent;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>A planner whose answers follow from the node's title alone, after as long a time as the test likes.</summary>
public sealed class ScriptedPlanner : INodePlanner
{
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private readonly ConcurrentQueue<NodeRequest> _requests = [];

    public string Name => PlannerNames.Llm;

    public string? Model => "scripted";

    /// <summary>Decides the answer; null leaves it to <see cref="Breakdown"/>.</summary>
    public Func<NodeRequest, CancellationToken, Task<NodePlan?>> Script { get; set; } = (_, _) => Task.FromResult<NodePlan?>(null);

    /// <summary>Calls each node takes.</summary>
    public Func<NodeRequest, int> CallsOf { get; set; } = _ => 1;

    public long TokensPerCall { get; set; } = 10;

    public decimal? CostPerCall { get; set; } = 0.5m;

    public IReadOnlyList<NodeRequest> Requests => [.. _requests];

    public int TotalCalls => _calls.Values.Sum();

    public int CallsFor(string title) => _calls.GetValueOrDefault(title);

    public async Task<NodePlan> PlanAsync(NodeRequest request, ICallUsage usage, CancellationToken ct)
    {
        var title = request.TargetTitle ?? request.PlanTitle;
        _requests.Enqueue(request);
        NodePlan? plan = null;
        for (var call = 0; call < CallsOf(request); call++)
        {
            await usage.BeforeCallAsync(CostPerCall, ct);
            _calls.AddOrUpdate(title, 1, (_, calls) => calls + 1);
            try
            {
                plan = await Script(request, ct);
            }
            finally
            {
                usage.AfterCall(new PaidCall("scripted", TokensPerCall, 0, CostPerCall));
            }
        }

        return NodePlanValidator.Cut(plan ?? Breakdown(title), request.MaxChildren);
    }

    /// <summary>Two to four children named after their parent; some depend on the one before, some are leaves.</summary>
    public static NodePlan Breakdown(string title)
    {
        var seed = title.Sum(c => c);
        return new NodePlan([.. Enumerable.Range(1, 2 + (seed % 3)).Select(i => new NodeChild($"{title}.{i}", $"Do {title}.{i}.", i > 1 && i % 2 == 0 ? [i - 2] : [], (seed + i) % 5 == 0))]);
    }

    public static NodePlan Children(params IReadOnlyList<string> titles) => new([.. titles.Select(title => new NodeChild(title, "", [], false))]);
}
