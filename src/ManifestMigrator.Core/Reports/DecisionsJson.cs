using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Reports;

/// <summary>Reads and writes <c>decisions.json</c>; <c>decisions.js</c> of the review page does the same.</summary>
/// <remarks>
/// <code>
/// {
///   "format": 1,
///   "decisions": {
///     "github.com/owner/name": {
///       "decision": "approved",
///       "note": "",
///       "plan": "SHA-256, 64 lower-case hex digits"
///     }
///   }
/// }
/// </code>
/// <c>format</c> is the version of this form; a reader refuses a higher one. A repository is called as <see cref="Decisions.Key"/>
/// says. <c>decision</c> is <c>approved</c>, <c>rejected</c>, or <c>undecided</c> where there is only a note; <c>note</c> is free text and
/// may be left out; <c>plan</c> is <see cref="Decisions.Digest"/> of what was decided on. Other members are left alone by readers.
/// </remarks>
public static class DecisionsJson
{
    /// <summary>Version of the form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Reads the file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="file">What error messages call it.</param>
    /// <exception cref="InvalidDataException">It is malformed, or of a newer form; with file, line and column.</exception>
    public static Decisions Read(string text, string file)
    {
        try
        {
            using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var root = JObject.Load(json, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            if (json.Read())
                throw Wrong(json, file, "nothing may follow the object");
            CheckFormat(root, file);
            return root["decisions"] is JObject decisions
                ? new Decisions(decisions.Properties().Select(member => new KeyValuePair<string, Decision>(member.Name, Decision(member, file))))
                : throw Wrong(root, file, "it has no object “decisions”");
        }
        catch (JsonReaderException exception)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{file}:{exception.LineNumber}:{exception.LinePosition}: {exception.Message}"), exception);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the file; equal decisions give equal bytes.</summary>
    public static void Write(TextWriter text, Decisions decisions)
    {
        text.NewLine = "\n";
        using var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false };
        new JObject(
            new JProperty("format", CurrentFormat),
            new JProperty("decisions", new JObject(decisions.ByKey.Select(entry => new JProperty(entry.Key, new JObject(
                new JProperty("decision", Spelling.Of(entry.Value.Verdict)),
                new JProperty("note", entry.Value.Note),
                new JProperty("plan", entry.Value.Plan))))))).WriteTo(json);
        json.WriteWhitespace("\n");
    }

    private static void CheckFormat(JObject root, string file)
    {
        if (root["format"] is not JValue { Value: long and > 0 } format)
            throw Wrong(root["format"] ?? root, file, "“format” must be a positive number");
        if ((long)format > CurrentFormat)
            throw Wrong(format, file, string.Create(CultureInfo.InvariantCulture, $"it has format {(long)format}, and this version of the tool knows formats up to {CurrentFormat}: take a newer one"));
    }

    private static Decision Decision(JProperty member, string file)
    {
        var entry = member.Value as JObject ?? throw Wrong(member, file, $"the decision about {member.Name} is not an object");
        return Spelling.TryRead<Verdict>(Text(entry, "decision", file), out var verdict)
            ? new Decision(verdict, entry["note"] is null ? "" : Text(entry, "note", file), Plan(entry, file))
            : throw Wrong(entry["decision"]!, file, $"the decision about {member.Name} is none of {string.Join(", ", Spelling.All<Verdict>())}");
    }

    private static string Plan(JObject entry, string file) =>
        Text(entry, "plan", file) is { Length: 64 } plan && plan.All(char.IsAsciiHexDigitLower)
            ? plan
            : throw Wrong(entry["plan"]!, file, "“plan” must be a SHA-256, 64 lower-case hex digits");

    private static string Text(JObject entry, string name, string file) =>
        entry[name] is JValue { Value: string text } ? text : throw Wrong(entry[name] ?? entry, file, $"“{name}” must be a text");

    private static InvalidDataException Wrong(IJsonLineInfo place, string file, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}:{place.LineNumber}:{place.LinePosition}: {what}"));
}
