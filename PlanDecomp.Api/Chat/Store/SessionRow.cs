using System.Globalization;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>A row of <c>chat_sessions</c>.</summary>
internal sealed class SessionRow
{
    public const string Columns =
        "session_id AS SessionId, owner AS Owner, CAST(title AS TEXT) AS Title, named AS Named, CAST(created_at AS TEXT) AS CreatedAt, CAST(updated_at AS TEXT) AS UpdatedAt";

    public long SessionId { get; init; }
    public string Owner { get; init; } = "";
    public string Title { get; init; } = "";
    public bool Named { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public ChatSession ToSession() => new()
    {
        SessionId = SessionId,
        Owner = Owner,
        Title = Title,
        CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
        UpdatedAt = SqliteTime.ReadOrEpoch(UpdatedAt),
    };
}

/// <summary>Where a page of sessions ended.</summary>
internal sealed record SessionCursor(string UpdatedAt, long SessionId)
{
    /// <exception cref="FormatException">The text is none of ours.</exception>
    public static SessionCursor Parse(string text)
    {
        var parts = text.Split('_', 2);
        return parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new SessionCursor(SqliteTime.Write(SqliteTime.Read(parts[0])), id)
            : throw new FormatException("The cursor is none of this list's.");
    }

    public static SessionCursor Of(SessionRow row) => new(row.UpdatedAt, row.SessionId);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UpdatedAt}_{SessionId}");
}
