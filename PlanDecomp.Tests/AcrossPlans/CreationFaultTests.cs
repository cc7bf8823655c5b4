using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AcrossPlans;

/// <summary>Attempts that are cut off at every step of making a plan.</summary>
public sealed class CreationFaultTests(RedisServer redis) : IAsyncDisposable
{
    private readonly AcrossPlansHouse _house = new(redis);

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData(CutOff.BeforeReserve)]
    [InlineData(CutOff.AfterReserve)]
    [InlineData(CutOff.BeforeCreate)]
    [InlineData(CutOff.AfterCreate)]
    public async Task An_import_that_is_cut_off_makes_one_plan(CutOff at)
    {
        await StartWorkerAsync(at);
        using var person = _house.NewPerson();

        var import = await AcrossPlansHouse.RunAsync(person, "/plans/import", new { content = "# T\n- a\n  - b" });

        await AssertOneAsync(person, import.GetProperty("result").GetProperty("plans")[0].GetProperty("plan_id").GetInt64(), import.GetProperty("attempt").GetInt32());
    }

    [Theory]
    [InlineData(CutOff.BeforeReserve)]
    [InlineData(CutOff.AfterReserve)]
    [InlineData(CutOff.BeforeCreate)]
    [InlineData(CutOff.AfterCreate)]
    public async Task A_copy_that_is_cut_off_is_made_once(CutOff at)
    {
        await StartWorkerAsync(at);
        using var person = _house.NewPerson();
        var planId = await person.CreatePlanAsync("Original");
        await person.AddTaskAsync(planId, new { title = "a" });

        var copy = await AcrossPlansHouse.RunAsync(person, $"/plans/{planId}/duplicate", new { title = "T" });

        await person.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{planId}");
        await AssertOneAsync(person, copy.GetProperty("result").GetProperty("plan_id").GetInt64(), copy.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task A_reservation_that_was_taken_back_is_replaced_and_its_late_owner_makes_nothing()
    {
        using var data = new PlanData();
        var document = new PlanDocument("T", "", [new DocumentTask("a", null)]);
        var reserved = await data.Plans.ReserveAsync("guest:anna", "T", TestContext.Current.CancellationToken);
        data.Time.Advance(TimeSpan.FromMinutes(2));
        await data.Index.HealAsync(TestContext.Current.CancellationToken);

        Assert.Null(await data.Plans.CreateReservedAsync(reserved, "guest:anna", document, "job", TestContext.Current.CancellationToken));
        Assert.Empty(data.Files.Folder.PlanIds());
        Assert.Empty((await data.Plans.ListAsync("guest:anna", null, null, 9, TestContext.Current.CancellationToken)).Plans);
    }

    [Fact]
    public async Task A_plan_that_was_made_but_not_yet_listed_is_listed_by_the_healer_or_by_the_next_attempt()
    {
        using var data = new PlanData();
        var ct = TestContext.Current.CancellationToken;
        var document = new PlanDocument("T", "", [new DocumentTask("a", null)]);
        var reserved = await data.Plans.ReserveAsync("guest:anna", "T", ct);
        await data.Plans.CreateReservedAsync(reserved, "guest:anna", document, "job", ct);
        PlanData.Execute(data.Files.Folder.Main, "UPDATE plans SET ready = 0, counted_at = NULL");
        data.Time.Advance(TimeSpan.FromMinutes(2));

        await data.Index.HealAsync(ct);
        var again = await data.Plans.CreateReservedAsync(reserved, "guest:anna", document with { Title = "Other" }, "job", ct);

        Assert.Equal((reserved, "T", 1), (again!.PlanId, again.Title, again.TaskCount));
        Assert.Single((await data.Plans.ListAsync("guest:anna", null, null, 9, ct)).Plans);
    }

    [Fact]
    public async Task A_plan_that_was_made_and_whose_file_is_away_is_not_made_anew()
    {
        using var data = new PlanData();
        var ct = TestContext.Current.CancellationToken;
        var document = new PlanDocument("T", "", [new DocumentTask("a", null)]);
        var reserved = await data.Plans.ReserveAsync("guest:anna", "T", ct);
        await data.Plans.CreateReservedAsync(reserved, "guest:anna", document, "job", ct);
        await data.Files.DeleteAsync(data.Files.Folder.Plan(reserved), ct);

        await Assert.ThrowsAsync<SqliteFileMissingException>(() => data.Plans.CreateReservedAsync(reserved, "guest:anna", document, "job", ct));

        Assert.Empty(data.Files.Folder.PlanIds());
        Assert.True((await data.Plans.FindAsync(reserved, ct))!.FileMissing);
    }

    private Task<IHost> StartWorkerAsync(CutOff at) => _house.StartWorkerAsync(services =>
    {
        var store = services.Single(service => service.ServiceType == typeof(IPlanStore));
        services.Remove(store);
        services.AddSingleton<SqlitePlanStore>();
        services.AddSingleton(provider => CutOffPlans.Over(provider.GetRequiredService<SqlitePlanStore>(), at));
    });

    private static async Task AssertOneAsync(HttpClient person, long planId, int attempt)
    {
        Assert.Equal(2, attempt);
        var plan = Assert.Single((await person.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
        Assert.Equal((planId, "T"), (plan.GetProperty("plan_id").GetInt64(), plan.GetProperty("title").GetString()));
    }
}
