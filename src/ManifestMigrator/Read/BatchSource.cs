using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>A source as it was given, and what it was understood as.</summary>
/// <param name="Source">The text, without secrets.</param>
/// <param name="Address">What it means, with the default branch in the place of a generated one; <see langword="null"/> when it is not understood.</param>
/// <param name="Problem">Why it is not understood; otherwise empty.</param>
internal sealed record BatchSource(string Source, RepositoryAddress? Address, string Problem)
{
    /// <summary>The generated branch that was asked for, and that is not read; <see langword="null"/> for none.</summary>
    public string? GeneratedBranch { get; private init; }

    /// <summary>Identity of the repository, or the text where that is not known.</summary>
    public string Repository => Address?.Identity ?? Source;

    /// <summary>Equal for two sources that ask for the same, however they are spelled; a text that is not understood asks for itself.</summary>
    public (bool IsUnderstood, string Place, string? Revision) Key => Address is null ? (false, Source, null) : (true, Place(Address), Address.Revision);

    /// <summary>The text without its branch, where a repository of a forge is meant and a file or folder here has the same name; else <see langword="null"/>.</summary>
    public string? PathOfSameName => Address is { IsLocal: false } && IsBarePath(Source.Split('#')[0]) ? Source.Split('#')[0] : null;

    public static BatchSource Parse(string text)
    {
        try
        {
            var address = Resolved(SourceGrammar.Parse(text));
            var generated = Sources.GeneratedBranch.Detect(address.Revision);
            return new BatchSource(address.Source, generated is null ? address : address with { Revision = null }, "") { GeneratedBranch = generated };
        }
        catch (SourceException exception)
        {
            return new BatchSource(Secrets.MaskRefused(text), Address: null, IsBarePath(text.Trim()) ? Output.Messages.WriteAsPath(text.Trim()) : exception.Message);
        }
    }

    /// <summary>Whether an equal source has been seen before; one that is not understood never has.</summary>
    public bool IsRepeated(ISet<(string Place, string? Revision)> seen) => Address is not null && !seen.Add((Place(Address), Address.Revision));

    private static bool IsBarePath(string text) => text is [not ('.' or '/' or '~'), ..] && Path.Exists(text);

    private static string Place(RepositoryAddress address) => address switch
    {
        { IsLocal: true } => address.Url,
        // On a server the case of letters and what stands behind the question mark may make another file.
        { Kind: AddressKind.Tarball } => $"{address.Url}?{address.Query}",
        _ => address.Identity,
    };

    /// <summary>A path on this machine means one place, wherever it is seen from.</summary>
    private static RepositoryAddress Resolved(RepositoryAddress address)
    {
        if (!address.IsLocal)
            return address;

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var expanded = address.Url == "~" || address.Url.StartsWith("~/", StringComparison.Ordinal) ? home + address.Url[1..] : address.Url;
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(expanded));
        return address with { Url = path, Identity = RepositoryIdentity.FromPath(path) };
    }
}
