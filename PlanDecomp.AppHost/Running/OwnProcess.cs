using System.Reflection;

namespace PlanDecomp.AppHost.Running;

/// <summary>Whether this process is the AppHost's own. In a test of the model it is the test's: its environment is not ours to change.</summary>
internal static class OwnProcess
{
    public static bool Is { get; } = Assembly.GetEntryAssembly() == typeof(OwnProcess).Assembly;
}
