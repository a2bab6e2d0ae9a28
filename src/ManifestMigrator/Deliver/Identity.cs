using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Deliver;

/// <summary>Who makes the commits.</summary>
internal static partial class Identity
{
    /// <summary>The author of the command line, or else of git's configuration.</summary>
    /// <param name="text"><c>Name &lt;email&gt;</c>, or <see langword="null"/>.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="UsageException">The text is not of that form, or git has no author configured.</exception>
    public static async Task<Person> AuthorAsync(string? text, CancellationToken cancellation) => text is null
        ? await ConfiguredAsync("GIT_AUTHOR_IDENT", cancellation)
        : Read(text) ?? throw new UsageException(DeliveryMessages.NoAuthor(text));

    /// <summary>The committer of git's configuration; the author where none is configured.</summary>
    public static async Task<Person> CommitterAsync(string? text, Person author, CancellationToken cancellation)
    {
        try
        {
            return await ConfiguredAsync("GIT_COMMITTER_IDENT", cancellation);
        }
        catch (UsageException) when (text is not null)
        {
            return author;
        }
    }

    private static async Task<Person> ConfiguredAsync(string variable, CancellationToken cancellation)
    {
        try
        {
            var answer = await GitProgram.AskAsync(folder: null, ["-c", "user.useConfigOnly=true", "var", variable], cancellation);
            return Read(answer.Text) ?? throw new UsageException(DeliveryMessages.AuthorUnknown);
        }
        catch (RepositoryException exception) when (exception.Reason == Reasons.GitFailed)
        {
            throw new UsageException(DeliveryMessages.AuthorUnknown);
        }
    }

    private static Person? Read(string text) =>
        Form().Match(text) is { Success: true } form ? new Person(form.Groups["name"].Value, form.Groups["email"].Value) : null;

    [GeneratedRegex(
        @"^\s*(?<name>[^<>\r\n]*[^<>\s])\s*<(?<email>[^<>\s]+)>(\s+\d+ [+-]\d{4})?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
