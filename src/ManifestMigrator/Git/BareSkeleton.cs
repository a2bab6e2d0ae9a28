namespace ManifestMigrator.Git;

/// <summary>An empty bare repository, written by ourselves: <c>git init</c> would copy the user's templates, hooks among them.</summary>
internal static class BareSkeleton
{
    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "objects"));
        Directory.CreateDirectory(Path.Combine(folder, "refs"));
        File.WriteAllText(Path.Combine(folder, "HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(Path.Combine(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
    }
}
