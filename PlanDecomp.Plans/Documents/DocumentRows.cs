using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Documents;

/// <summary>Writes a document's tasks into an empty plan's file.</summary>
internal static class DocumentRows
{
    public static void Insert(DbConnection connection, PlanDocument plan, string jobId, DateTimeOffset now)
    {
        var ids = new long[plan.Tasks.Count];
        var children = new int[plan.Tasks.Count + 1];
        for (var i = 0; i < plan.Tasks.Count; i++)
        {
            var task = plan.Tasks[i];
            ids[i] = connection.ExecuteScalar<long>("""
                INSERT INTO tasks (parent_id, position, title, instruction, status, error, effort_hours, created_by_job, created_at, updated_at)
                VALUES (@parentId, @position, @Title, @Instruction, @status, @Error, @EffortHours, @jobId, @now, @now) RETURNING task_id
                """,
                new
                {
                    parentId = task.Parent is { } parent ? ids[parent] : (long?)null,
                    position = children[(task.Parent ?? -1) + 1]++,
                    task.Title,
                    task.Instruction,
                    status = task.Status.ToName(),
                    task.Error,
                    task.EffortHours,
                    jobId,
                    now = SqliteTime.Write(now),
                });
        }

        connection.Execute(
            "INSERT INTO task_dependencies (task_id, depends_on) VALUES (@taskId, @dependsOn)",
            plan.Tasks.SelectMany((task, index) => task.DependsOn.Select(dependency => new { taskId = ids[index], dependsOn = ids[dependency] })));
        connection.Execute("""
            INSERT INTO task_results (task_id, version, kind, content, job_id, writer, model, created_at)
            VALUES (@taskId, @version, @Kind, @Content, @jobId, @Writer, @Model, @createdAt)
            """,
            plan.Tasks.SelectMany((task, index) => task.Results.Select((result, version) => new
            {
                taskId = ids[index],
                version = version + 1,
                result.Kind,
                result.Content,
                jobId,
                result.Writer,
                result.Model,
                createdAt = SqliteTime.Write(result.CreatedAt ?? now),
            })));

        // What they were made from is not told in documents: none of them counts as out of date.
        for (var i = 0; i < plan.Tasks.Count; i++)
        {
            for (var version = 0; version < plan.Tasks[i].Results.Count; version++)
            {
                var result = plan.Tasks[i].Results[version];
                ResultFacts.Insert(connection, ids[i], version + 1, result.Content, result.Prepared, result.Incomplete, madeFrom: null);
            }
        }
    }
}
