namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Files as the first design's SQL made them: no numbers, no owners, times by CURRENT_TIMESTAMP.</summary>
public static class OldFiles
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS decomposition_jobs (
          job_id TEXT PRIMARY KEY,
          mode TEXT NOT NULL,
          target_task_id INTEGER,
          status TEXT NOT NULL,
          error TEXT,
          params_json TEXT,
          stats_json TEXT,
          result_json TEXT,
          created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
          started_at TIMESTAMP,
          finished_at TIMESTAMP
        );
        CREATE TABLE IF NOT EXISTS decomposition_job_logs (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          job_id TEXT NOT NULL,
          timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
          level TEXT NOT NULL,
          message TEXT NOT NULL,
          metadata_json TEXT,
          FOREIGN KEY(job_id) REFERENCES decomposition_jobs(job_id) ON DELETE CASCADE
        );
        """;

    /// <summary>Two jobs whose lines were written in turns: three of the first, two of the second.</summary>
    public static void Create(string file, string firstJob = "job-a", string secondJob = "job-b")
    {
        PlanData.Execute(file, Tables);
        PlanData.Execute(file, """
            INSERT INTO decomposition_jobs (job_id, mode, target_task_id, status, params_json, stats_json, result_json, finished_at)
            VALUES (@firstJob, 'plan_bfs', NULL, 'succeeded', '{"max_depth":3}', '{"llm_calls":4}', '{"created":2}', CURRENT_TIMESTAMP);
            INSERT INTO decomposition_jobs (job_id, mode, target_task_id, status, error, finished_at)
            VALUES (@secondJob, 'single_node', 7, 'failed', 'the model did not answer', CURRENT_TIMESTAMP);
            INSERT INTO decomposition_job_logs (job_id, level, message) VALUES (@firstJob, 'info', 'a one');
            INSERT INTO decomposition_job_logs (job_id, level, message) VALUES (@secondJob, 'info', 'b one');
            INSERT INTO decomposition_job_logs (job_id, level, message, metadata_json) VALUES (@firstJob, 'warning', 'a two', '{"node":1}');
            INSERT INTO decomposition_job_logs (job_id, level, message) VALUES (@firstJob, 'info', 'a three');
            INSERT INTO decomposition_job_logs (job_id, level, message) VALUES (@secondJob, 'error', 'b two');
            """, new { firstJob, secondJob });
    }
}
