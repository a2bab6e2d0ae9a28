using System.Buffers.Text;
using System.Text;
using ManifestMigrator.Json;
using ManifestMigrator.Sources;
using ManifestMigrator.Text;

namespace ManifestMigrator.Catalogue;

/// <summary>One konnector of the catalogue.</summary>
public sealed class CatalogueEntry
{
    internal CatalogueEntry(string slug, string source, ObjectNode json)
    {
        Slug = slug;
        Source = source;
        Json = json;
        Repository = RepositoryIdentity.Parse(source);
        RegistrySlug = RegistryName.SlugOf(source);
    }

    /// <summary>Its name in the catalogue, which is also the key of its texts.</summary>
    public string Slug { get; }

    /// <summary>
    /// Where the konnector comes from, as a source that can be planned: an address without a branch, or <c>registry://slug/channel</c>.
    /// </summary>
    public string Source { get; }

    /// <summary>Identity <c>host/owner/name</c> of its repository; <see langword="null"/> when the source names none.</summary>
    public string? Repository { get; }

    /// <summary>Its name in the registry; <see langword="null"/> when the source is no entry of a registry.</summary>
    public string? RegistrySlug { get; }

    internal ObjectNode Json { get; }

    /// <summary>The entry as a manifest of the old form, without what no manifest may take from it.</summary>
    /// <param name="texts">Its texts, a language each.</param>
    public string AsManifest(IEnumerable<CatalogueTexts> texts) => EntryText.Write(this, texts);
}

/// <summary>What the <c>source</c> of an entry says about the repository. It names a built version, so its branch holds no sources.</summary>
internal static class CatalogueSource
{
    /// <param name="source">As it is written; <see langword="null"/> when the entry has none.</param>
    /// <param name="slug">The entry's own name, which then stands for its name in the registry.</param>
    public static string RegistrySource(string? source, string slug)
    {
        if (string.IsNullOrWhiteSpace(source))
            return RegistryName.Scheme + slug;

        var text = Decoded(source.Trim());
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash > 0 ? text[..hash] : text;
    }

    /// <summary>An address may be written in Base64.</summary>
    private static string Decoded(string source)
    {
        if (source.Contains(':', StringComparison.Ordinal) || !Base64.IsValid(source))
            return source;
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(source));
        return text.Contains("://", StringComparison.Ordinal) && !text.Any(char.IsControl) ? text : source;
    }
}

/// <summary>An entry as a manifest of the old form: with its texts where a manifest has them, and without what no manifest may take from it.</summary>
internal static class EntryText
{
    /// <summary>The editor must be the registered one, the icon is a file of another application, the source is a built version.</summary>
    private static readonly string[] Never = ["editor", "icon", "source"];

    /// <param name="entry">The entry.</param>
    /// <param name="texts">Its texts, a language each.</param>
    public static string Write(CatalogueEntry entry, IEnumerable<CatalogueTexts> texts)
    {
        var document = SyntaxTree.Parse(entry.Json.Text);
        var root = (ObjectNode)document.Root!;
        var editor = new JsonEditor();
        foreach (var member in root.Members.Where(member => Never.Contains(member.Key, StringComparer.Ordinal)))
            editor.Remove(member);

        var locales = texts.Select(language => (language.Language, Locale(entry, language))).Where(locale => locale.Item2.Count > 0).ToList();
        if (locales.Count > 0 && root.Find("locales") is null)
            editor.InsertLast(root, "locales",
                JsonFragment.Object([.. locales.Select(locale => (locale.Language, JsonFragment.Object([.. locale.Item2])))]));
        return TextEdits.Apply(document.Text, editor.Edits());
    }

    /// <summary>The texts of one language that the entry refers to, in the form of <c>locales.&lt;language&gt;</c>.</summary>
    private static List<(string Key, JsonFragment Value)> Locale(CatalogueEntry entry, CatalogueTexts texts)
    {
        var messages = Messages(entry, texts).ToList();
        var fields = Fields(entry, texts).ToList();
        List<(string Key, JsonFragment Value)> locale = [];
        if (messages.Count > 0)
            locale.Add(("messages", JsonFragment.Object([.. messages])));
        if (fields.Count > 0)
            locale.Add(("fields", JsonFragment.Object([.. fields])));
        return locale;
    }

    private static IEnumerable<(string Key, JsonFragment Value)> Messages(CatalogueEntry entry, CatalogueTexts texts)
    {
        var flags = (entry.Json["hasDescriptions"] ?? entry.Json["description"]) as ObjectNode;
        foreach (var (flag, message) in new[] { ("service", "service"), ("connector", "terms") })
        {
            if (flags?[flag]?.Is(true) is true && texts.Text("connector", entry.Slug, "description", flag) is { } text)
                yield return (message, JsonFragment.String(text));
        }
        if ((entry.Json["additionnalSuccessMessage"] as ObjectNode)?["message"]?.AsString() is { } key && texts.Text(key.Split('.')) is { } success)
            yield return ("success_message", JsonFragment.String(success));
    }

    private static IEnumerable<(string Key, JsonFragment Value)> Fields(CatalogueEntry entry, CatalogueTexts texts)
    {
        foreach (var field in (entry.Json["fields"] as ObjectNode)?.Members ?? [])
        {
            if ((field.Value as ObjectNode)?["hasDescription"]?.Is(true) is true
                && texts.Text("connector", entry.Slug, "description", "field", field.Key) is { } text)
                yield return (field.Key, JsonFragment.Object(("description", JsonFragment.String(text))));
        }
    }
}
