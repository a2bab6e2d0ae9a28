using System.Globalization;
using System.Security.Cryptography;
using ManifestMigrator.Json;
using ManifestMigrator.Rules.Kinds;
using ManifestMigrator.Text;

namespace ManifestMigrator.Rules;

/// <summary>The rules of a mappings file, in their order.</summary>
/// <param name="Rules">All of them, also those that are switched off.</param>
public sealed record Mappings(IReadOnlyList<Rule> Rules)
{
    private const int CurrentFormat = 2;

    /// <summary>Digest of the file's bytes, 64 lower-case hex digits.</summary>
    public string Sha256 => field ??= Convert.ToHexStringLower(SHA256.HashData(File));

    private byte[] File { get; init; } = [];

    /// <summary>Reads a mappings file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="MappingsException">It is not strict JSON, or says something that is not understood or can never act.</exception>
    public static Mappings Parse(ReadOnlySpan<byte> bytes, string file)
    {
        var document = SyntaxTree.Parse(bytes, out var problem);
        if (problem is not null)
            throw new MappingsException(file, document.PositionOf(problem.Offset), $"{problem.Message} {problem.Hint}".TrimEnd());
        if (document.DuplicateMembers().FirstOrDefault() is { } duplicate)
            throw new MappingsException(file, document.PositionOf(duplicate.KeySpan.Start), $"'{duplicate.Key}' appears twice in one object.");
        if (document.Root is not ObjectNode root)
            throw new MappingsException(file, document.PositionOf(0), "A mappings file must be an object with 'format' and 'rules'.");

        return new Mappings(Read(file, document, root)) { File = bytes.ToArray() };
    }

    /// <summary>Whether a rule, enabled or not, handles a key.</summary>
    internal bool IsClaimed(string key) => Rules.Any(rule => rule.From.Contains(key, StringComparer.Ordinal));

    private static List<Rule> Read(string file, SyntaxTree document, ObjectNode root)
    {
        var top = new RuleOptions(file, document, root);
        _ = top.OptionalText("$schema");
        var format = top.Value("format");
        if (format.IsWritten("1"))
        {
            throw top.WrongOption(
                "format",
                $"'format' is 1, and this version reads {CurrentFormat}: write \"format\": {CurrentFormat}, and add \"changes\" "
                + "with the aspects it may change to each rule "
                + $"that changes what readers see, e.g. \"changes\": [\"data\"]. The aspects are: {string.Join(", ", RuleOptions.AspectNames)}. "
                + "The kind split-item is called split-string now.");
        }
        if (!format.IsWritten($"{CurrentFormat}"))
            throw top.WrongOption("format", $"'format' must be {CurrentFormat}: this version reads no other.");

        var all = top.Inners("rules");
        var ids = all.Select(options => options.Peek("id")).ToList();
        var rules = new List<Rule>();
        foreach (var options in all)
            rules.Add(ReadRule(options, rules, ids));
        top.RefuseUnknown("The mappings file");
        return rules;
    }

    private static Rule ReadRule(RuleOptions options, List<Rule> earlier, List<string?> all)
    {
        var id = options.Text("id");
        if (!IsIdentifier(id))
            throw options.WrongOption("id", $"'{id}' is not an identifier: lower-case letters and digits, with '-' between words.");
        if (id == RepairStep.Id)
            throw options.WrongOption("id", $"'{id}' is reserved for the repair before all rules.");
        if (earlier.Exists(rule => rule.Id == id))
            throw options.WrongOption("id", $"Two rules are called '{id}'.");

        var head = ReadHead(options, earlier, all);
        var kind = options.Text("kind");
        var names = RuleKinds.All.Select(known => known.Name).ToList();
        if (!names.Contains(kind, StringComparer.Ordinal))
        {
            throw options.WrongOption(
                "kind", $"No kind of rule is called '{kind}'.{RuleOptions.Nearest(kind, names)} The kinds are: {string.Join(", ", names)}.");
        }

        var body = RuleKinds.All.First(known => known.Name == kind).Read(options);
        var rule = new Rule(body)
        {
            Id = id,
            Kind = kind,
            Why = options.Text("why") is { Length: > 0 } why ? why : throw options.WrongOption("why", "'why' is empty; reviewers need it."),
            Changes = options.Aspects("changes"),
            Severity = options.Severity("severity"),
            IsEnabled = options.Flag("enabled", otherwise: true),
            OnlyAfter = head is null ? null : options.Text("onlyAfter"),
            Step = head?.Step ?? id,
            From = options.OldKeys(removed: body is RemoveMember ? "at" : null),
            Places = options.Places(),
            Json = options.Json,
        };
        options.RefuseUnknown($"A rule of the kind '{kind}'");
        return rule;
    }

    private static Rule? ReadHead(RuleOptions options, List<Rule> earlier, List<string?> all)
    {
        if (options.OptionalText("onlyAfter") is not { } onlyAfter)
            return null;
        if (earlier.Find(rule => rule.Id == onlyAfter) is { } head)
            return head;
        throw options.WrongOption(
            "onlyAfter",
            all.Contains(onlyAfter, StringComparer.Ordinal)
                ? $"The rule '{onlyAfter}' does not come before this one, so this one would never act."
                : $"No rule before this one is called '{onlyAfter}'.{RuleOptions.Nearest(onlyAfter, earlier.Select(rule => rule.Id))}");
    }

    private static bool IsIdentifier(string id) =>
        id.Split('-').All(word => word.Length > 0 && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
}

/// <summary>A mappings file that cannot be used. The message says file, line, column, cause and what is allowed.</summary>
public sealed class MappingsException : Exception
{
    internal MappingsException(string file, LinePosition position, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{position.Line}:{position.Column}: {message}"))
    {
    }
}
