using Microsoft.AspNetCore.Components.Web;

namespace PlanDecomp.Web.Client.Chat.Composer;

internal static class EnterKey
{
    /// <summary>Enter alone sends. With Shift it is a new line, and while an input method composes it chooses a word.</summary>
    public static bool Sends(KeyboardEventArgs key) => key is { Key: "Enter", ShiftKey: false, AltKey: false, IsComposing: false };
}
