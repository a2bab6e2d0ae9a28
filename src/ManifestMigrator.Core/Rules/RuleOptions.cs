using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules;

/// <summary>Reads the members of one rule, or of an object in it; what nobody asked for is an error with its place.</summary>
internal sealed class RuleOptions(string file, SyntaxTree document, ObjectNode rule)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The rule as it is written.</summary>
    public string Json => rule.Text;

    public string Text(string key) => AsText(Required(key), key);

    public string? OptionalText(string key) => Optional(key) is { } node ? AsText(node, key) : null;

    public bool Flag(string key, bool otherwise) => Optional(key) switch
    {
        null => otherwise,
        { } node when node.Is(true) => true,
        { } node when node.Is(false) => false,
        { } node => throw Wrong(node, $"'{key}' must be true or false, not {Word(node)}."),
    };

    /// <summary>One of a few words; the first one when the option is absent.</summary>
    public string Choice(string key, params IReadOnlyList<string> words)
    {
        var node = Optional(key);
        var word = node is null ? words[0] : AsText(node, key);
        return words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw Wrong(node!, $"'{key}' cannot be '{word}'.{Nearest(word, words)} It must be one of: {string.Join(", ", words)}.");
    }

    /// <summary>A warning unless the rule says something else.</summary>
    public Severity Severity(string key) => Choice(key, "warning", "info", "error") switch
    {
        "info" => Manifest.Severity.Info,
        "warning" => Manifest.Severity.Warning,
        _ => Manifest.Severity.Error,
    };

    /// <summary>At least one string.</summary>
    public IReadOnlyList<string> Texts(string key) => NotEmpty(Texts(Required(key), key), key);

    public IReadOnlyList<string> OptionalTexts(string key) => Optional(key) is { } node ? Texts(node, key) : [];

    /// <summary>At least one pointer pattern.</summary>
    public IReadOnlyList<PointerPattern> Patterns(string key) => NotEmpty(Patterns(Required(key), key), key);

    public IReadOnlyList<PointerPattern> OptionalPatterns(string key) => Optional(key) is { } node ? Patterns(node, key) : [];

    /// <summary>Any JSON value.</summary>
    public SyntaxNode Value(string key) => Required(key);

    /// <summary>An array of any JSON values.</summary>
    public IReadOnlyList<SyntaxNode> Values(string key) => AsArray(Required(key), key).Items;

    public IReadOnlyList<SyntaxNode> OptionalValues(string key) => Optional(key) is null ? [] : Values(key);

    /// <summary>An object whose values are strings.</summary>
    public IReadOnlyDictionary<string, string> Map(string key) =>
        AsObject(Required(key), key).Members.ToDictionary(member => member.Key, member => AsText(member.Value, member.Key), StringComparer.Ordinal);

    /// <summary>The options inside an object option.</summary>
    public RuleOptions Inner(string key) => new(file, document, AsObject(Required(key), key));

    public RuleOptions? OptionalInner(string key) => Optional(key) is { } node ? new(file, document, AsObject(node, key)) : null;

    /// <summary>The options of each object in an array option.</summary>
    public IReadOnlyList<RuleOptions> Inners(string key) => [.. Values(key).Select(item => new RuleOptions(file, document, AsObject(item, key)))];

    public IReadOnlyList<RuleOptions> OptionalInners(string key) => Optional(key) is null ? [] : Inners(key);

    /// <summary>A member that a rule adds: <c>key</c> and <c>value</c>.</summary>
    public (string Key, SyntaxNode Value) Member()
    {
        var member = (Text("key"), Value("value"));
        RefuseUnknown("A member to be added");
        return member;
    }

    /// <summary>The places a rule looks at, for people: its patterns, or else its keys at the top level.</summary>
    public IReadOnlyList<string> Places() =>
    [
        .. Strings("at").DefaultIfEmpty("").SelectMany(place =>
            Strings("from").Concat(Strings("key")).Select(key => JsonPointer.Append(place, key)).DefaultIfEmpty(place)),
    ];

    /// <summary>Ends the reading.</summary>
    /// <exception cref="MappingsException">The rule has a member that was not asked for.</exception>
    public void RefuseUnknown(string of)
    {
        if (rule.Members.FirstOrDefault(member => !_known.Contains(member.Key)) is { } unknown)
            throw At(unknown.KeySpan.Start, $"{of} has no '{unknown.Key}'.{Nearest(unknown.Key, _known)} It has: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>A question that names the word that was probably meant; empty when none is near.</summary>
    public static string Nearest(string word, IEnumerable<string> words) =>
        new WordList([.. words]).Nearest(word) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    public MappingsException Wrong(SyntaxNode node, string message) => At(node.Span.Start, message);

    /// <summary>An error at the value of an option, or at the rule when it has none.</summary>
    public MappingsException WrongOption(string key, string message) => Wrong(rule[key] ?? rule, message);

    private MappingsException At(int offset, string message) => new(file, document.PositionOf(offset), message);

    private SyntaxNode Required(string key) => Optional(key) ?? throw Wrong(rule, $"'{key}' is missing.");

    private SyntaxNode? Optional(string key)
    {
        _known.Add(key);
        return rule[key];
    }

    private IEnumerable<string> Strings(string key) => rule[key] switch
    {
        ArrayNode array => array.Items.Select(item => item.AsString()).OfType<string>(),
        { } node when node.AsString() is { } text => [text],
        _ => [],
    };

    private string AsText(SyntaxNode node, string key) => node.AsString() ?? throw Wrong(node, $"'{key}' must be a string, not {Word(node)}.");

    private ArrayNode AsArray(SyntaxNode node, string key) => node as ArrayNode ?? throw Wrong(node, $"'{key}' must be an array, not {Word(node)}.");

    private ObjectNode AsObject(SyntaxNode node, string key) => node as ObjectNode ?? throw Wrong(node, $"'{key}' must be an object, not {Word(node)}.");

    private List<T> NotEmpty<T>(List<T> values, string key) =>
        values.Count > 0 ? values : throw WrongOption(key, $"'{key}' must not be empty: the rule would do nothing.");

    private List<string> Texts(SyntaxNode node, string key) => [.. AsArray(node, key).Items.Select(item => AsText(item, $"{key}/*"))];

    private List<PointerPattern> Patterns(SyntaxNode node, string key) => [.. AsArray(node, key).Items.Select(item => Pattern(item, $"{key}/*"))];

    private PointerPattern Pattern(SyntaxNode node, string key)
    {
        var text = AsText(node, key);
        try
        {
            return new PointerPattern(text);
        }
        catch (FormatException)
        {
            throw Wrong(node, $"'{text}' is no JSON Pointer: it is empty or begins with '/', and '~' is written '~0', '/' in a name '~1'.");
        }
    }

    /// <summary>What a value is, for people.</summary>
    private static string Word(SyntaxNode node) => node switch
    {
        ObjectNode => "an object",
        ArrayNode => "an array",
        ScalarNode { Kind: JsonScalarKind.String } => "a string",
        ScalarNode { Kind: JsonScalarKind.Number } => "a number",
        _ => node.Text,
    };
}
