using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A job log panel as it stands in a page, in English.</summary>
public sealed class LogPanel(Visitor visitor, ILocator root)
{
    public ILocator Root => root;

    public Task UntilAsync(JobStatus status) => visitor.SeesAsync(root.Locator(".state").GetByText(status.ToString(), new() { Exact = true }));

    /// <summary>Waits until the line is drawn.</summary>
    public Task UntilLineAsync(long seq) => visitor.SeesAsync(Line(seq));

    public ILocator Line(long seq) => root.Locator($"[data-seq='{seq}']");

    /// <summary>The numbers of the lines that are drawn now, from top to bottom.</summary>
    public async Task<IReadOnlyList<long>> NumbersAsync() =>
        await root.Locator("[data-seq]").EvaluateAllAsync<long[]>("lines => lines.map(line => Number(line.dataset.seq))");

    /// <summary>Waits until these lines are drawn, no other and none twice.</summary>
    public async Task ShowsAsync(IEnumerable<long> expected)
    {
        var numbers = string.Join(',', expected);
        await visitor.Page.WaitForFunctionAsync(
            "([panel, numbers]) => [...panel.querySelectorAll('[data-seq]')].map(line => line.dataset.seq).join() === numbers",
            new object[] { await root.ElementHandleAsync(), numbers });
    }

    /// <summary>Opens the folded log and shows the lines of all levels.</summary>
    public async Task OpenWholeAsync()
    {
        await root.GetByText("Details", new() { Exact = true }).ClickAsync();
        await ShowAllLevelsAsync();
    }

    public Task ShowAllLevelsAsync() => root.GetByLabel("Level").SelectOptionAsync("debug");

    /// <summary>Puts the focus into the log: a reader's panel is not folded at the end.</summary>
    public Task ReadAsync() => root.GetByRole(AriaRole.Log).FocusAsync();

    public ILocator Fold => root.GetByRole(AriaRole.Button, new() { Name = "Fold the log", Exact = true });

    public ILocator Unfold => root.GetByRole(AriaRole.Button, new() { Name = "Unfold the log" });
}
