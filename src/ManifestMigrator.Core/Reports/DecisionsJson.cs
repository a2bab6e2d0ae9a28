using System.Globalization;
using ManifestMigrator.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Reports;

/// <summary>Reads and writes <c>decisions.json</c> as <see cref="Decisions"/> describes it; <c>decisions.js</c> of the review page does the same.</summary>
internal static class DecisionsJson
{
    private const int CurrentFormat = 1;

    /// <exception cref="InvalidDataException">The text is malformed, or of a newer form.</exception>
    public static Decisions Read(string text, string file)
    {
        var syntax = SyntaxTree.Parse(text);
        if (syntax.Problems is [var problem, ..])
        {
            var (line, column) = syntax.PositionOf(problem.Offset);
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {problem.Message.TrimEnd('.')}"));
        }
        if (syntax.Root is not ObjectNode)
            throw new InvalidDataException($"{file}:1:1: The file must hold a JSON object");

        using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = null };
        JObject root;
        try
        {
            root = JObject.Load(json, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        }
        catch (JsonReaderException exception)
        {
            // Strict JSON that it refuses all the same has a member twice.
            var (line, column) = (Math.Max(exception.LineNumber, 1), Math.Max(exception.LinePosition, 1));
            var name = exception.Message.Split('\'') is [_, var twice, ..] ? $"'{twice}' " : "a member ";
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {name}stands there twice"), exception);
        }

        var entries = new Dictionary<string, Decision>(StringComparer.Ordinal);
        foreach (var member in Members(root, file).Properties())
        {
            if (!entries.TryAdd(Key(member.Name), Entry(member, isByHand: root["format"] is null, file)))
                throw Wrong(member, file, $"there are two decisions about {Key(member.Name)}");
        }
        return Decisions.From(entries);
    }

    public static void Write(TextWriter text, Decisions decisions)
    {
        text.NewLine = "\n";
        using var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false };
        new JObject(
            new JProperty("format", CurrentFormat),
            new JProperty("decisions", new JObject(decisions.ByKey.Select(entry => new JProperty(entry.Key, Written(entry.Value)))))).WriteTo(json);
        json.WriteWhitespace("\n");
    }

    private static JObject Written(Decision decision)
    {
        var written = new JObject(new JProperty("decision", Spelling.Spell(decision.Verdict)), new JProperty("note", decision.Note));
        if (decision.Plan.Length > 0)
            written.Add("plan", decision.Plan);
        return written;
    }

    private static JObject Members(JObject root, string file)
    {
        if (root["format"] is not { } format)
        {
            return root["decisions"] is not JObject decisions ? root
                : root.Count == 1 ? decisions
                : throw Wrong(root.Properties().First(member => member.Name != "decisions"), file, "it stands outside of 'decisions'");
        }
        if (format is not JValue { Value: long and > 0 and var version })
            throw Wrong(format, file, "'format' must be a positive number");
        if (version > CurrentFormat)
            throw Wrong(format, file, string.Create(
                CultureInfo.InvariantCulture, $"it has format {version}, and this version of the tool knows formats up to {CurrentFormat}: take a newer one"));

        if (root.Properties().FirstOrDefault(member => member.Name is not ("format" or "decisions")) is { } unknown)
            throw Wrong(unknown, file, $"'{unknown.Name}' is not known here: beside 'format' there is only 'decisions'");
        return root["decisions"] as JObject ?? throw Wrong(root, file, "it has no object 'decisions'");
    }

    /// <summary>Identities are lower case; the branch behind one is as it is.</summary>
    private static string Key(string name)
    {
        var end = name.IndexOf('#', StringComparison.Ordinal);
        return end < 0 ? name.ToLowerInvariant() : name[..end].ToLowerInvariant() + name[end..];
    }

    private static Decision Entry(JProperty member, bool isByHand, string file)
    {
        if (member.Value is not JObject entry)
        {
            return isByHand
                ? new Decision(Verdict(member.Value, member, file), "", "")
                : throw Wrong(member, file, $"the decision about {member.Name} is not an object");
        }

        if (entry.Properties().FirstOrDefault(part => part.Name is not ("decision" or "note" or "plan")) is { } unknown)
            throw Wrong(unknown, file, $"'{unknown.Name}' is not known: a decision has 'decision', 'note' and 'plan'");
        var verdict = Verdict(entry["decision"], member, file);
        var isAboutAny = entry["plan"] is null && (isByHand || verdict == Reports.Verdict.Rejected);
        return new Decision(verdict, entry["note"] is null ? "" : Text(entry, "note", file), isAboutAny ? "" : Plan(entry, isByHand, file));
    }

    private static string Plan(JObject entry, bool isByHand, string file) =>
        Text(entry, "plan", file) is var plan && ((isByHand && plan.Length == 0) || (plan.Length == 64 && plan.All(char.IsAsciiHexDigitLower)))
            ? plan
            : throw Wrong(entry["plan"]!, file, $"'plan' must be a SHA-256, 64 lower-case hex digits, not '{plan}'");

    private static Verdict Verdict(JToken? word, JProperty member, string file) =>
        word is JValue { Value: string text } && Spelling.TryRead<Verdict>(text, out var verdict)
            ? verdict
            : throw Wrong(member, file, word is null
                ? $"the decision about '{member.Name}' has no 'decision'"
                : $"the decision about '{member.Name}' is neither approved nor rejected: {word.ToString(Formatting.None)}");

    private static string Text(JObject entry, string name, string file) =>
        entry[name] is JValue { Value: string text } ? text : throw Wrong(entry[name] ?? entry, file, $"'{name}' must be a text");

    private static InvalidDataException Wrong(IJsonLineInfo place, string file, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}:{place.LineNumber}:{place.LinePosition}: {what}"));
}
