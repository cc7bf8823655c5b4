using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class LogPageTests(RedisServer redis) : RelayTest(redis)
{
    [Fact]
    public async Task Pages_go_both_ways()
    {
        var (client, job) = await WithLinesAsync(30);

        var newest = await PageAsync(client, job, "limit=10");
        Assert.Equal(Enumerable.Range(21, 10).Select(i => (long)i), newest.Entries.Select(line => line.Seq));
        Assert.Equal((30, true, false), (newest.LastSeq, newest.HasOlder, newest.HasNewer));

        var older = await PageAsync(client, job, "limit=10&before=21");
        Assert.Equal(Enumerable.Range(11, 10).Select(i => (long)i), older.Entries.Select(line => line.Seq));

        var newer = await PageAsync(client, job, "limit=5&after=11");
        Assert.Equal(Enumerable.Range(12, 5).Select(i => (long)i), newer.Entries.Select(line => line.Seq));
        Assert.Equal((true, true), (newer.HasOlder, newer.HasNewer));
        Assert.Equal(30, (await PageAsync(client, job, "")).Entries.Count);
    }

    [Fact]
    public async Task Lines_are_filtered_by_level_and_searched_on_the_server()
    {
        var (client, job) = await WithLinesAsync(1);
        await job.StoreAsync(
            [TestJob.Line("a debug", JobLogLevel.Debug), TestJob.Line("a Warning 100%", JobLogLevel.Warning), TestJob.Line("an error", JobLogLevel.Error)],
            null, null, publish: false);

        Assert.Equal([3, 4], (await PageAsync(client, job, "level=warning")).Entries.Select(line => line.Seq));
        Assert.Equal([3], (await PageAsync(client, job, "q=warning%20100%25")).Entries.Select(line => line.Seq));
        Assert.Empty((await PageAsync(client, job, "level=error&q=debug")).Entries);
    }

    [Theory]
    [InlineData("after=x", "after")]
    [InlineData("after=-1", "after")]
    [InlineData("before=1.5", "before")]
    [InlineData("after=1&before=9", "before")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("level=loud", "level")]
    public async Task A_mistaken_query_is_a_problem_that_names_the_field(string query, string field)
    {
        var (client, job) = await WithLinesAsync(1);

        var response = await client.GetAsync($"/jobs/{job.Id}/logs?{query}", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{field}\"", await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task An_export_as_json_holds_the_job_and_every_line()
    {
        var (client, job) = await WithLinesAsync(20_000);

        var response = await client.GetAsync($"/jobs/{job.Id}/logs/export", Ct);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"attachment; filename=\"job-{job.Id}-log.json\"", response.Content.Headers.ContentDisposition!.ToString());
        using var export = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(job.Id, export.RootElement.GetProperty("job").GetProperty("job_id").GetString());
        Assert.False(export.RootElement.GetProperty("job").TryGetProperty("owner", out _));
        var lines = export.RootElement.GetProperty("logs").EnumerateArray().Select(line => line.Deserialize(ContractsJson.Default.JobLogEntry)!);
        Assert.Equal(
            (await job.LinesAsync()).Select(line => (line.Seq, line.Timestamp, line.Level, line.Message)),
            lines.Select(line => (line.Seq, line.Timestamp, line.Level, line.Message)));
    }

    [Fact]
    public async Task An_export_as_text_has_one_line_for_each_entry()
    {
        var (client, job) = await WithLinesAsync(1);
        await job.StoreAsync([TestJob.Line("拆分 😀\ttab\r\nfake 2026 ERROR line\u2028x\u001b[31m", JobLogLevel.Warning)], null, null, publish: false);
        await job.WriteAsync([.. Enumerable.Range(3, 19_998).Select(i => $"line {i}")]);

        var response = await client.GetAsync($"/jobs/{job.Id}/logs/export?format=text", Ct);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal($"attachment; filename=\"job-{job.Id}-log.txt\"", response.Content.Headers.ContentDisposition!.ToString());
        var lines = (await response.Content.ReadAsStringAsync(Ct)).Split('\n');
        var stored = await job.LinesAsync();

        Assert.Equal(20_000, stored.Count);
        Assert.Equal(stored.Count, lines.Length - 1);
        Assert.Equal("", lines[^1]);
        Assert.Equal($@"{Time(stored[1])} WARNING 拆分 😀{'\t'}tab\r\nfake 2026 ERROR line\u2028x\u001b[31m", lines[1]);
        Assert.Equal(stored.Skip(2).Select(line => $"{Time(line)} INFO {line.Message}"), lines[2..^1]);

        static string Time(JobLogEntry line) => line.Timestamp.UtcDateTime.ToString(UtcTimestampConverter.Format);
    }

    [Fact]
    public async Task An_export_in_another_format_is_a_problem()
    {
        var (client, job) = await WithLinesAsync(1);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/jobs/{job.Id}/logs/export?format=pdf", Ct)).StatusCode);
    }

    private static async Task<JobLogPage> PageAsync(HttpClient client, TestJob job, string query)
    {
        var text = await client.GetStringAsync($"/jobs/{job.Id}/logs?{query}", Ct);
        return JsonSerializer.Deserialize(text, ContractsJson.Default.JobLogPage)!;
    }

    private async Task<(HttpClient Client, TestJob Job)> WithLinesAsync(int count)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        if (count > 1) await job.WriteAsync([.. Enumerable.Range(2, count - 1).Select(i => $"line {i}")]);
        return (host.Client(), job);
    }

    [Fact]
    public async Task An_export_and_a_page_say_what_the_retention_policy_removed()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync("two", "three");
        await job.FinishAsync("four");
        await Worker.Store.RemoveLinesAsync(new PlanDecomp.Jobs.History.ExpiredLines(job.Id, null, 1, 2), Ct);
        using var client = host.Client();

        var text = await client.GetStringAsync($"/jobs/{job.Id}/logs/export?format=text", Ct);
        var json = await client.GetStringAsync($"/jobs/{job.Id}/logs/export", Ct);
        var page = await client.GetStringAsync($"/jobs/{job.Id}/logs?after=0", Ct);

        Assert.StartsWith("# Lines 1 to 2 were removed on ", text, StringComparison.Ordinal);
        Assert.Contains(" by the retention policy.\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.TrimEnd().Split('\n').Length);
        Assert.Contains("\"log_removed\":{\"through\":2,\"at\":\"", json, StringComparison.Ordinal);
        Assert.Contains("\"removed\":{\"through\":2,\"at\":\"", page, StringComparison.Ordinal);
    }
}
