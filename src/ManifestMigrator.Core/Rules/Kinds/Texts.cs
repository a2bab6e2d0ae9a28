using System.Text.RegularExpressions;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Replaces flags that say which texts exist by message identifiers.</summary>
/// <param name="From">Name of the object of flags at the top level.</param>
/// <param name="FromObject">Another name it may have, under which something else may be as well.</param>
/// <param name="Messages">Name of a flag → message identifier.</param>
internal sealed record FlagsToMessages(string From, string FromObject, IReadOnlyDictionary<string, string> Messages) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new FlagsToMessages(options.Text("from"), options.Text("fromObject"), options.Map("messages"));

    public void Apply(RuleStep step)
    {
        if (step.Root.Find(From) is { } member)
            Apply(step, member);
        else if (step.Root.Find(FromObject) is { Value: ObjectNode } other)
            Apply(step, other);
    }

    private void Apply(RuleStep step, ObjectMember member)
    {
        if (member.Value is not ObjectNode flags || !flags.Members.All(IsUnderstood))
        {
            step.Note(member.Value, RuleFindings.UnknownShape(member.Key));
            return;
        }
        if (!MessageList.HasPlace(step))
            return;

        var messages = flags.Members.Where(flag => flag.Value.Is(true)).Select(flag => Messages[flag.Key]).Distinct(StringComparer.Ordinal).ToList();
        MessageList.Take(step, member, messages);
    }

    private bool IsUnderstood(ObjectMember flag) => Messages.ContainsKey(flag.Key) && (flag.Value.Is(true) || flag.Value.Is(false));
}

/// <summary>Replaces a locale key by a message identifier, and copies the texts of the key to where messages have theirs.</summary>
/// <param name="From">Names the object that holds the key may have at the top level.</param>
/// <param name="Member">Name of the key in it.</param>
/// <param name="Message">The message identifier.</param>
internal sealed record KeyToMessage(IReadOnlyList<string> From, string Member, string Message) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new KeyToMessage(options.Texts("from"), options.Text("member"), options.Text("message"));

    public void Apply(RuleStep step)
    {
        if (From.Select(step.Root.Find).FirstOrDefault(found => found is not null) is not { } member)
            return;
        if (member.Value is not ObjectNode { Count: 1 } holder || holder[Member]?.AsString() is not { } key)
        {
            step.Note(member.Value, RuleFindings.UnknownShape(member.Key));
            return;
        }
        if (!MessageList.HasPlace(step))
            return;

        foreach (var locale in Locales.In(step.Root))
        {
            if (Locales.Text(locale, $"{MessageList.Key}.{Message}") is null && Text(step, locale, key) is { } text)
                Copy(step, locale, text);
        }
        MessageList.Take(step, member, [Message]);
    }

    /// <summary>The text under the whole key, or under the key without <c>connector.&lt;slug&gt;.</c> in front.</summary>
    private static SyntaxNode? Text(RuleStep step, ObjectNode locale, string key)
    {
        var prefix = $"connector.{step.Root["slug"]?.AsString()}.";
        return Locales.Text(locale, key)
            ?? (key.StartsWith(prefix, StringComparison.Ordinal) ? Locales.Text(locale, key[prefix.Length..]) : null);
    }

    private void Copy(RuleStep step, ObjectNode locale, SyntaxNode text)
    {
        var value = JsonFragment.Existing(text);
        if (locale[MessageList.Key] is null)
            step.InsertLast(locale, MessageList.Key, JsonFragment.Object((Message, value)));
        else if (locale[MessageList.Key] is ObjectNode messages && messages.Find(Message) is null)
            step.InsertLast(messages, Message, value);
    }
}

/// <summary>Adds message identifiers to <c>messages</c>, replacing the member they come from or extending the existing array.</summary>
internal static class MessageList
{
    public const string Key = "messages";

    /// <summary>Whether there is a place for message identifiers; if not, that is reported.</summary>
    public static bool HasPlace(RuleStep step)
    {
        if (step.Root[Key] is null or ArrayNode)
            return true;
        step.Note(step.Root[Key]!, RuleFindings.UnknownShape(Key));
        return false;
    }

