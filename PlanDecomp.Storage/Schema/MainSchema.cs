using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage.Schema;

/// <summary><c>main.sqlite</c>: the index of plans and jobs, and what is nowhere else: the chat, and what accounts have spent.</summary>
internal sealed class MainSchema : SqliteSchema
{
    public static readonly MainSchema Instance = new();

    protected override int Version => 7;

    public override bool CreateWhenMissing => true;

    protected override void Complete(SqliteConnection connection)
    {
        connection.Execute(Tables);
        AddColumns(connection, "jobs", ("lines", "INTEGER"));

        // Guests of before visits were written down count as here now.
        connection.Execute("""
            INSERT OR IGNORE INTO accounts (owner, seen_at)
            SELECT owner, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM chat_sessions WHERE owner LIKE 'guest:%' GROUP BY owner
            """);
    }

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS plans (
          plan_id INTEGER PRIMARY KEY AUTOINCREMENT,
          owner TEXT NOT NULL,
          title TEXT NOT NULL,
          description TEXT NOT NULL DEFAULT '',
          ready INTEGER NOT NULL DEFAULT 0,      -- 0 until the plan's own file is complete, -1 while it is being deleted
          task_count INTEGER NOT NULL DEFAULT 0,
          counted_at TIMESTAMP,                  -- when task_count was read from the plan's own file
          created_at TIMESTAMP NOT NULL,
          updated_at TIMESTAMP NOT NULL
        );
        CREATE INDEX IF NOT EXISTS plans_owner ON plans(owner, plan_id);

        -- Plans that their owners have deleted: no job makes them again.
        CREATE TABLE IF NOT EXISTS deleted_plans (
          plan_id INTEGER PRIMARY KEY,
          deleted_at TIMESTAMP NOT NULL
        );

        CREATE TABLE IF NOT EXISTS jobs (
          job_id TEXT PRIMARY KEY,
          plan_id INTEGER,
          owner TEXT NOT NULL,
          job_type TEXT NOT NULL,
          mode TEXT NOT NULL,
          target_task_id INTEGER,
          status TEXT NOT NULL,
          intent_json TEXT,                      -- the whole new job until its own file holds it; then null
          idempotency_key TEXT,
          idempotency_fingerprint TEXT,
          parent_job_id TEXT,
          created_at TIMESTAMP NOT NULL,
          started_at TIMESTAMP,
          finished_at TIMESTAMP,
          lines INTEGER                          -- log lines its own file holds, as of the end; null when that was not looked at
        );
        CREATE UNIQUE INDEX IF NOT EXISTS jobs_idempotency ON jobs(owner, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX IF NOT EXISTS jobs_owner ON jobs(owner, created_at, job_id);
        CREATE INDEX IF NOT EXISTS jobs_plan ON jobs(plan_id, created_at);
        CREATE INDEX IF NOT EXISTS jobs_parent ON jobs(parent_job_id) WHERE parent_job_id IS NOT NULL;
        CREATE INDEX IF NOT EXISTS jobs_active ON jobs(created_at) WHERE status IN ('queued', 'running');

        CREATE TABLE IF NOT EXISTS chat_sessions (
          session_id INTEGER PRIMARY KEY AUTOINCREMENT,
          owner TEXT NOT NULL,
          title TEXT NOT NULL DEFAULT '',
          named INTEGER NOT NULL DEFAULT 0,      -- 1 once a person has given the title
          created_at TIMESTAMP NOT NULL,
          updated_at TIMESTAMP NOT NULL          -- when the newest message came
        );
        -- When guests were here last, to the day.
        CREATE TABLE IF NOT EXISTS accounts (
          owner TEXT PRIMARY KEY,
          seen_at TIMESTAMP NOT NULL
        ) WITHOUT ROWID;

        CREATE INDEX IF NOT EXISTS chat_sessions_owner ON chat_sessions(owner, updated_at, session_id);

        -- What accounts have used of the language model, by day (UTC): jobs and replies, of all instances. It is nowhere else.
        CREATE TABLE IF NOT EXISTS spending (
          owner TEXT NOT NULL,
          day TEXT NOT NULL,
          calls INTEGER NOT NULL DEFAULT 0,
          input_tokens INTEGER NOT NULL DEFAULT 0,
          output_tokens INTEGER NOT NULL DEFAULT 0,
          estimated_tokens INTEGER NOT NULL DEFAULT 0,
          cost_nanos INTEGER NOT NULL DEFAULT 0, -- thousand-millionths of the currency of the prices: sums of them are exact
          PRIMARY KEY (owner, day)
        ) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS chat_messages (
          message_id INTEGER PRIMARY KEY AUTOINCREMENT,
          session_id INTEGER NOT NULL REFERENCES chat_sessions(session_id) ON DELETE CASCADE,
          role TEXT NOT NULL,
          content TEXT NOT NULL,
          status TEXT NOT NULL,
          error TEXT,
          metadata_json TEXT,
          plan_id INTEGER,                       -- of a question: the plan the person looked at
          language TEXT,                         -- of a question: the page's
          made_plans TEXT,                       -- of a question: JSON array of the plans that came of it, so that a retry makes none twice
          idempotency_key TEXT,
          idempotency_fingerprint TEXT,
          writer TEXT,                           -- of a reply: who may write it
          heartbeat_at TIMESTAMP,                -- of a reply: when its writer was last known to live
          stop_requested_at TIMESTAMP,           -- of a reply: someone wants it to end
          created_at TIMESTAMP NOT NULL
        );
        CREATE INDEX IF NOT EXISTS chat_messages_session ON chat_messages(session_id, message_id);
        CREATE UNIQUE INDEX IF NOT EXISTS chat_messages_idempotency ON chat_messages(session_id, idempotency_key)
          WHERE idempotency_key IS NOT NULL;

        -- What replies did, propose and do later.
        CREATE TABLE IF NOT EXISTS chat_acts (
          act_id INTEGER PRIMARY KEY AUTOINCREMENT,
          message_id INTEGER NOT NULL REFERENCES chat_messages(message_id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          status TEXT NOT NULL,
          subject TEXT NOT NULL DEFAULT '',
          content TEXT NOT NULL DEFAULT '',
          plan_id INTEGER,
          task_id INTEGER,
          job_id TEXT,
          job_type TEXT,
          change_set_id INTEGER,
          undone INTEGER NOT NULL DEFAULT 0,
          call_json TEXT,                        -- of one that is not done yet: what to do, so that any instance can
          mark TEXT,                             -- of a proposed one: how what it is about stood
          after_act_id INTEGER,                  -- of a waiting one: the step it waits for
          after_job_id TEXT,                     -- of a waiting one: the job it waits for
          claimed_by TEXT,                       -- of a running one: who may end it
          claimed_at TIMESTAMP,
          created_at TIMESTAMP NOT NULL
        );
        CREATE INDEX IF NOT EXISTS chat_acts_message ON chat_acts(message_id, act_id);
        CREATE INDEX IF NOT EXISTS chat_acts_open ON chat_acts(act_id) WHERE status IN ('waiting', 'running');
        """;
}
