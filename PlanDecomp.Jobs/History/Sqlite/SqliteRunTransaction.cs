using Microsoft.Data.Sqlite;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A run's transaction in the file that holds its job, which is its plan's too.</summary>
public sealed class SqliteRunTransaction(SqliteConnection connection, JobFence fence) : RunTransaction(fence)
{
    public SqliteConnection Connection => connection;
}
