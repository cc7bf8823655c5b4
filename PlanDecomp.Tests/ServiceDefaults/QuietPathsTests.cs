using PlanDecomp.ServiceDefaults.Telemetry;

namespace PlanDecomp.Tests.ServiceDefaults;

public sealed class QuietPathsTests
{
    [Theory]
    [InlineData("/health", true)]
    [InlineData("/api/alive", true)]
    [InlineData("/api/jobs/abc/stream", true)]
    [InlineData("/_framework/dotnet.native.abc.wasm", true)]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", true)]
    [InlineData("/job-log.pobsvt4cyx.js", true)]
    [InlineData("/", false)]
    [InlineData("/plans/12", false)]
    [InlineData("/api/plans/12/decompose", false)]
    [InlineData("/api/openapi/v1.json", false)]
    [InlineData(null, false)]
    public void Probes_streams_and_files_of_a_page_make_no_spans(string? path, bool quiet) => Assert.Equal(quiet, QuietPaths.Contains(path));
}
