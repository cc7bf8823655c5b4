using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Results;

/// <summary>The final documents in a plan's file: one for each execution that has brought one.</summary>
internal static class FinalDocumentRows
{
    /// <returns>The number of rows.</returns>
    public static int Put(DbConnection connection, FinalDocument document) => connection.Execute("""
        INSERT INTO final_documents (job_id, task_id, title, content, writer, model, incomplete, created_at)
        VALUES (@JobId, @TaskId, @Title, @Content, @Writer, @Model, @Incomplete, @createdAt)
        ON CONFLICT (job_id) DO UPDATE SET title = excluded.title, content = excluded.content, writer = excluded.writer, model = excluded.model,
          incomplete = excluded.incomplete, created_at = excluded.created_at
        """, new
    {
        document.JobId,
        document.TaskId,
        document.Title,
        document.Content,
        document.Writer,
        document.Model,
        document.Incomplete,
        createdAt = SqliteTime.Write(document.CreatedAt),
    });

    /// <summary>An execution's, or with null the newest; null when there is none.</summary>
    public static FinalDocument? Find(DbConnection connection, long planId, string? jobId) => connection.QueryFirstOrDefault<Row>("""
        SELECT CAST(job_id AS TEXT) AS JobId, task_id AS TaskId, CAST(title AS TEXT) AS Title, CAST(content AS TEXT) AS Content, CAST(writer AS TEXT) AS Writer,
          CAST(model AS TEXT) AS Model, incomplete AS Incomplete, CAST(created_at AS TEXT) AS CreatedAt
        FROM final_documents WHERE @jobId IS NULL OR job_id = @jobId ORDER BY document_id DESC LIMIT 1
        """, new { jobId })?.ToDocument(planId);

    private sealed class Row
    {
        public string JobId { get; init; } = "";
        public long? TaskId { get; init; }
        public string Title { get; init; } = "";
        public string Content { get; init; } = "";
        public string Writer { get; init; } = "";
        public string? Model { get; init; }
        public bool Incomplete { get; init; }
        public string CreatedAt { get; init; } = "";

        public FinalDocument ToDocument(long planId) => new()
        {
            PlanId = planId,
            JobId = JobId,
            TaskId = TaskId,
            Title = Title,
            Content = Content,
            Writer = Writer,
            Model = Model,
            Incomplete = Incomplete,
            CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
        };
    }
}