    /// <summary>Replaces a member by message identifiers. Called only when there is a place for them.</summary>
    public static void Take(RuleStep step, ObjectMember from, IReadOnlyList<string> messages)
    {
        if (step.Root[Key] is ArrayNode array)
        {
            foreach (var message in messages.Where(message => !array.Items.Any(item => item.AsString() == message)))
                step.InsertItemAfter(array, array.Count - 1, JsonFragment.String(message));
            step.Remove(from);
        }
        else if (messages.Count > 0)
        {
            step.Rename(from, Key, JsonFragment.Array([.. messages.Select(JsonFragment.String)]));
        }
        else
        {
            step.Remove(from);
        }
    }
}

/// <summary>Moves a text from the top level into the locale of its language, unless the locales have it already.</summary>
/// <param name="From">Name of the text at the top level.</param>
/// <param name="To">Its name in the locale.</param>
/// <param name="Placeholders">Texts of templates, which say nothing; capitals and blanks around them do not count.</param>
/// <param name="Languages">The languages that clear words decide.</param>
/// <param name="Words">Language → its words, in lower case; those of other languages only speak against a language.</param>
internal sealed partial record TextToLocale(
    string From, string To, IReadOnlyList<string> Placeholders, IReadOnlyList<string> Languages, IReadOnlyDictionary<string, IReadOnlyList<string>> Words) : IRuleKind
{
    private const string Key = "locales";

    /// <summary>So many words of a language must be in a text, and more than twice as many as words that only another language has.</summary>
    private const int ClearWords = 2;

    public static IRuleKind Read(RuleOptions options)
    {
        var languages = options.WordLists("languages");
        var words = new Dictionary<string, IReadOnlyList<string>>(options.OptionalWordLists("otherLanguages"), StringComparer.Ordinal);
        foreach (var language in languages.Keys)
            words[language] = languages[language];
        return new TextToLocale(
            options.Text("from"),
            options.Text("to"),
            options.OptionalTexts("placeholders"),
            [.. languages.Keys],
            words);
    }

    public void Apply(RuleStep step)
    {
        if (step.Root.Find(From) is not { } member)
            return;

        var locales = step.Root[Key];
        if (member.Value.AsString() is not { } text)
            step.Note(member.Value, RuleFindings.UnknownShape(From));
        else if (string.IsNullOrWhiteSpace(text) || Placeholders.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase))
            Drop(step, member, RuleFindings.TextPlaceholder(From));
        else if (locales is not (null or ObjectNode))
            step.Note(member.Value, RuleFindings.UnknownShape(Key));
        else if (Locales.In(step.Root).Any(locale => locale[To]?.AsString() == text))
            step.Remove(member);
        else
            Move(step, member, locales as ObjectNode, text);
    }

    private void Move(RuleStep step, ObjectMember member, ObjectNode? locales, string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToList();
        if (Languages.Where(language => IsClear(words, language)).ToList() is [var clear])
            Move(step, member, locales, clear, text);
        else if ((OnlyLanguage(step.Root["langs"]) ?? OnlyLocale(locales)) is not { } only)
            step.Note(member.Value, RuleFindings.LanguageUnknown(From), Severity.Warning);
        else if (Contradict(words, only))
            step.Note(member.Value, RuleFindings.LanguageDoubtful(From, only), Severity.Warning);
        else
            Move(step, member, locales, only, text);
    }

    private void Move(RuleStep step, ObjectMember member, ObjectNode? locales, string language, string text)
    {
        switch (locales?[language])
        {
            case null when locales is null:
                step.Rename(member, Key, JsonFragment.Object((language, JsonFragment.Object((To, JsonFragment.Existing(member.Value))))));
                step.RecordMove(member, new[] { Key, language, To }.Aggregate("", JsonPointer.Append));
                break;
            case null:
                step.MoveInto(member, locales, [language, To]);
                step.TakeOut(member);
                break;
            case ObjectNode locale when locale[To] is { } blank && string.IsNullOrWhiteSpace(blank.AsString() ?? "x"):
                step.Replace(blank, JsonFragment.Existing(member.Value));
                step.Remove(member);
                break;
            case ObjectNode locale when locale.Find(To) is not null:
                Drop(step, member, RuleFindings.TextDropped(language, text));
                break;
            case ObjectNode locale:
                step.MoveInto(member, locale, [To], first: true);
                step.TakeOut(member);
                break;
            default:
                step.Note(member.Value, RuleFindings.UnknownShape(Key));
                break;
        }
    }

    private static void Drop(RuleStep step, ObjectMember member, RuleFinding finding)
    {
        step.Note(member.Value, finding, Severity.Info);
        step.Remove(member);
    }

    /// <summary>Whether words are those of one language; words that several languages have decide nothing between these.</summary>
    private bool IsClear(IReadOnlyCollection<string> words, string language)
    {
        var own = Count(words, language);
        return own >= ClearWords
            && Words.Keys.Where(other => other != language).All(other => own > Count(words, other) && own > 2 * Against(words, language, other));
    }

    /// <summary>Whether words are rather those of another language; of a language without words, whether they are clearly those of another.</summary>
    private bool Contradict(IReadOnlyCollection<string> words, string locale)
    {
        var language = locale.Split('-', '_')[0];
        if (!Words.ContainsKey(language))
            return Words.Keys.Any(other => IsClear(words, other));
        var own = Count(words, language);
        return Words.Keys.Any(other => Count(words, other) > own || (Against(words, language, other) is > 0 and var against && against >= own));
    }

    private int Count(IEnumerable<string> words, string language) => words.Count(word => Has(language, word));

    /// <summary>How many words another language has and this one does not.</summary>
    private int Against(IEnumerable<string> words, string language, string other) => words.Count(word => Has(other, word) && !Has(language, word));

    private bool Has(string language, string word) => Words[language].Contains(word, StringComparer.Ordinal);

    private static string? OnlyLanguage(SyntaxNode? langs) =>
        langs is ArrayNode { Items: [var only] } && only.AsString() is { } language && Language().IsMatch(language) ? language : null;

    private static string? OnlyLocale(ObjectNode? locales) => locales is { Members: [var only] } && Language().IsMatch(only.Key) ? only.Key : null;

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[a-z]{2,3}([_-][A-Za-z]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Language();
}

