using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Edits;

/// <summary>Gives tasks that were made of others the state and the results that follow from those, from inside a transaction that someone else holds.</summary>
/// <remarks>Read before the tree is saved, which takes merged tasks away; written after it.</remarks>
internal sealed class MadeOfWrites
{
    private readonly List<(TaskEdit Edit, PlanTaskStatus? Status, IReadOnlyList<long> ResultsOf)> _made = [];

    /// <param name="connection">Of the plan's file, before the tree is saved.</param>
    /// <param name="edits">The change.</param>
    public MadeOfWrites(DbConnection connection, IEnumerable<TaskEdit> edits)
    {
        var made = edits.Where(edit => edit is { MadeOf.Count: > 0, Remove: false }).ToList();
        if (made.Count == 0) return;
        var statuses = connection.Query<(long Id, string Status)>("SELECT task_id, CAST(status AS TEXT) FROM tasks").ToDictionary(task => task.Id, task => PlanTaskStatuses.Parse(task.Status));
        foreach (var edit in made)
        {
            var of = edit.MadeOf!.Where(statuses.ContainsKey).ToList();
            var isPart = made.Count(other => other.MadeOf!.Intersect(of).Any()) > 1;

            // What a person has left out stays so; what only others of it are makes none of it done.
            var together = of.All(id => statuses[id] == PlanTaskStatus.Skipped) ? (PlanTaskStatus?)null : PlanTaskStatuses.Together(of.Select(id => statuses[id]));
            _made.Add((edit, isPart && together is not null ? PlanTaskStatus.Pending : together, edit.IsNew ? of : []));
        }
    }

    /// <param name="connection">Of the plan's file, after the tree was saved.</param>
    /// <param name="ids">The ids that new tasks have got.</param>
    /// <param name="now">The time that changed tasks get.</param>
    public void Write(DbConnection connection, IReadOnlyDictionary<long, long> ids, DateTimeOffset now)
    {
        foreach (var (edit, status, resultsOf) in _made)
        {
            var taskId = ids.GetValueOrDefault(edit.TaskId, edit.TaskId);
            if (status is { } to)
            {
                connection.Execute(
                    "UPDATE tasks SET status = @to, error = NULL, updated_at = @now WHERE task_id = @taskId AND status <> @to",
                    new { taskId, to = to.ToName(), now = SqliteTime.Write(now) });
            }

            foreach (var from in resultsOf) Copy(connection, from, taskId);
        }
    }

    // What it was made from is no concern of the copy: the new task has words of its own, and is open.
    private static void Copy(DbConnection connection, long from, long to) => connection.Execute("""
        INSERT INTO task_results (task_id, version, kind, content, job_id, writer, model, created_at)
        SELECT @to, (SELECT coalesce(max(version), 0) + 1 FROM task_results WHERE task_id = @to), kind, content, job_id, writer, model, created_at
        FROM task_results WHERE task_id = @from ORDER BY version DESC LIMIT 1;
        INSERT INTO result_facts (task_id, version, prepared, incomplete, hash)
        SELECT @to, (SELECT max(version) FROM task_results WHERE task_id = @to), prepared, incomplete, hash
        FROM result_facts WHERE task_id = @from AND version = (SELECT max(version) FROM task_results WHERE task_id = @from)
        """, new { from, to });
}
