using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;

namespace ManifestMigrator.Deliver;

/// <summary>The mark by which we know a commit that we made and that nobody has touched: the last line of its message.</summary>
/// <remarks>It follows from the parent and the tree, so that a commit that was amended, or put on another parent, is ours no more.</remarks>
internal static class OwnCommit
{
    private const string Trailer = "Manifest-Migration: ";
    private const string Seen = "refs/seen/";

    public static string Mark(string parent, string tree) =>
        Trailer + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{parent} {tree}")));

    public static bool IsOurs(CommitInfo commit) =>
        commit.Parents is [var parent] && commit.Message.TrimEnd().EndsWith('\n' + Mark(parent, commit.Tree), StringComparison.Ordinal);

    /// <summary>Whether a branch of a remote holds a commit of ours and nobody else's, be it of an earlier run.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="branch">Name of the branch.</param>
    /// <param name="there">The commit that was seen there.</param>
    /// <param name="folder">Full path of our copy of it; <see langword="null"/> when there is none.</param>
    /// <param name="transport">Talks to the remote.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public static async Task<bool> IsOnAsync(Remote remote, string branch, string there, string? folder, ITransport transport, CancellationToken cancellation)
    {
        await using var scratch = folder is null ? await ScratchFolder.CreateAsync(cancellation) : null;
        if (scratch is not null)
            BareSkeleton.Write(scratch.FullPath);
        var copy = folder ?? scratch!.FullPath;
        if (await ObjectReaders.Best.CommitAsync(copy, there, cancellation) != there)
        {
            await transport.FetchAsync(remote, RemoteTip.Branch(branch), Seen + branch, copy, cancellation);
            if (await ObjectReaders.Best.ReferenceAsync(copy, Seen + branch, cancellation) != there)
                return false;
        }
        return IsOurs(await ObjectReaders.Best.CommitInfoAsync(copy, there, cancellation));
    }
}
