using System.Text;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>The patch of one repository: what <c>git apply</c> needs to turn the manifests as read into the planned ones.</summary>
public static class PatchText
{
    /// <summary>True when something in the repository would be delivered: only then there is a patch.</summary>
    public static bool Exists(RepositoryResult repository) => repository.Manifests.Any(IsDelivered);

    /// <summary>
    /// The differences of all manifests that would be delivered, in ordinal order of their paths; empty when there is none.
    /// No header speaks of a mode, for a plan never changes one: what was executable stays so.
    /// </summary>
    public static string Write(RepositoryResult repository)
    {
        var patch = new StringBuilder();
        foreach (var manifest in repository.Manifests.Where(IsDelivered).OrderBy(manifest => manifest.Path, StringComparer.Ordinal))
        {
            var before = GitPath.Quoted("a/" + manifest.Path);
            var after = GitPath.Quoted("b/" + manifest.Path);
            // After a name with a blank git puts a tab, so that the end of the name is not taken for the start of a date.
            var end = manifest.Path.Contains(' ', StringComparison.Ordinal) ? "\t\n" : "\n";
            patch
                .Append("diff --git ").Append(before).Append(' ').Append(after).Append('\n')
                .Append("--- ").Append(before).Append(end)
                .Append("+++ ").Append(after).Append(end)
                .Append(manifest.Hunks);
        }

        return patch.ToString();
    }

    private static bool IsDelivered(ManifestResult manifest) => manifest.Status == ManifestStatus.Migrated && manifest.Hunks.Length > 0;
}
