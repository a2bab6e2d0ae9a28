namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>How the repositories are served.</summary>
internal enum FleetTransport
{
    /// <summary>Kestrel before git's own <c>http-backend</c>.</summary>
    Http,

    /// <summary><c>git daemon</c>.</summary>
    Daemon,
}
