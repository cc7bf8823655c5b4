using Bunit;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.WebClient;

/// <summary>Waits for what a page draws.</summary>
internal static class Drawn
{
    /// <param name="condition">Looks at the page; an element that is not there yet counts as false.</param>
    /// <param name="what">The same in words, for the failure.</param>
    /// <param name="time">The page's own clock, which runs meanwhile; null when it needs none.</param>
    /// <param name="step">How far it runs between two looks.</param>
    public static Task UntilAsync(Func<bool> condition, string what, FakeTimeProvider? time = null, TimeSpan step = default) => Eventually.TrueAsync(
        () =>
        {
            if (Is()) return true;
            if (time is null) return false;
            time.Advance(step);
            return Is();

            bool Is()
            {
                try
                {
                    return condition();
                }
                catch (Exception e) when (e is ElementNotFoundException or InvalidOperationException)
                {
                    // Not drawn yet, or drawn anew while it was looked at.
                    return false;
                }
            }
        },
        what);
}
