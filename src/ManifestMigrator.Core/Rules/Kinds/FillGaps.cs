using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Adds what a manifest lacks and the old catalogue knows. What the manifest says is never changed.</summary>
/// <param name="Keys">Members that are added, in the order in which they stand in a manifest.</param>
/// <param name="After">Members to insert after when none of the keys exists yet; the first that exists counts.</param>
/// <param name="Form">Name of the member that describes the account form.</param>
/// <param name="WithForm">Members that are added only together with the form.</param>
/// <param name="SameForm">Members that are added only to the catalogue's form: one with the same fields, or its own.</param>
/// <param name="Language">The language in which a message must have a text to be added.</param>
internal sealed record FillGaps(
    IReadOnlyList<string> Keys,
    IReadOnlyList<string> After,
    string Form,
    IReadOnlyList<string> WithForm,
    IReadOnlyList<string> SameForm,
    string Language) : IRuleKind
{
    private const string Messages = "messages";

    public static IRuleKind Read(RuleOptions options)
    {
        var keys = options.Texts("keys");
        var form = options.Inner("form");
        var kind = new FillGaps(
            keys, options.OptionalTexts("after"), form.Text("key"), form.OptionalTexts("with"), form.OptionalTexts("same"), options.Text("language"));
        foreach (var option in new[] { "with", "same" })
        {
            if (form.OptionalTexts(option).FirstOrDefault(key => !keys.Contains(key, StringComparer.Ordinal)) is { } stray)
                throw form.WrongOption(option, $"'{stray}' is not among 'keys', so it is never added.");
        }
        form.RefuseUnknown("'form'");
        return kind;
    }

    public void Apply(RuleStep step)
    {
        if (step.Origin.Supplement is not { } supplement)
            return;

        var gaps = Keys.Where(key => IsGap(step.Root, key) && supplement.Find(key) is not null && HasPlace(step.Root, supplement, key)).ToList();
        foreach (var key in gaps.Where(key => key != Messages))
            Insert(step, key, JsonFragment.From(supplement[key]!));
        var messages = gaps.Contains(Messages, StringComparer.Ordinal) ? Supplied(step, supplement) : [];
        if (messages.Count > 0)
            Insert(step, Messages, JsonFragment.Array([.. messages.Select(JsonFragment.String)]));
        Locales.Fill(step, Wanted(step.Root, supplement, messages));
    }

    /// <summary>Whether a manifest says nothing under a key, and nothing under an older name that was not understood.</summary>
    private static bool IsGap(ObjectNode manifest, string key) =>
        manifest.Find(key) is null
        && !OldProperties.At("").Any(old => old.StandsFor(key) && manifest.Find(old.Key) is not null);

    private bool HasPlace(ObjectNode manifest, ObjectNode supplement, string key)
    {
        if (WithForm.Contains(key, StringComparer.Ordinal))
            return manifest.Find(Form) is null && supplement.Find(Form) is not null;
        return !SameForm.Contains(key, StringComparer.Ordinal) || manifest.Find(Form) is null || Fields(manifest).SetEquals(Fields(supplement));
    }

    private HashSet<string> Fields(ObjectNode manifest) =>
        ((manifest[Form] as ObjectNode)?.Members ?? []).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>After the nearest existing member that precedes it in a manifest.</summary>
    private void Insert(RuleStep step, string key, JsonFragment value) =>
        step.InsertAfterFirst(step.Root, [.. Keys.TakeWhile(other => other != key).Reverse().Except(After, StringComparer.Ordinal), .. After], key, value);

    /// <summary>The catalogue's messages that have a text; the others are noted.</summary>
    private List<string> Supplied(RuleStep step, ObjectNode supplement)
    {
        var messages = (supplement[Messages] as ArrayNode)?.Items.Select(item => item.AsString()).OfType<string>().ToList() ?? [];
        var supplied = messages.FindAll(message => Locales.Text(supplement, ["locales", Language, Messages, message]) is not null);
        if (supplied.Count < messages.Count)
            step.Note(step.Root, RuleFindings.CatalogueTextMissing(Language, messages.Except(supplied, StringComparer.Ordinal)));
        return supplied;
    }

    /// <summary>The paths below <c>locales</c>, and the texts, of all that a manifest refers to.</summary>
    private List<(string[] Path, SyntaxNode Text)> Wanted(ObjectNode manifest, ObjectNode supplement, List<string> added)
    {
        var messages = ((manifest[Messages] as ArrayNode)?.Items ?? []).Select(item => item.AsString()).OfType<string>().Concat(added);
        var form = manifest.Find(Form) is null ? supplement : manifest;
        var described = Fields(form)
            .Where(field => ((form[Form] as ObjectNode)?[field] as ObjectNode)?["description"]?.AsString() == $"fields.{field}.description");
        string[][] paths =
        [
            .. messages.Distinct(StringComparer.Ordinal).Select(message => new[] { Messages, message }),
            .. described.Select(field => new[] { "fields", field, "description" }),
        ];
        return
        [
            .. from language in (supplement["locales"] as ObjectNode)?.Members ?? []
               from path in paths
               let text = Locales.Text(language.Value, path)
               where text is not null
               select (new[] { language.Key }.Concat(path).ToArray(), text),
        ];
    }
}
