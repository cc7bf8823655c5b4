using Microsoft.AspNetCore.Components;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>A plan as a network: what waits for what, and what decides its duration.</summary>
public partial class GraphPage
{
    /// <summary>Cards that are drawn without being asked for; more of them cannot be overlooked.</summary>
    private const int MostAtFirst = 250;

    /// <summary>Cards that are drawn at all.</summary>
    private const int Most = 800;

    private readonly CancellationTokenSource _left = new();
    private Plan? _plan;
    private PlanGraph? _graph;
    private ApiException? _fault;
    private IReadOnlyDictionary<long, string> _numbers = new Dictionary<long, string>();
    private IReadOnlyList<(int Depth, int Count)> _levels = [];
    private IReadOnlyList<PlanGraphNode> _cards = [];
    private GraphLayout? _layout;
    private int _contradictory;
    private int _depth;
    private bool _chosen;
    private long _loaded;
    private int _asked;

    [Parameter]
    public long PlanId { get; set; }

    [Inject]
    private PlansClient Plans { get; set; } = null!;

    [Inject]
    private ChangesClient Changes { get; set; } = null!;

    protected override Task OnParametersSetAsync() => IsAlive && _loaded != PlanId ? LoadAsync() : Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        _left.Cancel();
        _left.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task LoadAsync()
    {
        var asked = ++_asked;
        if (_loaded != PlanId) (_plan, _graph, _layout, _chosen) = (null, null, null, false);
        _loaded = PlanId;
        try
        {
            var reading = Plans.ReadTreeAsync(PlanId, _left.Token);
            var graph = await Changes.ReadGraphAsync(PlanId, _left.Token);
            var tree = new TaskTree(await reading);
            if (asked != _asked) return;
            (_plan, _graph, _fault) = (tree.Plan, graph, null);
            _numbers = tree.Entries.ToDictionary(entry => entry.Id, entry => entry.Number);
            _contradictory = graph.Edges.Count(edge => edge.IsContradictory);
            Draw(graph);
        }
        catch (ApiException e)
        {
            if (asked == _asked) _fault = e;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }

        StateHasChanged();
    }

    private void Draw(PlanGraph graph)
    {
        var deepest = graph.Nodes.Count == 0 ? 0 : graph.Nodes.Max(node => node.Depth);
        _levels = [.. Enumerable.Range(1, deepest).Select(depth => (depth, GraphCards.CountAt(graph, depth))).Where(level => level.Item2 <= Most)];
        if (!_chosen || _levels.All(level => level.Depth != _depth))
        {
            _chosen = false;
            _depth = GraphCards.DepthFor(graph, MostAtFirst);
            if (_depth == 0 && _levels.Count > 0) _depth = _levels[0].Depth;
        }

        if (_depth == 0)
        {
            _layout = null;
            return;
        }

        var cards = GraphCards.At(graph, _depth);
        _cards = cards.Cards;
        _layout = GraphLayout.Of([.. cards.Cards.Select(card => card.TaskId)], cards.Links);
    }

    private void DrawTo(int depth)
    {
        (_depth, _chosen) = (depth, true);
        if (_graph is not null) Draw(_graph);
    }

    private string LevelText(int depth)
    {
        var count = _levels.FirstOrDefault(level => level.Depth == depth).Count;
        return _graph is not null && depth == _graph.Nodes.Max(node => node.Depth) ? L[GraphText.AllLevels, count] : L[GraphText.ToLevel, depth, count];
    }
}
