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
        Directory.CreateDirectory(Path.Combine(folder, "objects", "info"));
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

    /// <summary>Lets <c>HEAD</c> name a reference.</summary>
    public static void SetHead(string folder, string reference) => AtomicFile.Write(Path.Combine(folder, "HEAD"), text => text.Write($"{Symbolic}{reference}\n"), isDurable: false);
}