/// <summary>Finds texts in the <c>locales</c> of a manifest, and puts texts there; objects on the way are made.</summary>
internal static class Locales
{
    private const string Key = "locales";

    /// <summary>The languages and their texts.</summary>
    public static IEnumerable<ObjectNode> In(ObjectNode manifest) =>
        ((manifest[Key] as ObjectNode)?.Members ?? []).Select(member => member.Value).OfType<ObjectNode>();

    /// <summary>Whether a manifest has, or gets from the catalogue, a text for a key with dots, e.g. <c>messages.service</c>.</summary>
    public static bool HaveText(RuleStep step, string key) =>
        HaveText(step.Root, key) || (step.Origin.Supplement is { } supplement && HaveText(supplement, key));

    /// <summary>The text of a key with dots in one language, or <see langword="null"/>.</summary>
    public static SyntaxNode? Text(ObjectNode locale, string key) => Text(locale, key.Split('.'));

    /// <summary>The text at a path of names, or <see langword="null"/>.</summary>
    public static SyntaxNode? Text(SyntaxNode node, IEnumerable<string> path)
    {
        SyntaxNode? found = node;
        foreach (var name in path)
            found = (found as ObjectNode)?[name];
        return found?.AsString() is null ? null : found;
    }

    /// <param name="step">The application of the rule.</param>
    /// <param name="texts">Texts and their paths, which begin with the language.</param>
    public static void Fill(RuleStep step, IReadOnlyList<(string[] Path, SyntaxNode Text)> texts)
    {
        if (texts.Count == 0)
            return;
        if (step.Root[Key] is { } locales and not ObjectNode)
            step.Note(locales, RuleFindings.UnknownShape(Key));
        else
            Fill(step, step.Root, [.. texts.Select(text => (new[] { Key }.Concat(text.Path).ToArray(), text.Text))], depth: 0);
    }

    private static bool HaveText(ObjectNode manifest, string key) => In(manifest).Any(locale => Text(locale, key) is not null);

    private static void Fill(RuleStep step, ObjectNode target, IEnumerable<(string[] Path, SyntaxNode Text)> texts, int depth)
    {
        foreach (var group in texts.GroupBy(text => text.Path[depth], StringComparer.Ordinal))
        {
            if (target.Find(group.Key) is not { } present)
                step.InsertLast(target, group.Key, Fragment([.. group], depth + 1));
            else if (present.Value is ObjectNode inner)
                Fill(step, inner, group.Where(text => text.Path.Length > depth + 1), depth + 1);
        }
    }

    private static JsonFragment Fragment(IReadOnlyList<(string[] Path, SyntaxNode Text)> texts, int depth) => texts[0].Path.Length == depth
        ? JsonFragment.From(texts[0].Text)
        : JsonFragment.Object(
            [.. texts.GroupBy(text => text.Path[depth], StringComparer.Ordinal).Select(group => (group.Key, Fragment([.. group], depth + 1)))]);
}
