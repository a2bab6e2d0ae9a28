using System.Reflection;
using System.Runtime.Loader;
using LibGit2Sharp;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Reads objects with LibGit2Sharp: no process, and no blob is loaded before its size is known.</summary>
/// <remarks>This file alone names the library. It reads and writes objects and references; it neither talks to a network nor runs anything.</remarks>
internal sealed class LibGit2ObjectReader : IObjectReader
{
    private readonly Repository? _kept;

    /// <summary>Opens a repository for each question.</summary>
    public LibGit2ObjectReader()
    {
    }

    private LibGit2ObjectReader(Repository kept) => _kept = kept;

    public IObjectReader Open(string repository) => new LibGit2ObjectReader(Guarded(() => new Repository(repository)));

    public void Dispose() => _kept?.Dispose();

    public Task<string?> ReferenceAsync(string repository, string reference, CancellationToken cancellation) =>
        Read(repository, opened => opened.Refs[reference]?.TargetIdentifier);

    public Task<string?> CommitAsync(string repository, string objectName, CancellationToken cancellation) =>
        Read(repository, opened => opened.Lookup<Commit>($"{objectName}^{{commit}}")?.Sha);

    public Task<CommitInfo> CommitInfoAsync(string repository, string commit, CancellationToken cancellation) => Read(repository, opened =>
    {
        var found = opened.Lookup<Commit>(new ObjectId(commit)) ?? throw new RepositoryException(Reasons.MalformedRepository, Messages.NoCommit(commit));
        return new CommitInfo(found.Tree.Sha, [.. found.Parents.Select(parent => parent.Sha)], found.Message);
    });

    public Task<IReadOnlyList<TreeEntry>> FilesAsync(
        string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation) =>
        Read<IReadOnlyList<TreeEntry>>(repository, opened => Collect(opened, opened.Lookup<Commit>(new ObjectId(commit)).Tree, entersFolder, takesFile, cancellation));

    public Task<IReadOnlyList<byte[]>> ContentsAsync(string repository, IReadOnlyList<TreeEntry> entries, CancellationToken cancellation) =>
        Read<IReadOnlyList<byte[]>>(repository, opened => [.. entries.Select(entry => Content(opened, entry))]);

    private static byte[] Content(Repository repository, TreeEntry entry)
    {
        using var stream = repository.Lookup<Blob>(new ObjectId(entry.Id)).GetContentStream();
        var content = new byte[entry.Size];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>Without recursion: nobody says how deep the folders of a repository go.</summary>
    private static List<TreeEntry> Collect(Repository repository, Tree root, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation)
    {
        var files = new List<TreeEntry>();
        var waiting = new Stack<(Tree Tree, string Folder)>([(root, "")]);
        while (waiting.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in next.Tree)
            {
                var path = next.Folder + entry.Name;
                if (entry.TargetType == TreeEntryTargetType.Tree)
                {
                    if (entersFolder(entry.Name))
                        waiting.Push(((Tree)entry.Target, path + "/"));
                }
                else if (takesFile(entry.Name))
                {
                    var isBlob = entry.TargetType == TreeEntryTargetType.Blob;
                    var size = isBlob ? repository.ObjectDatabase.RetrieveObjectMetadata(entry.Target.Id).Size : 0;
                    files.Add(new TreeEntry(path, Convert.ToString((int)entry.Mode, 8).PadLeft(6, '0'), entry.Target.Sha, size));
                }
            }
        }
        return files;
    }

    private Task<T> Read<T>(string path, Func<Repository, T> read) => Task.FromResult(Guarded(() =>
    {
        if (_kept is not null)
            return read(_kept);
        using var repository = new Repository(path);
        return read(repository);
    }));

    private static T Guarded<T>(Func<T> read)
    {
        if (NativeLibrary.Problem is { } problem)
            throw new RepositoryException(Reasons.GitFailed, problem);
        try
        {
            return read();
        }
        catch (LibGit2SharpException exception)
        {
            throw new RepositoryException(Reasons.MalformedRepository, Messages.GitFailed(Reasons.MalformedRepository, exception.Message));
        }
    }
}

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

/// <summary>Finds the native half of LibGit2Sharp: the one of its package, or the operating system's libgit2.</summary>
internal static class NativeLibrary
{
    /// <summary>The versions whose structs are laid out as LibGit2Sharp 0.29 expects them, the nearest first.</summary>
    private static readonly string[] SystemLibraries = ["libgit2.so.1.7", "libgit2.so.1.6", "libgit2.so.1.5"];

    /// <summary>Why the library cannot be used; <see langword="null"/> when it can.</summary>
    public static string? Problem { get; } = Load();

    private static string? Load()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(Repository).Assembly)!;
        context.ResolvingUnmanagedDll += Resolve;
        try
        {
            _ = GlobalSettings.Version.Features;
            AvoidProgramData();
            return null;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or LibGit2SharpException)
        {
            return Messages.NativeLibraryMissing(SystemLibraries);
        }
    }

    /// <summary>libgit2 1.5 takes a missing system-wide file for an error; an empty search path has none to miss.</summary>
    private static void AvoidProgramData() => GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.ProgramData, "");

    private static nint Resolve(Assembly assembly, string name)
    {
        if (!name.StartsWith("git2-", StringComparison.Ordinal))
            return 0;
        foreach (var library in SystemLibraries)
        {
            if (System.Runtime.InteropServices.NativeLibrary.TryLoad(library, out var handle))
                return handle;
        }
        return 0;
    }
}
