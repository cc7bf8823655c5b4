using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A test in a real browser. What its pages complain of fails it; of a failed one screenshots and consoles are kept.</summary>
public abstract partial class BrowserTest(ChromiumBrowser browser) : IAsyncDisposable
{
    protected const string English = "en-GB";
    protected const string Chinese = "zh-CN";

    private readonly List<Visitor> _visitors = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var faults = _visitors.SelectMany(visitor => visitor.Faults).ToList();
        try
        {
            if (failed || faults.Count > 0) await KeepEvidenceAsync();
        }
        finally
        {
            foreach (var visitor in _visitors) await visitor.DisposeAsync();
            await DisposeDeploymentAsync();
        }

        if (!failed) Assert.Empty(faults);
    }

    /// <summary>The deployment that this test's visitors go to.</summary>
    protected abstract Task<WebDeployment> DeploymentAsync();

    /// <summary>Ends a deployment that belongs to this test alone.</summary>
    protected virtual ValueTask DisposeDeploymentAsync() => ValueTask.CompletedTask;

    /// <param name="language">What the browser asks for in <c>Accept-Language</c>.</param>
    /// <param name="dark">What the system prefers.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    protected async Task<Visitor> NewVisitorAsync(string language = English, bool dark = false, int width = 1280)
    {
        var deployment = await DeploymentAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visitor = await Visitor.NewAsync(deployment, context);
        _visitors.Add(visitor);
        return visitor;
    }

    private async Task KeepEvidenceAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "browser")).FullName;
        var test = Unfit().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "_");
        for (var n = 0; n < _visitors.Count; n++)
        {
            var name = Path.Combine(folder, $"{test[..Math.Min(test.Length, 150)]}-{n + 1}");
            await File.WriteAllTextAsync($"{name}.txt", $"{_visitors[n].Page.Url}\n{_visitors[n].Console}\n{string.Join('\n', _visitors[n].Faults)}", CancellationToken.None);
            try
            {
                await _visitors[n].Page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{name}.png", Timeout = 5_000 });
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                await File.AppendAllTextAsync($"{name}.txt", $"\nNo screenshot: {e.Message}", CancellationToken.None);
            }
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex Unfit();
}

/// <summary>Browser tests that leave the deployment as it was. One after the other; those with deployments of their own run beside them.</summary>
[Collection("Browser")]
public abstract class SharedBrowserTest(ChromiumBrowser browser, SharedWebDeployment shared) : BrowserTest(browser)
{
    protected override Task<WebDeployment> DeploymentAsync() => shared.GetAsync();
}
