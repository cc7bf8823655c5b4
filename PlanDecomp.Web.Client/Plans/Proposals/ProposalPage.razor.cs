using Microsoft.AspNetCore.Components;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Plans.Changes;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>One draft, drawn on the plan's tree: what of it is wanted is chosen, edited, and accepted in one act.</summary>
public partial class ProposalPage
{
    /// <summary>Rows drawn at first, and with each "show more".</summary>
    private const int Step = 200;

    private static readonly NodeChange[] Kinds = [NodeChange.Added, NodeChange.Changed, NodeChange.Moved, NodeChange.Removed];

    private readonly HashSet<long> _unfolded = [];
    private TaskTree? _plan;
    private DraftTree? _draft;
    private DraftChoice? _choice;
    private IReadOnlyList<DraftRow> _rows = [];
    private RebasedProposal? _rebased;
    private ApiException? _fault;
    private (long PlanId, long ProposalId) _loaded;
    private int _shown = Step;
    private bool _undoable;
    private bool _undone;
    private bool _busy;
    private string _notice = "";
    private string _refusal = "";
    private string? _busyJob;
    private ElementReference _heading;

    [Parameter]
    public long PlanId { get; set; }

    [Parameter]
    public long ProposalId { get; set; }

    [Inject]
    private PlansClient Plans { get; set; } = null!;

    [Inject]
    private ProposalsClient Proposals { get; set; } = null!;

    [Inject]
    private ChangesClient Changes { get; set; } = null!;

    [Inject]
    private ProposalDialogs Dialogs { get; set; } = null!;

    // A draft of another tree would be accepted for what it no longer is: it is brought up to date first.
    private bool _canDecide => _draft is { IsUpToDate: true, Proposal.Status: ProposalStatus.Open };

    private IEnumerable<(NodeChange Kind, int Count)> _counts =>
        Kinds.Select(kind => (kind, _draft!.Proposal.Nodes.Count(node => node.Change == kind))).Where(one => one.Item2 > 0);

    protected override async Task OnParametersSetAsync()
    {
        if (IsAlive && _loaded != (PlanId, ProposalId)) await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        var asked = (PlanId, ProposalId);
        if (_loaded != asked)
        {
            _unfolded.Clear();
            (_plan, _draft, _choice, _rows, _rebased, _undone, _shown, _notice, _refusal) = (null, null, null, [], null, false, Step, "", "");
        }

        _loaded = asked;
        try
        {
            var proposal = await Proposals.FindAsync(PlanId, ProposalId, CancellationToken.None);
            if (asked != (PlanId, ProposalId)) return;
            await ShowAsync(proposal);
            _fault = null;
        }
        catch (ApiException e) when (asked == (PlanId, ProposalId))
        {
            // Gone while someone looks at it: what is drawn is of no use any more.
            if (e.Fault is ApiFault.NotFound) _draft = null;
            _fault = e;
        }
        catch (ApiException)
        {
            // Of a draft that the page has left.
            return;
        }

        StateHasChanged();
    }

    /// <summary>Draws a draft as it is now. What was not chosen before is not chosen now.</summary>
    private async Task ShowAsync(ProposalDetail proposal)
    {
        var tree = new TaskTree(await Plans.ReadTreeAsync(PlanId, CancellationToken.None));
        _undoable = proposal.ChangeSetId is { } changeSet && (await Changes.ListAsync(PlanId, cursor: null, limit: 1, CancellationToken.None)).CanUndo == changeSet;
        var draft = new DraftTree(tree, proposal);
        var choice = new DraftChoice(draft);
        if (_choice is { } before && _draft is { } old)
        {
            foreach (var entry in draft.Entries.Where(entry => old.Find(entry.Id)?.Node is not null && !before.Has(entry.Id))) choice.Set(entry, chosen: false);
            if (old.Plan is not null && !before.Has(DraftTree.PlanItself)) choice.SetPlan(chosen: false);
        }

        (_plan, _draft, _choice) = (tree, draft, choice);
        Arrange();
    }

    private void Arrange() => _rows = DraftRow.Of(_draft!, _unfolded);

    private void Fold(DraftRow row)
    {
        if (!_unfolded.Remove(row.Entry.Id)) _unfolded.Add(row.Entry.Id);
        Arrange();
    }

    private void Choose(DraftEntry entry, bool chosen)
    {
        var along = _choice!.Set(entry, chosen);
        _notice = along.FirstOrDefault(other => entry.Above().Contains(other)) is { } above ? L[ProposalText.ComesAlong, above.Title]
            : along.Count == 1 ? L[ProposalText.OneGoesAlong]
            : along.Count > 1 ? L[ProposalText.GoAlong, along.Count]
            : "";
    }

    private void ChoosePlan(bool chosen)
    {
        _choice!.SetPlan(chosen);
        _notice = "";
    }

    private void ChooseAll(bool chosen)
    {
        _choice!.SetAll(chosen);
        _notice = "";
    }

    private async Task EditAsync(ProposalNode node)
    {
        // Refused or not: the draft is shown as it is.
        await Dialogs.EditAsync(_draft!.ToAcceptedTree(_plan!.Plan), ProposalId, node);
        await LoadAsync();
    }

    private Task AcceptAsync(IReadOnlyList<long>? nodes) => DecideAsync(async () =>
    {
        var accepted = await Proposals.AcceptAsync(PlanId, ProposalId, nodes, CancellationToken.None);
        _notice = accepted.Dropped.Count > 0 ? L[ProposalText.DidNotFit, accepted.Dropped.Count] : "";
        return accepted.Proposal;
    });

    private async Task RejectAsync()
    {
        if (!await Dialogs.RejectAsync(_draft!.Proposal)) return;
        await LoadAsync();
        await _heading.FocusAsync();
    }

    private Task RebaseAsync() => DecideAsync(async () =>
    {
        _rebased = await Proposals.RebaseAsync(PlanId, ProposalId, CancellationToken.None);
        return _rebased.Proposal;
    });

    private Task UndoAsync() => DecideAsync(async () =>
    {
        if (_draft!.Proposal.ChangeSetId is { } changeSet) await Changes.UndoAsync(PlanId, changeSet, CancellationToken.None);
        _undone = true;
        return _draft.Proposal;
    }, isUndo: true);

    private async Task DecideAsync(Func<Task<ProposalDetail>> decide, bool isUndo = false)
    {
        if (_busy) return;
        (_busy, _fault, _notice, _refusal, _busyJob) = (true, null, "", "", null);
        try
        {
            await ShowAsync(await decide());

            // The button that was pressed is gone.
            await _heading.FocusAsync();
        }
        catch (ApiException e)
        {
            // Someone else may have been quicker: what there is now says what can still be done.
            await LoadAsync();
            if (_draft is not null && _fault is null) (_refusal, _busyJob) = (WhyRefused(e, isUndo), e.Fault == ApiFault.Conflict ? e.Problem?.JobId : null);
        }
        finally
        {
            _busy = false;
        }
    }

    private string WhyRefused(ApiException fault, bool isUndo) => fault.Fault switch
    {
        ApiFault.Conflict when fault.Problem?.JobType is not null => L[ChangeText.JobAtWork],
        ApiFault.Conflict when isUndo => L[ProposalText.CannotUndo],
        ApiFault.Conflict when _draft!.Proposal.Status != ProposalStatus.Open => L[ProposalText.Settled],

        // The page says already what has changed, and what to do.
        ApiFault.Conflict when !_draft!.IsUpToDate => "",
        _ => FieldErrorText.All(L, fault) ?? ApiFaultText.Of(L, fault),
    };
}
