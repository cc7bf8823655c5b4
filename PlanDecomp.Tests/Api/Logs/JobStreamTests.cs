using System.Net;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class JobStreamTests(RedisServer redis) : RelayTest(redis)
{
    [Theory]
    [InlineData("/jobs/{0}/stream")]
    [InlineData("/tasks/decompose/jobs/{0}/stream")]
    public async Task A_running_job_gives_snapshot_replay_live_lines_and_its_end(string route)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync("two", "three");
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, string.Format(route, job.Id));
        var snapshot = await stream.NextEventAsync();
        Assert.Null(snapshot.Event);
        Assert.Equal(JobStatus.Running, snapshot.Status);
        Assert.Equal([1, 2, 3], (await stream.LinesAsync(3)).Select(line => line.Seq));

        await job.ReportAsync(new JobStats { LlmCalls = 2 });
        var change = await stream.NextAsync();
        Assert.Null(change!.Value.EventId);
        Assert.Equal(2, StreamReader.EventOf(change.Value).Stats!.LlmCalls);

        await job.WriteAsync("four");
        var live = await stream.NextAsync();
        Assert.Equal("4", live!.Value.EventId);
        Assert.Equal("four", StreamReader.EventOf(live.Value).Event!.Message);

        await job.FinishAsync("five");
        var end = StreamReader.EventOf(Assert.Single(await stream.ToEndAsync()));
        Assert.Equal((JobStatus.Succeeded, 5, 3), (end.Status, end.Event!.Seq, end.Stats!.LlmCalls));
        Assert.Equal(HttpStatusCode.NoContent, (await StreamReader.SendAsync(client, StreamOf(job), "5")).StatusCode);
    }

    [Fact]
    public async Task The_response_is_not_to_be_stored_buffered_or_compressed()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job));
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache, no-store", string.Join(", ", stream.Response.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", ")).Order()));
        Assert.Equal("no", Assert.Single(stream.Response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Empty(stream.Response.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_finished_job_is_replayed_and_ends_at_once_with_the_end_on_its_last_line(bool fromRedis)
    {
        var host = await StartHostAsync(options => options.PageLines = 7);
        var job = await Worker.RunAsync();
        await job.WriteAsync([.. Enumerable.Range(2, 40).Select(i => $"line {i}")]);
        await job.FinishAsync();
        if (!fromRedis) await Worker.Redis.KeyDeleteAsync(Worker.Keys.LogStream(job.Id));
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 3));
        var items = await stream.ToEndAsync();

        Assert.Equal(Enumerable.Range(4, 39).Select(i => $"{i}"), items.Select(item => item.EventId));
        Assert.All(items.SkipLast(1), item => Assert.Equal(JobStatus.Running, StreamReader.EventOf(item).Status));
        Assert.Equal(JobStatus.Succeeded, StreamReader.EventOf(items[^1]).Status);
        Assert.Equal((await job.LinesAsync()).Skip(3).Select(line => (line.Seq, line.Timestamp, line.Message)),
            items.Select(item => StreamReader.EventOf(item).Event!).Select(line => (line.Seq, line.Timestamp, line.Message)));
    }

    [Fact]
    public async Task The_header_goes_before_the_query()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync("two", "three");
        await job.FinishAsync("four");
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 1), "3");
        Assert.Equal("4", Assert.Single(await stream.ToEndAsync()).EventId);
        Assert.Equal(HttpStatusCode.NoContent, (await StreamReader.SendAsync(client, StreamOf(job, 4))).StatusCode);
    }

    [Fact]
    public async Task A_cursor_of_before_a_restored_backup_gets_a_reset_also_where_it_fits_a_line()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync("two", "three");
        await job.FinishAsync("four");
        using var client = host.Client();
        using var first = await StreamReader.SendAsync(client, StreamOf(job));
        var epoch = Assert.Single(first.Headers.GetValues("Log-Epoch"));

        await using var same = await StreamReader.OpenAsync(client, $"{StreamOf(job, 3)}&epoch={epoch}");
        Assert.Equal("4", Assert.Single(await same.ToEndAsync()).EventId);
        await using var other = await StreamReader.OpenAsync(client, $"{StreamOf(job, 3)}&epoch=0123456789abcdef");
        var items = await other.ToEndAsync();
        Assert.Equal(new JobStreamReset(job.Id, "restored", 0), StreamReader.ResetOf(items[0]));
        Assert.Equal(["1", "2", "3", "4"], items.Skip(1).Select(item => item.EventId));
    }

    [Theory]
    [InlineData("99", "cursor_in_future")]
    [InlineData("three", "cursor_unreadable")]
    [InlineData("-1", "cursor_unreadable")]
    [InlineData("1,2", "cursor_unreadable")]
    [InlineData("99999999999999999999", "cursor_unreadable")]
    public async Task A_cursor_that_fits_no_line_gets_a_reset_and_the_whole_log(string cursor, string reason)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.FinishAsync();
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job), cursor);
        var items = await stream.ToEndAsync();

        Assert.Equal(new JobStreamReset(job.Id, reason, 0), StreamReader.ResetOf(items[0]));
        Assert.Null(items[0].EventId);
        Assert.Equal(["1", "2"], items.Skip(1).Select(item => item.EventId));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1,2")]
    public async Task A_cursor_in_the_query_that_is_no_number_is_a_problem_that_names_it(string after)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();

        var response = await StreamReader.SendAsync(client, $"/jobs/{job.Id}/stream?after={after}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"after\"", await response.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Removed_lines_are_said(long cursor)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync([.. Enumerable.Range(2, 28).Select(i => $"line {i}")]);
        await job.FinishAsync();
        await Worker.RemoveLinesAsync(job.Id, upTo: 20);
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job), $"{cursor}");
        var items = await stream.ToEndAsync();

        Assert.Equal(new JobStreamReset(job.Id, "lines_removed", 20), StreamReader.ResetOf(items[0]));
        Assert.Equal(Enumerable.Range(21, 10).Select(i => $"{i}"), items.Skip(1).Select(item => item.EventId));
    }

    [Theory]
    [InlineData(12, 5)]
    [InlineData(12, 0)]
    [InlineData(30, 5)]
    [InlineData(30, 30)]
    public async Task Lines_that_the_retention_policy_removed_are_said_with_the_date(long through, long cursor)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync([.. Enumerable.Range(2, 28).Select(i => $"line {i}")]);
        await job.FinishAsync();
        await Worker.Stream.RemoveAsync(job.Id);
        Assert.Equal(through, await Worker.Store.RemoveLinesAsync(new ExpiredLines(job.Id, null, 1, through), Ct));
        var at = (await Worker.Store.FindAsync(job.Id, Ct))!.LogRemoved!.At;
        using var client = host.Client();

        // Whoever has it all misses nothing.
        if (cursor == 30)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await StreamReader.SendAsync(client, StreamOf(job), "30")).StatusCode);
            return;
        }

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job), $"{cursor}");
        var items = await stream.ToEndAsync();

        Assert.Equal(new JobStreamReset(job.Id, "lines_removed", through, at), StreamReader.ResetOf(items[0]));
        Assert.Equal(through == 30 ? ["30"] : [.. Enumerable.Range(13, 18).Select(i => $"{i}")], items.Skip(1).Select(item => item.EventId));
        Assert.Equal(JobStatus.Succeeded, StreamReader.EventOf(items[^1]).Status);
    }

    [Fact]
    public async Task Removed_lines_of_a_running_job_are_said_and_it_goes_on()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync([.. Enumerable.Range(2, 29).Select(i => $"line {i}")]);
        await Worker.RemoveLinesAsync(job.Id, upTo: 30);
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job), "5");
        Assert.Null((await stream.NextEventAsync()).Event);
        Assert.Equal(new JobStreamReset(job.Id, "lines_removed", 30), StreamReader.ResetOf((await stream.NextAsync())!.Value));
        await job.WriteAsync("live");
        Assert.Equal(31, Assert.Single(await stream.LinesAsync(1)).Seq);
    }

    [Fact]
    public async Task A_finished_job_without_any_line_left_says_so_and_how_it_ended()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        await job.WriteAsync("two", "three");
        await job.FinishAsync("four");
        await Worker.RemoveLinesAsync(job.Id, upTo: 4);
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job));
        var items = await stream.ToEndAsync();

        Assert.Equal(2, items.Count);
        Assert.Equal(new JobStreamReset(job.Id, "lines_removed", 4), StreamReader.ResetOf(items[0]));
        var end = StreamReader.EventOf(items[1]);
        Assert.Null(end.Event);
        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await StreamReader.SendAsync(client, StreamOf(job), items[1].EventId)).StatusCode);
    }

    [Fact]
    public async Task A_queued_job_is_followed_into_its_run()
    {
        var host = await StartHostAsync();
        var job = await Worker.SubmitAsync();
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job));
        Assert.Equal(JobStatus.Queued, (await stream.NextEventAsync()).Status);
        var first = await stream.NextEventAsync();
        Assert.Equal((JobStatus.Queued, 1), (first.Status, first.Event!.Seq));

        await job.ClaimAsync();
        await job.WriteAsync("runs");
        Assert.Equal("runs", Assert.Single(await stream.LinesAsync(1)).Message);
    }

    [Theory]
    [InlineData("/jobs/{0}/stream")]
    [InlineData("/tasks/decompose/jobs/{0}/stream")]
    [InlineData("/jobs/stream?ids={0}")]
    [InlineData("/jobs/{0}/logs")]
    [InlineData("/jobs/{0}/logs?after=x")]
    [InlineData("/jobs/{0}/logs/export")]
    [InlineData("/jobs/{0}/logs/export?format=text")]
    public async Task Anothers_job_and_an_unknown_one_are_the_same_404_on_every_route(string route)
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync(owner: "guest:someone-else");
        using var client = host.Client();

        var foreign = await StreamReader.SendAsync(client, string.Format(route, job.Id));
        var unknown = await StreamReader.SendAsync(client, string.Format(route, "nosuchjob"));

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("application/problem+json", foreign.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(Ct), await foreign.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await StreamReader.SendAsync(client, string.Format(route, "a%20b"))).StatusCode);
    }
}
