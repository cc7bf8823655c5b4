namespace PlanDecomp.Web.Client.Chat;

internal static class ChatLimits
{
    /// <summary>Characters of a message; the Api refuses longer ones.</summary>
    public const int MessageLength = 20_000;

    /// <summary>Characters of a session's title; likewise.</summary>
    public const int TitleLength = 200;
}
