namespace Aspire.Hosting.Running;

/// <summary>How the instances of a resource are started and ended.</summary>
/// <param name="Command">The program.</param>
/// <param name="Args">Its first arguments; the resource's own follow.</param>
/// <param name="WorkingDirectory">Where it runs.</param>
/// <param name="OnParentDeath">What it gets when the AppHost is gone without having stopped it.</param>
/// <param name="StopsLast">It is needed by others until they have stopped.</param>
internal sealed record Launch(string Command, IReadOnlyList<string> Args, string WorkingDirectory, Signal OnParentDeath, bool StopsLast);

/// <summary>The app cannot start; the message is the one line that says why.</summary>
internal sealed class StartException(string message) : Exception(message);
