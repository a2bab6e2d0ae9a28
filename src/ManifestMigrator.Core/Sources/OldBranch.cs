using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>The branch behind an <c>@</c>, as the first manifests wrote it.</summary>
/// <remarks>Here we differ from npm, for which <c>name@branch</c> is a name, and the end of <c>host:owner/name@branch</c> one too. Where a <c>#revision</c> follows, npm is right.</remarks>
internal static partial class OldBranch
{
    /// <summary>The source without the branch, and the branch; <see langword="null"/> for none.</summary>
    public static (string Place, string? Branch) Split(string text) =>
        Source().Match(text) is { Success: true } source && !TarballAddress.IsTarball(text) ? (source.Groups["place"].Value, source.Groups["branch"].Value) : (text, null);

    /// <summary>An address, the short form of SSH, or <c>owner/name</c> with or without the short name of a host.</summary>
    [GeneratedRegex(
        @"^(?<place>((https?:[/\\]*|[A-Za-z+]+://)([^/?#]*@)?([^/?#:@\[]+|\[[^\]]*\])(:\d*)?/|(?!(https?|github|gitlab|bitbucket|gist|sourcehut):)[^/?#]*@[^/?#:@]+[:/]|([a-z]+:/?([^?#]*@)?)?[^/?#:@]+/)([^@?#]*/)?[^/@?#]+)@(?<branch>[^@/:?#]+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Source();
}
