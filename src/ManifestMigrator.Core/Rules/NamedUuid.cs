using System.Security.Cryptography;
using System.Text;

namespace ManifestMigrator.Rules;

/// <summary>Name-based UUIDs, RFC 9562 version 5.</summary>
/// <remarks>
/// The name is <c>host/owner/name:path</c> in the URL namespace. It needs no shared state: a dry run, the real run and
/// another maintainer's run agree (spec: mapping, "UUID").
/// </remarks>
public static class NamedUuid
{
    private static readonly byte[] UrlNamespace = Convert.FromHexString("6ba7b8119dad11d180b400c04fd430c8");

    /// <param name="repository">Identity <c>host/owner/name</c>; its case does not matter.</param>
    /// <param name="path">Path of the manifest in the repository, with forward slashes.</param>
    /// <returns>32 lower-case hex digits.</returns>
    public static string Compute(string repository, string path)
    {
        byte[] name = [.. UrlNamespace, .. Encoding.UTF8.GetBytes($"{repository.ToLowerInvariant()}:{path}")];
#pragma warning disable CA5350 // Do not use weak cryptographic algorithms: version 5 is defined over SHA-1, and nothing is kept secret by it.
        var hash = SHA1.HashData(name).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(hash);
    }
}
