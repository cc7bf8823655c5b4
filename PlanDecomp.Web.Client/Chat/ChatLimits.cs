namespace PlanDecomp.Web.Client.Chat;

internal static class ChatLimits
{
    /// <summary>Characters of a message.</summary>
    public const int MessageLength = 8_000;
}
