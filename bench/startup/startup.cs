#:package Microsoft.Playwright
#:property PublishAot=false

// How long the first page takes in a real Chromium. With ./run in another terminal:
//   dotnet run bench/startup/startup.cs [URL] [ROUNDS]
// Cold is a new profile: no cache, no compiled WebAssembly. Again is the same profile's next visit. The very first line is also the
// server's first page when it was just started. First paint is the browser's "first contentful paint"; usable is the moment at which
// the page's components have been drawn in the browser and answer (the mark "page-alive"). Both count from the navigation's start.
using System.Globalization;
using Microsoft.Playwright;

var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5080/";
var rounds = int.Parse(args.ElementAtOrDefault(1) ?? "5", CultureInfo.InvariantCulture);
var chromium = Environment.GetEnvironmentVariable("PATH")!.Split(':')
    .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
    .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("There is no chromium on PATH.");

using var playwright = await Playwright.CreateAsync();
Console.WriteLine("visit     first paint     usable   requests    bytes on the wire");
for (var round = 1; round <= rounds; round++)
{
    var profile = Directory.CreateTempSubdirectory("startup-").FullName;
    try
    {
        // Closed in between: what the second visit finds is on disk.
        Print($"cold {round}", await VisitAsync(profile));
        Print($"again {round}", await VisitAsync(profile));
    }
    finally
    {
        Directory.Delete(profile, recursive: true);
    }
}

async Task<Visit> VisitAsync(string profile)
{
    await using var browser = await playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
    {
        ExecutablePath = chromium,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    var page = browser.Pages[0];
    var network = await browser.NewCDPSessionAsync(page);
    var (requests, bytes) = (0, 0.0);
    network.Event("Network.requestWillBeSent").OnEvent += (_, _) => requests++;
    network.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
    await network.SendAsync("Network.enable");

    await page.GotoAsync(url, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
    await page.WaitForFunctionAsync("() => performance.getEntriesByName('page-alive').length > 0", null, new PageWaitForFunctionOptions { Timeout = 120_000 });
    var usable = await page.EvaluateAsync<double>("performance.getEntriesByName('page-alive')[0].startTime");
    var paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    return new Visit(paint, usable, requests, bytes);
}

static void Print(string name, Visit visit) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{name,-9} {visit.Paint,8:0} ms {visit.Usable,8:0} ms {visit.Requests,10} {visit.Bytes / 1_000_000,17:0.00} MB"));

internal sealed record Visit(double Paint, double Usable, int Requests, double Bytes);
