namespace ManifestMigrator.Git;

/// <summary>The ways of talking to remote repositories, and which of them is taken.</summary>
internal static class Transports
{
    /// <summary>Every one of them, by name.</summary>
    public static IReadOnlyList<(string Name, ITransport Transport)> All { get; } =
    [
        ("git", new GitProgramTransport()),
        ("libgit2", new LibGit2Transport()),
    ];

    /// <summary>The git program, which asks LibGit2Sharp for tips where that is quicker; LibGit2Sharp alone where there is no git program.</summary>
    public static ITransport Best { get; } = GitProgram.Exists || NativeLibrary.Problem is not null
        ? new QuickTipTransport(All[1].Transport, All[0].Transport)
        : All[1].Transport;
}
