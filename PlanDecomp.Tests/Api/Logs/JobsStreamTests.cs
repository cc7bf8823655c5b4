using System.Net;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class JobsStreamTests(RedisServer redis) : RelayTest(redis)
{
    [Fact]
    public async Task Several_jobs_share_a_connection_and_the_id_is_the_vector_of_cursors()
    {
        var host = await StartHostAsync();
        var a = await Worker.RunAsync();
        var b = await Worker.RunAsync();
        await a.WriteAsync("a2", "a3");
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, $"/jobs/stream?ids={a.Id},{b.Id},{a.Id}&after=1,1");
        Assert.Equal([a.Id, b.Id], [(await stream.NextEventAsync()).JobId, (await stream.NextEventAsync()).JobId]);
        Assert.Equal("2,1", (await stream.NextAsync())!.Value.EventId);
        Assert.Equal("3,1", (await stream.NextAsync())!.Value.EventId);

        await b.WriteAsync("b2");
        var live = (await stream.NextAsync())!.Value;
        Assert.Equal(("3,2", b.Id, "b2"), (live.EventId, StreamReader.EventOf(live).JobId, StreamReader.EventOf(live).Event!.Message));

        await a.FinishAsync();
        Assert.Equal("4,2", (await stream.NextAsync())!.Value.EventId);
        await b.FinishAsync();
        var end = Assert.Single(await stream.ToEndAsync());
        Assert.Equal(("4,3", JobStatus.Succeeded), (end.EventId, StreamReader.EventOf(end).Status));
        Assert.Equal(HttpStatusCode.NoContent, (await StreamReader.SendAsync(client, $"/jobs/stream?ids={a.Id},{b.Id}", "4,3")).StatusCode);
    }

    [Fact]
    public async Task A_reader_goes_on_at_its_vector()
    {
        var host = await StartHostAsync();
        var a = await Worker.RunAsync();
        var b = await Worker.RunAsync();
        await a.WriteAsync("a2");
        await a.FinishAsync("a3");
        await b.WriteAsync("b2", "b3");
        await b.FinishAsync("b4");
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, $"/jobs/stream?ids={a.Id},{b.Id}", "3,2");
        var items = await stream.ToEndAsync();

        Assert.Equal(["3,3", "3,4"], items.Select(item => item.EventId));
        Assert.All(items, item => Assert.Equal(b.Id, StreamReader.EventOf(item).JobId));
    }

    [Fact]
    public async Task Unknown_and_foreign_ids_are_said_to_be_gone_and_the_rest_goes_on()
    {
        var host = await StartHostAsync();
        var foreign = await Worker.RunAsync(owner: "guest:someone-else");
        var mine = await Worker.RunAsync();
        await mine.FinishAsync();
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, $"/jobs/stream?ids=nosuchjob,{foreign.Id},{mine.Id}");
        var items = await stream.ToEndAsync();

        Assert.Equal(["gone", "gone", "message", "message"], items.Select(item => item.EventType));
        Assert.Equal($$"""{"job_id":"{{foreign.Id}}"}""", items[1].Data);
        Assert.Equal("0,0,2", items[^1].EventId);
        Assert.Equal(
            HttpStatusCode.NoContent, (await StreamReader.SendAsync(client, $"/jobs/stream?ids=nosuchjob,{foreign.Id},{mine.Id}", "0,0,2")).StatusCode);
    }

    [Theory]
    [InlineData("", "ids")]
    [InlineData("ids=", "ids")]
    [InlineData("ids=,,", "ids")]
    [InlineData("ids=a,b&after=1", "after")]
    [InlineData("ids=a,b&after=1,x", "after")]
    public async Task A_mistaken_query_is_a_problem_that_names_the_field(string query, string field)
    {
        var host = await StartHostAsync();
        using var client = host.Client();

        var response = await StreamReader.SendAsync(client, $"/jobs/stream?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{field}\"", await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Fifty_jobs_are_followed_and_fifty_one_are_not()
    {
        var host = await StartHostAsync();
        using var client = host.Client();
        var jobs = new List<TestJob>();
        for (var i = 0; i < 50; i++) jobs.Add(await Worker.RunAsync());
        var ids = string.Join(',', jobs.Select(job => job.Id));

        await using var stream = await StreamReader.OpenAsync(client, $"/jobs/stream?ids={ids}");
        await Task.WhenAll(jobs.Select(job => job.FinishAsync()));
        var ends = (await stream.ToEndAsync()).Where(item => StreamReader.EventOf(item).Status.IsTerminal()).ToList();

        Assert.Equal(jobs.Select(job => job.Id).Order(), ends.Select(item => StreamReader.EventOf(item).JobId).Order());
        Assert.Equal(HttpStatusCode.BadRequest, (await StreamReader.SendAsync(client, $"/jobs/stream?ids={ids},x")).StatusCode);
    }

    [Fact]
    public async Task A_vector_of_another_length_gets_a_reset_for_every_job()
    {
        var host = await StartHostAsync();
        var a = await Worker.RunAsync();
        var b = await Worker.RunAsync();
        await a.FinishAsync();
        await b.FinishAsync();
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, $"/jobs/stream?ids={a.Id},{b.Id}", "2");
        var items = await stream.ToEndAsync();

        Assert.Equal([a.Id, b.Id], items.Take(2).Select(item => StreamReader.ResetOf(item).JobId));
        Assert.Equal("2,2", items[^1].EventId);
        Assert.Equal(4, items.Skip(2).Count());
    }
}
