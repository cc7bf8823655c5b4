using Microsoft.AspNetCore.Components.Web;

namespace PlanDecomp.Web.Client.Plans.Tree;

/// <summary>What a key asks to do with the chosen task.</summary>
public enum TreeCommand
{
    Open,
    Add,
    Edit,
    Delete,
    MoveUp,
    MoveDown,
    MoveIn,
    MoveOut,
}

internal static class TreeCommands
{
    /// <summary>Null for a key that asks for none.</summary>
    public static TreeCommand? Of(KeyboardEventArgs e) => (e.Key, e.AltKey && e.ShiftKey, e.AltKey || e.CtrlKey || e.MetaKey) switch
    {
        ("ArrowUp", true, _) => TreeCommand.MoveUp,
        ("ArrowDown", true, _) => TreeCommand.MoveDown,
        ("ArrowRight", true, _) => TreeCommand.MoveIn,
        ("ArrowLeft", true, _) => TreeCommand.MoveOut,
        ("Enter" or " ", _, false) => TreeCommand.Open,
        ("Insert", _, false) => TreeCommand.Add,
        ("F2", _, false) => TreeCommand.Edit,
        ("Delete", _, false) => TreeCommand.Delete,
        _ => null,
    };
}
