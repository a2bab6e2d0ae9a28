using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Replaces old values.</summary>
/// <param name="Places">Where the values are.</param>
/// <param name="Values">What they become.</param>
/// <param name="Sibling">Member to add after a replaced one, unless it exists.</param>
internal sealed record ReplaceValue(IReadOnlyList<PointerPattern> Places, Replacements Values, (string Key, SyntaxNode Value)? Sibling) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        _ = options.Value("values");
        return new ReplaceValue(options.PatternsBelowRoot("at"), options.Replacements("values"), options.OptionalInner("add")?.Member());
    }

    public void Apply(RuleStep step)
    {
        var old = step.Values(Places).Where(node => Values.For(node) is not null).ToList();
        var superfluous = old.GroupBy(node => node.Parent).Where(group => group.Key is ArrayNode).SelectMany(Superfluous).ToList();
        if (superfluous.Count > 0)
            superfluous.ForEach(step.RemoveItem);
        else
            old.ForEach(node => Replace(step, node));
    }

    private void Replace(RuleStep step, SyntaxNode node)
    {
        step.Replace(node, JsonFragment.From(Values.For(node)!));
        if (Sibling is var (key, value) && node is { Member: { } member, Parent: ObjectNode parent } && parent.Find(key) is null)
            step.InsertAfter(member, key, JsonFragment.From(value));
    }

    /// <summary>The items of an array that would become what another item is, or becomes before them.</summary>
    private List<SyntaxNode> Superfluous(IGrouping<ContainerNode?, SyntaxNode> old)
    {
        var present = ((ArrayNode)old.Key!).Items.ToList();
        var superfluous = new List<SyntaxNode>();
        foreach (var node in old)
        {
            var value = Values.For(node)!;
            if (present.Exists(item => JsonEquality.AreEqual(item, value)))
                superfluous.Add(node);
            present.Add(value);
        }
        return superfluous;
    }
}

/// <summary>Turns a string, or an array that nobody reads, into the array that readers look for.</summary>
/// <param name="Objects">Where the members are.</param>
/// <param name="From">Name of the old member.</param>
/// <param name="To">Name of the array, which may be the same; an existing array that is not empty is kept.</param>
internal sealed record WrapInArray(IReadOnlyList<PointerPattern> Objects, string From, string To) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new WrapInArray(options.Patterns("at"), options.Text("from"), options.Text("to"));

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects))
        {
            if (parent.Find(From) is not { } old)
                continue;
            if (From != To)
                Apply(step, old, parent.Find(To));
            else if (old.Value is not ArrayNode && Words(old.Value) is { } words)
                step.Replace(old.Value, Fragment(words));
        }
    }

    private void Apply(RuleStep step, ObjectMember old, ObjectMember? target)
    {
        var words = Words(old.Value);
        if (words is null || target is { Value: not ArrayNode })
        {
            step.Note(old.Value, RuleFindings.UnknownShape(words is null ? From : To));
        }
        else if (target is null)
        {
            step.Rename(old, To, old.Value is ArrayNode ? null : Fragment(words));
        }
        else
        {
            var array = (ArrayNode)target.Value;
            if (array.Count == 0)
                step.Replace(array, Fragment(words));
            else if (!words.TrueForAll(word => array.Items.Any(item => item.AsString() == word)))
                step.Note(old.Value, RuleFindings.ValueDropped(From, To));
            step.Remove(old);
        }
    }

    private static JsonFragment Fragment(List<string> words) => JsonFragment.Array([.. words.Select(JsonFragment.String)]);

    /// <summary>The words of a string or of an array of strings; <see langword="null"/> for anything else.</summary>
    private static List<string>? Words(SyntaxNode node)
    {
        if (node.AsString() is { } word)
            return word.Length == 0 ? [] : [word];
        return node is ArrayNode array && array.Items.All(item => item.AsString() is not null)
            ? [.. array.Items.Select(item => item.AsString()!)]
            : null;
    }
}

