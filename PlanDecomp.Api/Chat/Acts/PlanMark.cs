using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>How what a deed is about stands, as far as it matters to the deed: a card whose mark has changed cannot be confirmed.</summary>
internal sealed class PlanMark(IPlanStore plans, IPlanHistory history, IProposalStore proposals)
{
    public async Task<string> OfAsync(Deed deed, CancellationToken ct)
    {
        if (deed.Plan is not { } plan) return "";
        switch (deed.Name)
        {
            case "undo" or "restore":
                var page = await history.ListAsync(plan.PlanId, null, 1, ct);
                return string.Create(CultureInfo.InvariantCulture, $"change {(deed.Name == "undo" ? page?.CanUndo : page?.CanRedo)}");
            case "accept" or "reject":
                var draft = long.TryParse(deed.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await proposals.FindAsync(plan.PlanId, id, ct) : null;
                return draft is null ? "gone" : Hash(JsonSerializer.Serialize(draft, ContractsJson.Default.ProposalDetail));
            case "cancel_job":
                return "";
        }

        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return "gone";

        // States may move on: what is worked on is told by its words and order.
        var text = new StringBuilder().Append(tree.Plan.Title).Append('\0').Append(tree.Plan.Description);
        var all = NumberedTasks.Of(tree).Select(task => task.Task);
        var below = deed.Task is { } root ? all.Where(task => task.TaskId == root.TaskId).SelectMany(NumberedTasks.Below) : all;
        foreach (var task in deed.Detail.Length > 0 ? all : below)
        {
            text.Append(CultureInfo.InvariantCulture, $"\0{task.TaskId}\0{task.ParentId}\0{task.Title}\0{task.Instruction}\0{string.Join(',', task.DependsOn)}");
        }

        return Hash(text.ToString());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
