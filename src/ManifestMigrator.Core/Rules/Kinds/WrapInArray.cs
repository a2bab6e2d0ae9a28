using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Turns a member with one string, or an array nobody reads, into the array that readers look for.</summary>
/// <param name="Objects">Where the members stand.</param>
/// <param name="From">Name of the old member.</param>
/// <param name="To">Name of the array; an array that is there and not empty stays as it is.</param>
internal sealed record WrapInArray(IReadOnlyList<PointerPattern> Objects, string From, string To) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new WrapInArray(options.Patterns("at"), options.Text("from"), options.Text("to"));

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects))
        {
            if (parent.Find(From) is { } old)
                Apply(step, old, parent.Find(To));
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
            step.Rename(old, To, old.Value is ArrayNode ? null : JsonFragment.Array([.. words.Select(JsonFragment.String)]));
        }
        else
        {
            var array = (ArrayNode)target.Value;
            if (array.Count == 0)
                step.Replace(array, JsonFragment.Array([.. words.Select(JsonFragment.String)]));
            else if (!words.TrueForAll(word => array.Items.Any(item => item.AsString() == word)))
                step.Note(old.Value, RuleFindings.ValueDropped(From, To));
            step.Remove(old);
        }
    }

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
