namespace ManifestMigrator.Tests.Fixtures;

/// <summary>Waits for what another process does.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Returns once a condition holds.</summary>
    /// <exception cref="TimeoutException">It does not hold for two minutes.</exception>
    public static async Task UntilAsync(Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += TimeSpan.FromMilliseconds(20))
        {
            if (waited > Limit)
                throw new TimeoutException($"Waited in vain for {what}");
            await Task.Delay(20);
        }
    }
}
