using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>The index is lost or wrong, and comes back from the files.</summary>
public sealed class ReindexTests : IAsyncLifetime
{
    private readonly Deployment _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plans_and_jobs_are_listed_as_before(bool byCommand)
    {
        await _app.StartAsync(apis: 1, workers: 1);
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Renovate the kitchen");
        await person.EndOfAsync((await person.DecomposeAsync(plan.PlanId)).JobId);
        var before = await ListsAsync(person);
        await _app.StopServicesAsync();
        foreach (var file in Directory.GetFiles(_app.Data.Root, "main.sqlite*")) File.Delete(file);

        if (byCommand)
        {
            await using var command = ServiceProcess.Start("PlanDecomp.Worker", [new("Storage__Path", _app.Data.Root)], "reindex");
            await Eventually.TrueAsync(() => command.HasExited, "the command ends");
            Assert.Equal(0, command.ExitCode);
            await Eventually.TrueAsync(() => command.Output.Contains("The index holds 1 plans and 1 jobs again.", StringComparison.Ordinal), "it says what it did");
        }

        await _app.StartApiAsync();
        Assert.Equal(before, await ListsAsync(person));
    }

    [Fact]
    public async Task A_running_app_is_left_alone()
    {
        await _app.StartAsync(apis: 1, workers: 1);
        await using var command = ServiceProcess.Start("PlanDecomp.Worker", [new("Storage__Path", _app.Data.Root)], "reindex");

        await Eventually.TrueAsync(() => command.HasExited, "the command ends");

        Assert.Equal(1, command.ExitCode);
        await Eventually.TrueAsync(() => command.Output.Contains("Stop it first", StringComparison.Ordinal), "it says why");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        var folder = Path.Combine(_app.Data.Root, "mistyped");
        await using var command = ServiceProcess.Start("PlanDecomp.Worker", [new("Storage__Path", folder)], "reindex");

        await Eventually.TrueAsync(() => command.HasExited, "the command ends");

        Assert.Equal(1, command.ExitCode);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_wrong_call_is_told_how_it_goes()
    {
        await using var command = ServiceProcess.Start("PlanDecomp.Worker", [new("Storage__Path", _app.Data.Root)], "reindex", "--nonsense");

        await Eventually.TrueAsync(() => command.HasExited, "the command ends");

        Assert.Equal(2, command.ExitCode);
    }

    private static async Task<(string Plans, string Jobs)> ListsAsync(Person person)
    {
        using var plans = await person.SendAsync(HttpMethod.Get, "/plans");
        using var jobs = await person.SendAsync(HttpMethod.Get, "/jobs");
        return (await plans.Content.ReadAsStringAsync(Ct), await jobs.Content.ReadAsStringAsync(Ct));
    }
}
