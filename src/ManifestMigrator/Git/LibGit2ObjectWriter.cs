using LibGit2Sharp;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Writes objects with LibGit2Sharp: no process.</summary>
/// <remarks>
/// Where it would change more of a tree than it was asked to, as with names that are not UTF-8, or refuses to write a tree again that
/// has malformed entries, it fails; <see cref="ObjectWriters"/> then lets the git program do it.
/// </remarks>
internal sealed class LibGit2ObjectWriter : IObjectWriter
{
    public Task<string> CommitAsync(string repository, NewCommit commit, CancellationToken cancellation) => Write(repository, opened =>
    {
        var parent = opened.Lookup<Commit>(commit.Parent) ?? throw Malformed(Messages.NoCommit(commit.Parent));
        var definition = TreeDefinition.From(parent);
        foreach (var file in commit.Files)
        {
            using var content = new MemoryStream(file.Content);
            definition.Add(file.Path, opened.ObjectDatabase.CreateBlob(content), definition[file.Path].Mode);
        }
        var tree = opened.ObjectDatabase.CreateTree(definition);
        var paths = opened.Diff.Compare<TreeChanges>(parent.Tree, tree).Select(change => change.Path).Order(StringComparer.Ordinal);
        if (!paths.SequenceEqual(commit.Files.Select(file => file.Path).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            throw Malformed(Messages.TreeCannotBeWritten);

        var message = commit.Message(tree.Sha);
        return opened.ObjectDatabase.CreateCommit(Signature(commit.Author, commit.Date), Signature(commit.Committer, commit.Date), message, tree, [parent], prettifyMessage: false).Sha;
    });

    public Task SetReferenceAsync(string repository, string reference, string? objectName, CancellationToken cancellation) => Write(repository, opened =>
    {
        if (objectName is not null)
            opened.Refs.Add(reference, objectName, allowOverwrite: true);
        else if (opened.Refs[reference] is { } there)
            opened.Refs.Remove(there);
        return reference;
    });

    private static Signature Signature(Person person, DateTimeOffset date) => new(person.Name, person.Email, date);

    private static Task<T> Write<T>(string path, Func<Repository, T> write)
    {
        try
        {
            using var repository = new Repository(path);
            return Task.FromResult(write(repository));
        }
        catch (LibGit2SharpException exception)
        {
            throw Malformed(exception.Message);
        }
    }

    private static RepositoryException Malformed(string words) => new(Reasons.MalformedRepository, Messages.GitFailed(Reasons.MalformedRepository, words));
}
