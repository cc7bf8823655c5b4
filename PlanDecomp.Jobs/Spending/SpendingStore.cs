using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.Spending;

/// <summary>What accounts have used of the language model, by day (UTC), in <c>main.sqlite</c>: jobs and replies of all instances, with or without Redis.</summary>
public sealed class SpendingStore(SqliteFiles files, TimeProvider time)
{
    private const decimal Nanos = 1_000_000_000m;

    private const string Sums = """
        coalesce(sum(calls), 0) AS Calls, coalesce(sum(input_tokens), 0) AS InputTokens, coalesce(sum(output_tokens), 0) AS OutputTokens,
        coalesce(sum(estimated_tokens), 0) AS EstimatedTokens, coalesce(sum(cost_nanos), 0) AS CostNanos
        """;

    /// <summary>When the day of the figures ends.</summary>
    public DateTimeOffset DayEndsAt => new(time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private string Day => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Counts what an account has used now.</summary>
    /// <returns>All of its day, with this.</returns>
    public Task<Spent> AddAsync(string owner, Spent spent, CancellationToken ct)
    {
        var row = new { owner, day = Day, spent.Calls, spent.InputTokens, spent.OutputTokens, spent.EstimatedTokens, nanos = (long)Math.Round(spent.Cost * Nanos) };
        return files.WriteAsync(files.Folder.Main, db =>
        {
            db.Execute("""
                INSERT INTO spending (owner, day, calls, input_tokens, output_tokens, estimated_tokens, cost_nanos)
                VALUES (@owner, @day, @Calls, @InputTokens, @OutputTokens, @EstimatedTokens, @nanos)
                ON CONFLICT (owner, day) DO UPDATE SET calls = calls + excluded.calls, input_tokens = input_tokens + excluded.input_tokens,
                  output_tokens = output_tokens + excluded.output_tokens, estimated_tokens = estimated_tokens + excluded.estimated_tokens,
                  cost_nanos = cost_nanos + excluded.cost_nanos
                """, row);
            return Read(db, owner, row.day);
        }, ct);
    }

    public Task<Spent> TodayAsync(string owner, CancellationToken ct)
    {
        var day = Day;
        return files.ReadAsync(files.Folder.Main, db => Read(db, owner, day), ct);
    }

    /// <summary>Of all days.</summary>
    public Task<Spent> AllTimeAsync(string owner, CancellationToken ct) => files.ReadAsync(files.Folder.Main, db => Read(db, owner, day: null), ct);

    private static Spent Read(SqliteConnection db, string owner, string? day) =>
        db.QuerySingle<Row>($"SELECT {Sums} FROM spending WHERE owner = @owner AND (@day IS NULL OR day = @day)", new { owner, day }).ToSpent();

    private sealed class Row
    {
        public long Calls { get; init; }
        public long InputTokens { get; init; }
        public long OutputTokens { get; init; }
        public long EstimatedTokens { get; init; }
        public long CostNanos { get; init; }

        public Spent ToSpent() => new(Calls, InputTokens, OutputTokens, CostNanos / Nanos) { EstimatedTokens = EstimatedTokens };
    }
}
