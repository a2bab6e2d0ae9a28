using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>The path of each repository's patch in the run folder. The same repositories in the same order get the same paths in every run.</summary>
/// <remarks>
/// The path is <c>patches/&lt;host&gt;/&lt;owner&gt;/&lt;name&gt;.patch</c>. Where a repository is planned on several branches, the
/// first has that path and each of the others <c>&lt;name&gt;@&lt;branch&gt;.patch</c>. No two paths are equal, and none is outside
/// <c>patches</c>, whatever the identity or the branch is.
/// </remarks>
public sealed class PatchPaths
{
    private readonly DistinctNames _names = new();

    /// <summary>Path in the run folder, with forward slashes; empty when the repository has no patch.</summary>
    /// <param name="repository">The next repository: those of one identity follow each other.</param>
    public string Next(RepositoryResult repository)
    {
        if (!PatchText.Exists(repository))
            return "";

        var place = Place(repository.Repository);
        var revision = SafeName.Escape(repository.Branch.Length > 0 ? repository.Branch : repository.Commit);
        return _names.Next(repository, place, $"{place}@{revision}", ".patch");
    }

    private static string Place(string identity)
    {
        var parts = identity.Split('/');
        var folders = parts[..^1].Select(FolderName);
        return string.Join('/', ["patches", .. folders, SafeName.Escape(parts[^1])]);
    }

    /// <summary>A folder called <c>x.patch</c> would stand where the patch of its neighbour <c>x</c> goes.</summary>
    private static string FolderName(string part)
    {
        var name = SafeName.Escape(part);
        return name.EndsWith(".patch", StringComparison.Ordinal) ? $"{name[..^".patch".Length]}%2Epatch" : name;
    }
}
