using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>A bare repository with nothing in it, written by ourselves: <c>git init</c> would copy the user's templates, hooks among them.</summary>
internal static class BareSkeleton
{
    private const string Symbolic = "ref: ";

    /// <summary>What <c>HEAD</c> names where no default branch is known.</summary>
    public const string NoBranch = "refs/heads/none";

    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "objects", "pack"));
        Directory.CreateDirectory(Path.Combine(folder, "refs"));
        File.WriteAllText(Path.Combine(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
        SetHead(folder, NoBranch);
    }

    /// <summary>The reference that <c>HEAD</c> names; <see langword="null"/> when it holds a commit itself.</summary>
    public static async Task<string?> HeadAsync(string folder, CancellationToken cancellation)
    {
        var head = (await File.ReadAllTextAsync(Path.Combine(folder, "HEAD"), cancellation)).Trim();
        return head.StartsWith(Symbolic, StringComparison.Ordinal) ? head[Symbolic.Length..] : null;
    }

    /// <summary>Writes the only reference of a new repository, where a clone of git writes it.</summary>
    /// <param name="folder">Full path of the repository.</param>
    /// <param name="tip">What the reference keeps; its name is valid.</param>
    /// <param name="commit">The commit that it leads to.</param>
    public static void SetFirstReference(string folder, RemoteTip tip, string commit)
    {
        var peeled = commit == tip.ObjectName ? "" : $"^{commit}\n";
        File.WriteAllText(
            Path.Combine(folder, "packed-refs"), $"# pack-refs with: peeled fully-peeled sorted \n{tip.ObjectName} {tip.LocalReference}\n{peeled}");
    }

    /// <summary>Lets <c>HEAD</c> name the branch of a default, or hold its commit where it is no branch.</summary>
    public static void SetHead(string folder, RemoteTip tip) =>
        File.WriteAllText(Path.Combine(folder, "HEAD"), tip.Reference == "HEAD" ? $"{tip.ObjectName}\n" : $"{Symbolic}{tip.Reference}\n");

    /// <summary>Lets <c>HEAD</c> name a reference.</summary>
    public static void SetHead(string folder, string reference) => AtomicFile.Write(Path.Combine(folder, "HEAD"), text => text.Write($"{Symbolic}{reference}\n"), isDurable: false);
}
