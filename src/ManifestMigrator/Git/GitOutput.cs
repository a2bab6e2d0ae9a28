using System.Text;

namespace ManifestMigrator.Git;

/// <summary>What a git that did its work has said.</summary>
/// <param name="Bytes">Standard output.</param>
/// <param name="Words">Standard error.</param>
internal sealed record GitOutput(byte[] Bytes, GitWords Words)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}
