using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Rules;

/// <summary>The rules of a mappings file, in their order.</summary>
/// <param name="Rules">All of them, also those that are switched off.</param>
/// <param name="Sha256">Digest of the file's bytes, 64 lower-case hex digits.</param>
public sealed partial record Mappings(IReadOnlyList<Rule> Rules, string Sha256)
{
    private const int CurrentFormat = 1;

    /// <summary>Reads a mappings file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="MappingsException">It is not strict JSON, or says something that is not understood.</exception>
    public static Mappings Parse(ReadOnlySpan<byte> bytes, string file)
    {
        var source = SourceText.Decode(bytes, out var undecodable);
        var document = SyntaxTree.Parse(source.Text);
        if ((undecodable ?? (document.Problems is [var first, ..] ? first : null)) is { } problem)
            throw new MappingsException(file, document.PositionOf(problem.Offset), $"{problem.Message} {problem.Hint}".TrimEnd());
        if (document.DuplicateMembers().FirstOrDefault() is { } duplicate)
            throw new MappingsException(file, document.PositionOf(duplicate.KeySpan.Start), $"'{duplicate.Key}' stands twice in one object.");
        if (document.Root is not ObjectNode root)
            throw new MappingsException(file, document.PositionOf(0), "A mappings file is an object with 'format' and 'rules'.");

        return new Mappings(Read(file, document, root), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static List<Rule> Read(string file, SyntaxTree document, ObjectNode root)
    {
        var top = new RuleOptions(file, document, root);
        _ = top.OptionalText("$schema");
        if (!top.Value("format").IsWritten($"{CurrentFormat}"))
            throw top.WrongOption("format", $"'format' must be {CurrentFormat}: this version of the tool reads no other.");

        var rules = new List<Rule>();
        foreach (var options in top.Inners("rules"))
            rules.Add(ReadRule(options, rules));
        top.RefuseUnknown("The mappings file");
        return rules;
    }

    private static Rule ReadRule(RuleOptions options, List<Rule> earlier)
    {
        var id = options.Text("id");
        if (!Identifier().IsMatch(id))
            throw options.WrongOption("id", $"'{id}' is no identifier: small letters and digits, with '-' between words.");
        if (id == RepairStep.Id)
            throw options.WrongOption("id", $"'{id}' is what the repair before all rules is called.");
        if (earlier.Exists(rule => rule.Id == id))
            throw options.WrongOption("id", $"Two rules are called '{id}'.");

        var onlyAfter = options.OptionalText("onlyAfter");
        if (onlyAfter is not null && !earlier.Exists(rule => rule.Id == onlyAfter))
            throw options.WrongOption("onlyAfter", $"No rule before this one is called '{onlyAfter}'.{RuleOptions.Nearest(onlyAfter, earlier.Select(rule => rule.Id))}");

        var kind = options.Text("kind");
        var names = RuleKinds.All.Select(known => known.Name).ToList();
        if (!names.Contains(kind, StringComparer.Ordinal))
            throw options.WrongOption("kind", $"No kind of rule is called '{kind}'.{RuleOptions.Nearest(kind, names)} The kinds are: {string.Join(", ", names)}.");

        var body = RuleKinds.All.First(known => known.Name == kind).Read(options);
        var rule = new Rule(body)
        {
            Id = id,
            Kind = kind,
            Why = options.Text("why") is { Length: > 0 } why ? why : throw options.WrongOption("why", "'why' is empty, but a reviewer wants to read it."),
            Severity = options.Severity("severity"),
            IsEnabled = options.Flag("enabled", otherwise: true),
            OnlyAfter = onlyAfter,
            Places = options.Places(),
            Json = options.Json,
        };
        options.RefuseUnknown($"A rule of the kind '{kind}'");
        return rule;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifier();
}
