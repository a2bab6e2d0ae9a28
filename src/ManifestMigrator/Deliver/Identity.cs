using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;

namespace ManifestMigrator.Deliver;

/// <summary>Who makes the commits.</summary>
internal static partial class Identity
{
    /// <summary>The author that was given, or the one of git's configuration.</summary>
    /// <param name="given"><c>Name &lt;email&gt;</c>, or <see langword="null"/>.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="UsageException">What was given is no such thing, or git knows nobody.</exception>
    public static async Task<Person> AuthorAsync(string? given, CancellationToken cancellation) => given is null
        ? await ConfiguredAsync("GIT_AUTHOR_IDENT", cancellation)
        : Read(given) ?? throw new UsageException(Messages.NoAuthor(given));

    /// <summary>The committer of git's configuration; the author where git knows nobody.</summary>
    public static async Task<Person> CommitterAsync(string? given, Person author, CancellationToken cancellation)
    {
        try
        {
            return await ConfiguredAsync("GIT_COMMITTER_IDENT", cancellation);
        }
        catch (UsageException) when (given is not null)
        {
            return author;
        }
    }

    private static async Task<Person> ConfiguredAsync(string variable, CancellationToken cancellation)
    {
        try
        {
            var answer = await GitProgram.RunAsync(["-c", "user.useConfigOnly=true", "var", variable], GitSettings.Own, cancellation);
            return Read(answer.Text) ?? throw new UsageException(Messages.AuthorUnknown);
        }
        catch (RepositoryException)
        {
            throw new UsageException(Messages.AuthorUnknown);
        }
    }

    private static Person? Read(string text) => Form().Match(text) is { Success: true } form ? new Person(form.Groups["name"].Value, form.Groups["email"].Value) : null;

    [GeneratedRegex(@"^\s*(?<name>[^<>\r\n]*[^<>\s])\s*<(?<email>[^<>\s]+)>(\s+\d+ [+-]\d{4})?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