/// <summary>Splits a string that holds several words: a member's value becomes an array, an item of an array becomes several.</summary>
/// <param name="Places">Where the strings are.</param>
/// <param name="Separator">What is between the words.</param>
internal sealed record SplitString(IReadOnlyList<PointerPattern> Places, string Separator) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var kind = new SplitString(options.PatternsBelowRoot("at"), options.OptionalText("separator") ?? ",");
        return kind.Separator.Length > 0 ? kind : throw options.WrongOption("separator", "'separator' must not be empty: nothing would be split.");
    }

    public void Apply(RuleStep step)
    {
        foreach (var group in step.Values(Places).Where(node => node.AsString() is not null).GroupBy(node => node.Parent))
        {
            if (group.Key is ArrayNode array)
                Apply(step, array, [.. group.Where(item => Words(item) is [var first, ..] && first != item.AsString())]);
            else
                group.ToList().ForEach(node => step.Replace(node, Split(node)));
        }
    }

    private void Apply(RuleStep step, ArrayNode array, IReadOnlyList<SyntaxNode> lists)
    {
        var known = array.Items.Select(item => item.AsString()).ToHashSet(StringComparer.Ordinal);
        var words = lists.Select(item => Words(item).Where(known.Add).ToList()).ToList();
        var isSuperfluous = words.Exists(own => own.Count == 0);
        for (var i = 0; i < lists.Count; i++)
        {
            if (words[i].Count == 0)
                step.RemoveItem(lists[i]);
            else if (!isSuperfluous)
                Split(step, array, lists[i], words[i]);
        }
    }

    private static void Split(RuleStep step, ArrayNode array, SyntaxNode item, List<string> words)
    {
        step.Replace(item, JsonFragment.String(words[0]));
        foreach (var word in words.Skip(1))
            step.InsertItemAfter(array, array.IndexOf(item), JsonFragment.String(word));
    }

    private JsonFragment Split(SyntaxNode node) => JsonFragment.Array([.. Words(node).Distinct(StringComparer.Ordinal).Select(JsonFragment.String)]);

    private string[] Words(SyntaxNode node) => node.AsString()!.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Makes sure that an array holds a value.</summary>
/// <param name="Objects">The objects in which the array is.</param>
/// <param name="Key">Name of the array.</param>
/// <param name="Value">The value.</param>
/// <param name="After">Members to insert a new array after, the first that exists; otherwise it is added at the end.</param>
internal sealed record AddToArray(IReadOnlyList<PointerPattern> Objects, string Key, SyntaxNode Value, IReadOnlyList<string> After) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) =>
        new AddToArray(options.PatternsOrRoot("at"), options.Text("key"), options.Value("value"), options.OptionalTexts("after"));

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects))
            Apply(step, parent);
    }

    private void Apply(RuleStep step, ObjectNode parent)
    {
        switch (parent[Key])
        {
            case null:
                step.InsertAfterFirst(parent, After, Key, JsonFragment.Array(JsonFragment.From(Value)));
                break;
            case ArrayNode array when array.Items.Any(item => JsonEquality.AreEqual(item, Value)):
                break;
            case ArrayNode array:
                step.InsertItemAfter(array, array.Count - 1, JsonFragment.From(Value));
                break;
            case { } other:
                step.Note(other, RuleFindings.UnknownShape(Key));
                break;
        }
    }
}

/// <summary>Replaces a flag that says that a text exists by the locale key of the text.</summary>
/// <param name="Objects">Where the flags are.</param>
/// <param name="Except">Objects among those in which people name the members.</param>
/// <param name="From">Name of the flag.</param>
/// <param name="To">Name of the member that holds the key.</param>
/// <param name="Value">The key; <c>{name}</c> stands for the name of the object.</param>
internal sealed record FlagToKey(IReadOnlyList<PointerPattern> Objects, IReadOnlyList<PointerPattern> Except, string From, string To, string Value) : IRuleKind
{
    private const string Name = "{name}";

    public static IRuleKind Read(RuleOptions options)
    {
        var objects = options.Patterns("at");
        var kind = new FlagToKey(objects, options.Exceptions("except", objects), options.Text("from"), options.Text("to"), options.Text("value"));
        if (kind.From == kind.To)
            throw options.WrongOption("to", $"'{kind.To}' is the name of the flag too; the key needs another name.");
        if (kind.NeedsName && objects.Any(pattern => pattern.IsRoot))
            throw options.WrongOption("value", $"'{Name}' stands for the name of an object, and the manifest itself has none.");
        if (kind.NeedsName && objects.FirstOrDefault(pattern => RuleOptions.RefuseItems(pattern) is not null) is { } items)
            throw options.WrongOption("value", $"'{Name}' stands for the name of an object, and the items at '{items}' have none.");
        return kind;
    }

    private bool NeedsName => Value.Contains(Name, StringComparison.Ordinal);

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects, Except))
        {
            if (parent.Find(From) is { } flag)
                Apply(step, parent, flag);
        }
    }

    private void Apply(RuleStep step, ObjectNode parent, ObjectMember flag)
    {
        if (NeedsName && parent.Member is null)
        {
            step.NoteUnknownShape(flag.Value);
        }
        else if (flag.Value.Is(true) && parent.Find(To) is null)
        {
            var key = Value.Replace(Name, parent.Member?.Key ?? "", StringComparison.Ordinal);
            if (!Locales.HaveText(step, key))
                step.Note(flag.Value, RuleFindings.TextMissing(key));
            step.Rename(flag, To, JsonFragment.String(key));
        }
        else if (flag.Value.Is(true) || flag.Value.Is(false))
        {
            step.Remove(flag);
        }
        else
        {
            step.Note(flag.Value, RuleFindings.UnknownShape(From));
        }
    }
}
