using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Reports;

/// <summary>Reads and writes <c>decisions.json</c> as <see cref="Decisions"/> describes it; <c>decisions.js</c> of the review page does the same.</summary>
internal static class DecisionsJson
{
    private const int CurrentFormat = 1;

    /// <exception cref="InvalidDataException">The text is malformed, or of a newer form.</exception>
    public static Decisions Read(string text, string file)
    {
        var json = new Reading(SyntaxTree.Parse(text), file);
        if (json.Tree.Problems is [var problem, ..])
            throw json.Wrong(problem.Offset, problem.Message.TrimEnd('.'));
        if (json.Tree.Root is not ObjectNode root)
            throw json.Wrong(0, "The file must hold a JSON object");
        if (json.Tree.DuplicateMembers().FirstOrDefault() is { } twice)
            throw json.Wrong(twice, $"“{twice.Key}” stands there twice");

        var entries = new Dictionary<string, Decision>(StringComparer.Ordinal);
        foreach (var member in Members(root, json).Members)
        {
            if (!entries.TryAdd(Key(member.Key), Entry(member, isByHand: root["format"] is null, json)))
                throw json.Wrong(member, $"there are two decisions about {Key(member.Key)}");
        }
        return Decisions.From(entries);
    }

    public static void Write(TextWriter text, Decisions decisions)
    {
        var written = new SortedDictionary<string, WrittenDecision>(StringComparer.Ordinal);
        foreach (var (key, decision) in decisions.ByKey)
            written.Add(key, new WrittenDecision(decision.Verdict, decision.Note, decision.Plan.Length > 0 ? decision.Plan : null));
        RunJson.WritePart(text, new WrittenDecisions(CurrentFormat, written));
    }

    private static ObjectNode Members(ObjectNode root, Reading json)
    {
        if (root.Find("format") is not { } format)
        {
            return root["decisions"] is not ObjectNode decisions ? root
                : root.Count == 1 ? decisions
                : throw json.Wrong(root.Members.First(member => member.Key != "decisions"), "it stands outside of “decisions”");
        }
        if (!long.TryParse(format.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
            throw json.Wrong(format.Value, "“format” must be a positive number");
        if (version > CurrentFormat)
            throw json.Wrong(format.Value, string.Create(
                CultureInfo.InvariantCulture, $"it has format {version}, and this version of the tool knows formats up to {CurrentFormat}: take a newer one"));

        if (root.Members.FirstOrDefault(member => member.Key is not ("format" or "decisions")) is { } unknown)
            throw json.Wrong(unknown, $"“{unknown.Key}” is not known here: beside “format” there is only “decisions”");
        return root["decisions"] as ObjectNode ?? throw json.Wrong(root, "it has no object “decisions”");
    }

    /// <summary>Identities are lower case; the branch behind one is as it is.</summary>
    private static string Key(string name)
    {
        var end = name.IndexOf('#', StringComparison.Ordinal);
        return end < 0 ? name.ToLowerInvariant() : name[..end].ToLowerInvariant() + name[end..];
    }

    private static Decision Entry(ObjectMember member, bool isByHand, Reading json)
    {
        if (member.Value is not ObjectNode entry)
        {
            return isByHand
                ? new Decision(Verdict(member.Value, member, json), "", "")
                : throw json.Wrong(member, $"the decision about {member.Key} is not an object");
        }

        if (entry.Members.FirstOrDefault(part => part.Key is not ("decision" or "note" or "plan")) is { } unknown)
            throw json.Wrong(unknown, $"“{unknown.Key}” is not known: a decision has “decision”, “note” and “plan”");
        var verdict = Verdict(entry["decision"], member, json);
        var isAboutAny = entry["plan"] is null && (isByHand || verdict == Reports.Verdict.Rejected);
        return new Decision(verdict, entry["note"] is null ? "" : Text(entry, "note", json), isAboutAny ? "" : Plan(entry, isByHand, json));
    }

    private static string Plan(ObjectNode entry, bool isByHand, Reading json) =>
        Text(entry, "plan", json) is var plan && ((isByHand && plan.Length == 0) || (plan.Length == 64 && plan.All(char.IsAsciiHexDigitLower)))
            ? plan
            : throw json.Wrong(entry["plan"]!, $"“plan” must be a SHA-256, 64 lower-case hex digits, not “{plan}”");

    private static Verdict Verdict(SyntaxNode? word, ObjectMember member, Reading json) =>
        word?.AsString() is { } text && Spelling.TryRead<Verdict>(text, out var verdict)
            ? verdict
            : throw json.Wrong(member, word is null
                ? $"the decision about “{member.Key}” has no “decision”"
                : $"the decision about “{member.Key}” is neither approved nor rejected: {word.Text}");

    private static string Text(ObjectNode entry, string name, Reading json) =>
        entry[name]?.AsString() ?? throw json.Wrong(entry[name] ?? entry, $"“{name}” must be a text");

    /// <summary>A file that is read, and its name for error messages.</summary>
    private sealed record Reading(SyntaxTree Tree, string File)
    {
        public InvalidDataException Wrong(ObjectMember member, string what) => Wrong(member.KeySpan.Start, what);

        public InvalidDataException Wrong(SyntaxNode node, string what) => Wrong(node.Span.Start, what);

        public InvalidDataException Wrong(int offset, string what)
        {
            var (line, column) = Tree.PositionOf(offset);
            return new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{File}:{line}:{column}: {what}"));
        }
    }
}
