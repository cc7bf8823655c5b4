namespace PlanDecomp.Api.Chat;

/// <summary>How large the chat's parts may be.</summary>
internal static class ChatLimits
{
    /// <summary>Characters of a session's title.</summary>
    public const int TitleLength = 200;

    /// <summary>Characters of a title that is taken from the first message.</summary>
    public const int TakenTitleLength = 60;

    /// <summary>Characters of a person's message.</summary>
    public const int ContentLength = 20_000;

    /// <summary>Characters of a message that the rules look at: what someone wants stands at its beginning.</summary>
    public const int ReadLength = 1_000;

    /// <summary>Characters of a reply; a model that goes on is cut off.</summary>
    public const int ReplyLength = 100_000;

    /// <summary>Characters of a search.</summary>
    public const int SearchLength = 200;

    public const int DefaultPage = 50;
    public const int MaxPage = 200;
}
