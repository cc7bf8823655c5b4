#:package Microsoft.Playwright
#:property PublishAot=false

// Takes the README's pictures in a real Chromium. With ./run in another terminal:
//   dotnet run bench/screenshots/screenshots.cs [URL] [FOLDER]
using Microsoft.Playwright;

var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5080";
var folder = args.ElementAtOrDefault(1) ?? "docs/images";
var chromium = Environment.GetEnvironmentVariable("PATH")!.Split(':')
    .SelectMany(place => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
    .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("There is no chromium on PATH.");

Directory.CreateDirectory(folder);
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
{
    ExecutablePath = chromium,
    Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

var desk = await NewPageAsync("en-US", ColorScheme.Light, 1200, 760);
await SayAsync(desk, "Plan a family trip to Kyoto for a week in April");
await EndOfJobAsync(desk);
await ShootAsync(desk, "summary");
await desk.Locator("section.job-log button[aria-expanded=false]").First.ClickAsync();
await desk.Locator("section.job-log [data-seq]").First.WaitForAsync();
await ShootAsync(desk, "chat");
await desk.GotoAsync($"{url}/jobs");
await AliveAsync(desk);
await desk.Locator("main a[href^='/jobs/'], main [aria-expanded]").First.WaitForAsync();
await ShootAsync(desk, "jobs");
await desk.GotoAsync($"{url}/plans");
await AliveAsync(desk);
await desk.Locator("main a[href^='/plans/']").First.ClickAsync();
await desk.Locator("[role=treeitem]").Nth(2).ClickAsync();
await ShootAsync(desk, "plan");

// The pages of a plan that has been executed, with a draft that waits.
var plan = new Uri(desk.Url).AbsolutePath;
await PostAsync(desk, $"{plan}/execute", "{ async_mode: false }");
await desk.ReloadAsync();
await AliveAsync(desk);
await desk.Locator("[role=treeitem]").Nth(2).ClickAsync();
await ShootAsync(desk, "result");
await desk.GotoAsync($"{url}{plan}/graph");
await AliveAsync(desk);
await desk.Locator("svg [data-card]").First.WaitForAsync();
await ShootAsync(desk, "graph");
await PostAsync(desk, $"{plan}/operations", "{ operation: 'redo', commit: 'review', hint: 'With two small children', async_mode: false }");
await desk.GotoAsync($"{url}{plan}/proposals");
await AliveAsync(desk);
await desk.Locator("main a[href*='/proposals/']").First.ClickAsync();
await desk.Locator("main input[type=checkbox]").First.WaitForAsync();
await ShootAsync(desk, "draft");

var phone = await NewPageAsync("zh-CN", ColorScheme.Dark, 390, 760);
await SayAsync(phone, "帮我规划一次公司年会");
await EndOfJobAsync(phone);
await ShootAsync(phone, "phone-zh-dark");

async Task<IPage> NewPageAsync(string locale, ColorScheme colours, int width, int height)
{
    var context = await browser.NewContextAsync(new BrowserNewContextOptions
    {
        Locale = locale,
        ColorScheme = colours,
        ViewportSize = new ViewportSize { Width = width, Height = height },
    });
    return await context.NewPageAsync();
}

async Task SayAsync(IPage page, string text)
{
    await page.GotoAsync(url);
    await AliveAsync(page);
    await page.FillAsync("textarea", text);
    await page.Keyboard.PressAsync("Enter");
}

// What a button of the page asks for, and its end.
static async Task PostAsync(IPage page, string path, string body) => await page.EvaluateAsync(
    $"fetch('/api{path}', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: JSON.stringify({body}) }}).then(answer => {{ if (!answer.ok) throw new Error(answer.status) }})");

static Task AliveAsync(IPage page) => page.WaitForFunctionAsync("() => 'alive' in document.documentElement.dataset");

// Folded: the log has ended and its lines are put away.
static Task EndOfJobAsync(IPage page) => page.Locator("section.job-log button[aria-expanded=false]").First.WaitForAsync();

async Task ShootAsync(IPage page, string name)
{
    // Skeletons fade, fonts settle.
    await page.WaitForTimeoutAsync(1_500);
    await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
}
