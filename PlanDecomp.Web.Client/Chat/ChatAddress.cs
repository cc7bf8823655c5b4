using System.Globalization;

namespace PlanDecomp.Web.Client.Chat;

internal static class ChatAddress
{
    public static string Of(long sessionId) => string.Create(CultureInfo.InvariantCulture, $"/chat/{sessionId}");
}
