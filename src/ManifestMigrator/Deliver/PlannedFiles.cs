using System.Security.Cryptography;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Deliver;

/// <summary>Proves that what is delivered is what was reviewed, byte for byte.</summary>
internal static class PlannedFiles
{
    /// <summary>The planned files of a repository, planned again.</summary>
    /// <param name="plan">What was reviewed.</param>
    /// <param name="checkout">What the repository holds now.</param>
    /// <param name="hasRemote">Whether the identity of the repository names a remote one, so that a UUID can follow from it.</param>
    /// <param name="mappings">The rules.</param>
    /// <exception cref="RepositoryException">Anything comes out in another way.</exception>
    public static IReadOnlyList<NewContent> PlanAgain(RepositoryResult plan, Checkout checkout, bool hasRemote, Mappings mappings)
    {
        if (!checkout.Manifests.Select(file => file.Path).SequenceEqual(plan.Manifests.Select(manifest => manifest.Path), StringComparer.Ordinal))
            throw Differs();

        var files = new List<NewContent>();
        foreach (var (file, manifest) in checkout.Manifests.Zip(plan.Manifests))
        {
            if (Digest(file.Content) != manifest.Sha256Before)
                throw Differs();
            if (manifest.Status == ManifestStatus.Migrated)
                files.Add(new NewContent(file.Path, PlanAgain(hasRemote ? plan.Repository : null, file.Content, manifest, mappings)));
        }
        if (files.Count == 0)
            throw Differs();
        RequireShown(plan, checkout, files);
        return files;
    }

    /// <summary>
    /// Refuses a plan that takes away what the code needs, unless the review showed that: then somebody has accepted it. The plan may have
    /// been kept by a run before, and this one looks for itself.
    /// </summary>
    private static void RequireShown(RepositoryResult plan, Checkout checkout, IReadOnlyList<NewContent> files)
    {
        var planned = files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        var manifests = checkout.Manifests.Zip(
            plan.Manifests, (file, manifest) => SourceJudgement.Migrated(manifest, file.Content, planned.GetValueOrDefault(file.Path)));
        var code = SourceTree.Read(checkout.Sources, checkout.Manifests.Select(file => file.Path));
        var shown = plan.Manifests.SelectMany(manifest => manifest.Findings, (manifest, finding) => Place(manifest.Path, finding)).ToHashSet();
        var hidden = SourceReport.Create(code, [.. manifests], checkout.Pictures).Findings
            .FirstOrDefault(found => found.Finding.Severity == Severity.Error && planned.ContainsKey(found.Manifest) && !shown.Contains(Place(found.Manifest, found.Finding)));
        if (hidden is not null)
            throw new RepositoryException(Reasons.Moved, DeliveryMessages.NotShown(hidden.Finding));

        static (string, string, string, string, int, int) Place(string manifest, Finding finding) =>
            (manifest, finding.Code, finding.Pointer, finding.Path, finding.Line, finding.Column);
    }

    /// <exception cref="InvalidDataException">What a catalogue supplied to a manifest is not the object that was written.</exception>
    public static void RequireSupplements(RepositoryResult plan)
    {
        foreach (var manifest in plan.Manifests.Where(manifest => manifest.Supplement.Length > 0))
        {
            var document = SyntaxTree.Parse(manifest.Supplement);
            if (document.Problems is [var problem, ..])
                throw new InvalidDataException(DeliveryMessages.SupplementDamaged(plan.Repository, manifest.Path, document.PositionOf(problem.Offset), problem.Message));
            if (document.Root is not ObjectNode)
                throw new InvalidDataException(DeliveryMessages.SupplementDamaged(plan.Repository, manifest.Path, document.PositionOf(0), DeliveryMessages.NotAnObject));
        }
    }

    /// <summary>The planned bytes of one manifest, planned again.</summary>
    /// <param name="repository">Identity of the repository; <see langword="null"/> when it has no remote.</param>
    /// <param name="content">The manifest as it was read.</param>
    /// <param name="planned">What was reviewed.</param>
    /// <param name="mappings">The rules.</param>
    /// <exception cref="RepositoryException">They are not those that were reviewed.</exception>
    public static byte[] PlanAgain(string? repository, byte[] content, ManifestResult planned, Mappings mappings)
    {
        var origin = new ManifestOrigin(repository, planned.Path)
        {
            LedgerUuid = (planned.LedgerUuid ?? planned.Uuid) is { Length: > 0 } ledger ? ledger : null,
            Supplement = planned.Supplement.Length > 0 ? (ObjectNode)SyntaxTree.Parse(planned.Supplement).Root! : null,
        };
        var repairs = planned.Changes.Any(change => change.Kind == ChangeKind.Repair);
        var (result, bytes) = Migrator.Plan(content, origin, mappings, repairs);
        var isShown = result.Hunks == planned.Hunks && result.Impact == planned.Impact && result.Changes.SequenceEqual(planned.Changes);
        return bytes is not null && Digest(bytes) == planned.Sha256After && isShown ? bytes : throw Differs();
    }

    /// <summary>Refuses a commit that is anything else than the planned files on the planned parent.</summary>
    /// <param name="plan">The plan, with the commit that was made for it.</param>
    /// <param name="folder">Full path of the bare repository that has the commit.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RepositoryException">It is another commit.</exception>
    public static async Task RequireCommitAsync(RepositoryResult plan, string folder, CancellationToken cancellation)
    {
        var (reader, commit) = (ObjectReaders.Best, plan.Delivery.Commit);
        var info = await reader.CommitInfoAsync(folder, commit, cancellation);
        if (!OwnCommit.IsOurs(info) || info.Parents[0] != plan.Commit)
            throw Another();

        var before = (await AllAsync(plan.Commit)).ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var after = await AllAsync(commit);
        var changed = after.Where(entry => before.GetValueOrDefault(entry.Path)?.Id != entry.Id).OrderBy(entry => entry.Path, StringComparer.Ordinal).ToList();
        var planned = plan.Manifests
            .Where(manifest => manifest.Status == ManifestStatus.Migrated)
            .OrderBy(manifest => manifest.Path, StringComparer.Ordinal)
            .ToList();
        if (after.Count != before.Count
            || after.Any(entry => before.GetValueOrDefault(entry.Path)?.Mode != entry.Mode)
            || !changed.TrueForAll(entry => entry.IsFile)
            || !changed.Select(entry => entry.Path).SequenceEqual(planned.Select(manifest => manifest.Path), StringComparer.Ordinal))
        {
            throw Another();
        }

        var contents = await reader.ContentsAsync(folder, changed, cancellation);
        if (!contents.Select(Digest).SequenceEqual(planned.Select(manifest => manifest.Sha256After), StringComparer.Ordinal))
            throw Another();

        Task<IReadOnlyList<TreeEntry>> AllAsync(string name) => reader.FilesAsync(folder, name, _ => true, _ => true, cancellation);
        RepositoryException Another() => new(Reasons.Moved, DeliveryMessages.CommitDiffers(commit));
    }

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static RepositoryException Differs() => new(Reasons.Moved, DeliveryMessages.ResultDiffers);
}
