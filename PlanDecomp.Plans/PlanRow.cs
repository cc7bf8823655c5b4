using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>The plan's own row, in its file: the truth that the index repeats.</summary>
internal sealed class PlanRow
{
    public long PlanId { get; init; }
    public string Owner { get; init; } = "";
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public string Wishes { get; init; } = "";
    public int TaskCount { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    /// <summary>The plan with its count of tasks; null in a file that has no such plan's row (yet).</summary>
    public static Plan? Read(DbConnection connection, long planId) => connection.QuerySingleOrDefault<PlanRow>("""
        SELECT plan_id AS PlanId, CAST(owner AS TEXT) AS Owner, CAST(title AS TEXT) AS Title, CAST(description AS TEXT) AS Description, CAST(wishes AS TEXT) AS Wishes,
          (SELECT count(*) FROM tasks) AS TaskCount, CAST(created_at AS TEXT) AS CreatedAt, CAST(updated_at AS TEXT) AS UpdatedAt
        FROM plan WHERE plan_id = @planId
        """, new { planId })?.ToPlan();

    public static void Insert(DbConnection connection, Plan plan) => connection.Execute("""
        INSERT INTO plan (plan_id, owner, title, description, wishes, created_at, updated_at)
        VALUES (@PlanId, @Owner, @Title, @Description, @wishes, @createdAt, @updatedAt)
        """, new
    {
        plan.PlanId,
        plan.Owner,
        plan.Title,
        plan.Description,
        wishes = plan.Wishes ?? "",
        createdAt = SqliteTime.Write(plan.CreatedAt),
        updatedAt = SqliteTime.Write(plan.UpdatedAt),
    });

    /// <summary>Adds a wish to the plan's standing ones. One that is among them already, or has no room there, changes nothing.</summary>
    public static void KeepWish(DbConnection connection, string wish)
    {
        var before = connection.ExecuteScalar<string>("SELECT CAST(wishes AS TEXT) FROM plan") ?? "";
        if (StandingWishes.With(before, wish) is not { Length: <= PlanLimits.WishesLength } after || after == before) return;
        connection.Execute("UPDATE plan SET wishes = @after", new { after });
    }

    /// <summary>Says that something in the plan has changed.</summary>
    public static void Touch(DbConnection connection, DateTimeOffset now) =>
        connection.Execute("UPDATE plan SET updated_at = @now", new { now = SqliteTime.Write(now) });

    public Plan ToPlan() => new()
    {
        PlanId = PlanId,
        Owner = Owner,
        Title = Title,
        Description = Description,
        Wishes = Wishes.Length > 0 ? Wishes : null,
        TaskCount = TaskCount,
        CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
        UpdatedAt = SqliteTime.ReadOrEpoch(UpdatedAt),
    };
}
