using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Git;

namespace ManifestMigrator.Deliver;

/// <summary>The mark by which we know a commit that we made and that nobody has touched: the last line of its message.</summary>
/// <remarks>It follows from the parent and the tree, so that a commit that was amended, or put on another parent, is ours no more.</remarks>
internal static class OwnCommit
{
    private const string Trailer = "Manifest-Migration: ";

    public static string Mark(string parent, string tree) =>
        Trailer + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{parent} {tree}")));

    public static bool IsOurs(CommitInfo commit) => commit.Parents is [var parent] && commit.Message.TrimEnd().EndsWith('\n' + Mark(parent, commit.Tree), StringComparison.Ordinal);
}
