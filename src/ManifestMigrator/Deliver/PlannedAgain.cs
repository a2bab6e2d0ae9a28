using System.Security.Cryptography;
using ManifestMigrator.Git;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Deliver;

/// <summary>Plans again what was reviewed.</summary>
internal static class PlannedAgain
{
    /// <summary>The planned files, if they come out as they were reviewed, byte for byte.</summary>
    /// <param name="reviewed">The result that was reviewed.</param>
    /// <param name="checkout">What the repository holds now.</param>
    /// <param name="mappings">The rules.</param>
    /// <returns><see langword="null"/> when anything comes out in another way.</returns>
    public static IReadOnlyList<NewContent>? PlanAgain(RepositoryResult reviewed, Checkout checkout, Mappings mappings)
    {
        if (!checkout.Manifests.Select(file => file.Path).SequenceEqual(reviewed.Manifests.Select(manifest => manifest.Path), StringComparer.Ordinal))
            return null;

        var files = new List<NewContent>();
        foreach (var (file, manifest) in checkout.Manifests.Zip(reviewed.Manifests))
        {
            if (Digest(file.Content) != manifest.Sha256Before)
                return null;
            if (manifest.Status != ManifestStatus.Migrated)
                continue;
            if (Bytes(checkout.HasRemote ? reviewed.Repository : null, file.Content, manifest, mappings) is not { } planned)
                return null;
            files.Add(new NewContent(file.Path, planned));
        }
        return files;
    }

    /// <summary>The planned bytes of one manifest; <see langword="null"/> when they are not those that were reviewed.</summary>
    public static byte[]? Bytes(string? repository, byte[] content, ManifestResult reviewed, Mappings mappings)
    {
        var origin = new ManifestOrigin(repository, reviewed.Path)
        {
            LedgerUuid = reviewed.Uuid.Length > 0 ? reviewed.Uuid : null,
            Supplement = reviewed.Supplement.Length > 0 ? SyntaxTree.Parse(reviewed.Supplement).Root as ObjectNode : null,
        };
        var repairs = reviewed.Changes.Any(change => change.Kind == ChangeKind.Repair);
        return Migrator.Plan(content, origin, mappings, repairs).PlannedBytes is { } planned && Digest(planned) == reviewed.Sha256After ? planned : null;
    }

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
