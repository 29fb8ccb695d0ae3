using System.Diagnostics;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>Waits for what comes to be so.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until something is so.</summary>
    /// <param name="isSo">Whether it is.</param>
    /// <param name="within">How long at most.</param>
    /// <param name="otherwise">What is the matter if it is not.</param>
    public static async Task TrueAsync(Func<bool> isSo, TimeSpan within, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            if (clock.Elapsed > within)
            {
                throw new TimeoutException($"{otherwise} after {within}");
            }

            await Task.Delay(Pause);
        }
    }
}
