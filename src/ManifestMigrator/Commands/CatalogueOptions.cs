using System.CommandLine;
using System.Text.RegularExpressions;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Commands;

/// <summary>The options that name the old catalogue and its texts.</summary>
internal static partial class CatalogueOptions
{
    private static readonly Option<FileInfo?> File = ExistingFile.Option("--catalogue", "A konnectors.json: its entries are sources too, and fill in what manifests lack.");
    private static readonly Option<string[]> Locales = LocalesOption();

    public static void AddTo(Command command)
    {
        command.Add(File);
        command.Add(Locales);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Locales) is not null && result.GetResult(File) is null)
                result.AddError(Messages.NeedsCatalogue(Locales.Name));
        });
    }

    /// <summary>The option <c>--locales</c>: the catalogue's texts, one file for each language.</summary>
    public static Option<string[]> LocalesOption()
    {
        var option = new Option<string[]>("--locales") { Description = "The catalogue's texts in one language, e.g. en=en.json; repeat it for each language.", HelpName = "LANG=FILE" };
        option.Validators.Add(result =>
        {
            var texts = result.Tokens.Select(token => token.Value).ToList();
            foreach (var text in texts)
            {
                if (!LanguageAndFile().IsMatch(text))
                    result.AddError(Messages.NoLocales(text));
                else if (!System.IO.File.Exists(FileOf(text)))
                    result.AddError(Messages.PathNotFound(FileOf(text)));
            }
            foreach (var twice in texts.GroupBy(LanguageOf, StringComparer.Ordinal).Where(group => group.Count() > 1))
                result.AddError(Messages.LocalesTwice(twice.Key));
        });
        return option;
    }

    /// <exception cref="CatalogueException">The catalogue is malformed.</exception>
    public static KonnectorCatalogue? Catalogue(ParseResult arguments) =>
        arguments.GetValue(File) is { } file ? KonnectorCatalogue.Parse(InputFile.ReadAllBytes(file.FullName), file.ToString()) : null;

    /// <summary>What the catalogue adds to the repositories of a run; <see langword="null"/> without a catalogue.</summary>
    /// <exception cref="CatalogueException">A file of texts is malformed.</exception>
    public static CatalogueSupplements? Supplements(ParseResult arguments, KonnectorCatalogue? catalogue, Mappings mappings, IReadOnlyList<string> sources) => catalogue is null
        ? null
        : new CatalogueSupplements(catalogue, Texts(arguments.GetValue(Locales)), mappings, ListedSources.Repositories(sources));

    /// <exception cref="CatalogueException">A file of texts is malformed.</exception>
    public static IReadOnlyList<CatalogueTexts> Texts(string[]? locales) =>
        [.. (locales ?? []).Select(text => CatalogueTexts.Parse(LanguageOf(text), InputFile.ReadAllBytes(FileOf(text)), FileOf(text)))];

    /// <summary>The entry with a slug, or the only one.</summary>
    /// <exception cref="UsageException">There is no such entry, or there are several and no slug was given.</exception>
    public static CatalogueEntry Entry(KonnectorCatalogue catalogue, string? slug)
    {
        if (slug is null)
            return catalogue.Entries is [var only] ? only : throw new UsageException(Messages.WhichEntry(catalogue.Entries.Count));
        return catalogue.Entries.FirstOrDefault(entry => entry.Slug == slug)
            ?? throw new UsageException(Messages.NoEntry(slug));
    }

    private static string LanguageOf(string text) => text.Split('=')[0];

    private static string FileOf(string text) => text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex(@"^[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*=.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageAndFile();
}
