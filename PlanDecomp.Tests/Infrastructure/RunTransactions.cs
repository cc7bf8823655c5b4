using Microsoft.Data.Sqlite;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>The connection behind a run's transaction, for what tests do to the file.</summary>
internal static class RunTransactions
{
    public static SqliteConnection Connection(this RunTransaction run) => ((SqliteRunTransaction)run).Connection;
}
