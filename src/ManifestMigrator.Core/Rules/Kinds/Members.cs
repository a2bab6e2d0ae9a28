using System.Text.RegularExpressions;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Renames a member in place and replaces values that readers misunderstand.</summary>
/// <param name="Objects">Where the members are.</param>
/// <param name="Except">Objects among those in which people name the members.</param>
/// <param name="From">Old names; the new one among them when its value is to be looked at too.</param>
/// <param name="To">The new name.</param>
/// <param name="Values">Values to be replaced.</param>
/// <param name="TargetWins">Whether to remove the old member when the new one exists with another value.</param>
internal sealed record RenameKey(
    IReadOnlyList<PointerPattern> Objects,
    IReadOnlyList<PointerPattern> Except,
    IReadOnlyList<string> From,
    string To,
    Replacements Values,
    bool TargetWins) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var objects = options.Patterns("at");
        var from = options.Texts("from");
        var to = options.Text("to");
        var values = options.Replacements("values");
        if (values.Pairs.Count == 0 && from.All(name => name == to))
            throw options.WrongOption("from", $"The only old name is '{to}', which is the new one too, and no values are given: the rule would do nothing.");
        var targetWins = options.Choice("both", "finding", "target-wins") == "target-wins";
        return new RenameKey(objects, options.Exceptions("except", objects), from, to, values, targetWins);
    }

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects, Except))
        {
            var old = From.Where(name => name != To).Distinct(StringComparer.Ordinal).Select(parent.Find).OfType<ObjectMember>().ToList();
            if (parent.Find(To) is { } target)
            {
                var correction = From.Contains(To, StringComparer.Ordinal) ? Values.For(target.Value) : null;
                if (correction is not null)
                    Correct(step, target, correction);
                old.ForEach(member => Join(step, member, correction ?? target.Value));
            }
            else if (old.Count > 0)
            {
                Rename(step, old[0]);
            }
        }
    }

    private void Rename(RuleStep step, ObjectMember member)
    {
        var replacement = Values.For(member.Value);
        if (replacement is not null)
            step.Note(member.Value, RuleFindings.ValueType(member.Value.Text, replacement.Text));
        step.Rename(member, To, replacement is null ? null : JsonFragment.From(replacement));
    }

    private static void Correct(RuleStep step, ObjectMember member, SyntaxNode replacement)
    {
        step.Note(member.Value, RuleFindings.ValueType(member.Value.Text, replacement.Text));
        step.Replace(member.Value, JsonFragment.From(replacement));
    }

    /// <summary>The new name is taken: what says the same can go.</summary>
    private void Join(RuleStep step, ObjectMember old, SyntaxNode target)
    {
        var areEqual = JsonEquality.AreEqual(Values.For(old.Value) ?? old.Value, target);
        if (!areEqual)
            step.Note(old.Value, TargetWins ? RuleFindings.ValueDropped(old.Key, To) : RuleFindings.BothPresent(old.Key, To));
        if (areEqual || TargetWins)
            step.Remove(old);
    }
}

/// <summary>Moves a member to another place; the objects on the way are made.</summary>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it goes; each <c>*</c> stands for the same name as in <paramref name="From"/>.</param>
/// <param name="Prune">Objects to remove too when nothing else is left in them.</param>
/// <param name="TargetWins">Whether to remove the old member when another value already exists.</param>
internal sealed record MoveMember(PointerPattern From, PointerPattern To, IReadOnlyList<PointerPattern> Prune, bool TargetWins) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var from = options.Pattern("from");
        var to = options.Pattern("to");
        if (from.IsRoot)
            throw options.WrongOption("from", "The empty pointer is the whole manifest, which cannot be moved.");
        if (RuleOptions.RefuseItems(from) is { } refusal)
            throw options.WrongOption("from", refusal);
        if (to.IsRoot)
            throw options.WrongOption("to", "The empty pointer is the whole manifest; nothing can take its place.");
        if (to.Wildcards != from.Wildcards)
            throw options.WrongOption("to", $"'{to}' has {to.Wildcards} '*' and 'from' has {from.Wildcards}: each stands for the same name in both.");
        if (to.CanContain(from) || from.CanContain(to))
            throw options.WrongOption("to", $"'{to}' and '{from}' are the same place, or one is in the other: the rule would never act.");
        var prune = options.Holders("prune", [from]);
        if (prune.FirstOrDefault(pattern => pattern.CanContain(to)) is { } kept)
            throw options.WrongOption("prune", $"The value goes into '{kept}', which is never left empty.");
        return new MoveMember(from, to, prune, options.Choice("both", "finding", "target-wins") == "target-wins");
    }

    public void Apply(RuleStep step)
    {
        var taken = new List<ObjectMember>();
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in step.Matches(From))
        {
            if (match.Node.Member is { } member)
                Move(step, member, To.Filled(match.Names), taken, made);
            else
                step.NoteUnknownShape(match.Node);
        }
        RemoveMember.TakeOut(step, taken, Prune, step.TakeOut);
    }

    /// <summary>Moves one member, unless something else is already moving to its place; then the next application moves it.</summary>
    private void Move(RuleStep step, ObjectMember member, IReadOnlyList<string> path, List<ObjectMember> taken, HashSet<string> made)
    {
        SyntaxNode place = step.Root;
        for (var depth = 0; depth < path.Count; depth++)
        {
            var next = place switch
            {
                ObjectNode @object => @object[path[depth]],
                ArrayNode array => PointerPattern.Item(array, path[depth]),
                _ => null,
            };
            if (next is not null)
            {
                place = next;
            }
            else if (place is not ObjectNode parent)
            {
                step.Note(member.Value, RuleFindings.UnknownShape(path[Math.Max(0, depth - 1)]));
                return;
            }
            else
            {
                var missing = Enumerable.Range(depth + 1, path.Count - depth - 1).FirstOrDefault(length => KnownProperties.HasArrayAt([.. path.Take(length)]));
                if (missing > 0)
                {
                    step.Note(member.Value, RuleFindings.ArrayMissing(path[missing - 1]));
                    return;
                }
                if (!made.Add(JsonPointer.Append(parent.Pointer, path[depth])))
                    return;
                if (depth == path.Count - 1 && parent == member.Value.Parent)
                {
                    step.Rename(member, path[depth]);
                    return;
                }
                step.MoveInto(member, parent, [.. path.Skip(depth)]);
                taken.Add(member);
                return;
            }
        }
        Join(step, member, place, path[^1]);
    }

    /// <summary>A value is there already: what says the same can go.</summary>
    private void Join(RuleStep step, ObjectMember old, SyntaxNode target, string name)
    {
        var areEqual = JsonEquality.AreEqual(old.Value, target);
        if (!areEqual)
            step.Note(old.Value, TargetWins ? RuleFindings.ValueDropped(old.Key, name) : RuleFindings.BothPresent(old.Key, name));
        if (areEqual || TargetWins)
            step.Remove(old);
    }
}

/// <summary>Takes members out.</summary>
/// <param name="Members">Which ones.</param>
/// <param name="Prune">Objects to remove too when nothing else is left in them.</param>
/// <param name="Unless">The values that stay; <see langword="null"/> for none.</param>
internal sealed record RemoveMember(IReadOnlyList<PointerPattern> Members, IReadOnlyList<PointerPattern> Prune, Func<SyntaxNode, bool>? Unless) : IRuleKind
{
    /// <summary>The words of <c>unless</c>.</summary>
    private static readonly Dictionary<string, Func<SyntaxNode, bool>> Shapes = new(StringComparer.Ordinal)
    {
        ["string"] = Shape.Text.Fits,
        ["number"] = Shape.Number.Fits,
        ["boolean"] = Shape.Boolean.Fits,
        ["object"] = Shape.Object.Fits,
        ["array"] = Shape.Array.Fits,
        ["strings"] = Shape.Texts.Fits,
        ["two numbers"] = node => node is ArrayNode { Items: [var first, var second] } && Shape.Number.Fits(first) && Shape.Number.Fits(second),
    };

    public static IRuleKind Read(RuleOptions options)
    {
        var members = options.PatternsOfMembers("at");
        var unless = options.OptionalText("unless") is null ? null : options.Choice("unless", [.. Shapes.Keys]);
        return new RemoveMember(members, options.Holders("prune", members), unless is null ? null : Shapes[unless]);
    }

    public void Apply(RuleStep step)
    {
        var values = step.Values(Members).Where(node => Unless?.Invoke(node) is not true).ToList();
        values.FindAll(node => node.Parent is ArrayNode).ForEach(step.NoteUnknownShape);
        var members = values.Select(node => node.Member).OfType<ObjectMember>().ToList();
        if (Unless is not null)
            members.ForEach(member => step.Note(member.Value, RuleFindings.ValueRemoved(member.Key, member.Value.Text)));
        TakeOut(step, members, Prune, step.Remove);
    }

    /// <summary>Takes members out, and objects in which nothing else is left.</summary>
    /// <param name="step">The application of the rule.</param>
    /// <param name="members">The members.</param>
    /// <param name="prune">The objects that may go.</param>
    /// <param name="takeOut">How to remove a member whose object stays.</param>
    public static void TakeOut(RuleStep step, IReadOnlyCollection<ObjectMember> members, IReadOnlyList<PointerPattern> prune, Action<ObjectMember> takeOut)
    {
        var emptied = step.Values(prune).OfType<ObjectNode>().Where(parent => parent.Count > 0 && parent.Members.All(members.Contains)).ToHashSet();
        foreach (var member in members.Where(member => !emptied.Contains(member.Value.Parent!)))
            takeOut(member);
        foreach (var member in emptied.Select(parent => parent.Member).OfType<ObjectMember>())
            step.Remove(member);
    }
}

/// <summary>Adds a member that is not there yet.</summary>
/// <param name="Objects">The objects that get it.</param>
/// <param name="Except">Objects among those that do not.</param>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="After">Members to insert it after, the first that exists; otherwise it is added at the end.</param>
/// <param name="Permission">Doctype the member is of no use without a permission for; <see langword="null"/> for none.</param>
/// <param name="Instead">Older values that are replaced when the member is there.</param>
/// <param name="Suggest">Doctype of a permission → what may be the better value, for a finding.</param>
internal sealed record AddMember(
    IReadOnlyList<PointerPattern> Objects,
    IReadOnlyList<PointerPattern> Except,
    string Key,
    SyntaxNode Value,
    IReadOnlyList<string> After,
    string? Permission,
    IReadOnlyList<SyntaxNode> Instead,
    IReadOnlyDictionary<string, string> Suggest) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var objects = options.PatternsOrRoot("at");
        var kind = new AddMember(
            objects,
            options.Exceptions("except", objects),
            options.Text("key"),
            options.Value("value"),
            options.OptionalTexts("after"),
            options.OptionalText("permission"),
            options.OptionalValues("instead"),
            options.OptionalMap("suggest"));
        return kind.Instead.FirstOrDefault(old => JsonEquality.AreEqual(old, kind.Value)) is { } same
            ? throw options.Wrong(same, $"{same.Text} is also the new value; the rule would never finish.")
            : kind;
    }

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects, Except))
            Apply(step, parent);
    }

    private void Apply(RuleStep step, ObjectNode parent)
    {
        if (parent.Find(Key) is { } member)
        {
            if (Instead.Any(old => JsonEquality.AreEqual(old, member.Value)))
                step.Replace(member.Value, JsonFragment.From(Value));
            return;
        }
        if (step.Root["permissions"] is ObjectNode permissions)
            NotePermissions(step, parent, permissions);
        step.InsertAfterFirst(parent, After, Key, JsonFragment.From(Value));
    }

    private void NotePermissions(RuleStep step, ObjectNode parent, ObjectNode permissions)
    {
        var doctypes = permissions.Members.Select(permission => (permission.Value as ObjectNode)?["type"]?.AsString()).ToList();
        if (Permission is not null && !doctypes.Contains(Permission, StringComparer.Ordinal))
            step.NoteMember(parent, Key, permissions, RuleFindings.PermissionMissing(Key, Permission));
        foreach (var doctype in Suggest.Keys.Where(doctype => doctypes.Contains(doctype, StringComparer.Ordinal)))
            step.Note(permissions, RuleFindings.Suggestion(Key, doctype, Suggest[doctype]), Severity.Info);
    }
}

/// <summary>Moves the objects inside an object to its own level, in its place, and marks them.</summary>
/// <param name="Objects">The objects that dissolve.</param>
/// <param name="Except">Names of what stays where it is.</param>
/// <param name="Added">Member that each lifted object gets; replaces one of that name.</param>
/// <param name="Default">Member that each lifted object gets unless it has one of that name; <see langword="null"/> for none.</param>
internal sealed record LiftMembers(
    IReadOnlyList<PointerPattern> Objects,
    IReadOnlyList<string> Except,
    (string Key, SyntaxNode Value) Added,
    (string Key, SyntaxNode Value)? Default) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new LiftMembers(
        options.PatternsOfMembers("at"),
        options.OptionalTexts("except"),
        options.Inner("add").Member(),
        options.OptionalInner("default")?.Member());

    public void Apply(RuleStep step)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in step.Values(Objects))
        {
            if (node is ObjectNode { Member: { } member, Parent: ObjectNode parent } group)
                Lift(step, group, member, parent, taken);
            else
                step.NoteUnknownShape(node);
        }
    }

    /// <param name="step">The application of the rule.</param>
    /// <param name="group">The object that dissolves.</param>
    /// <param name="member">The member whose value it is.</param>
    /// <param name="parent">Where its members go.</param>
    /// <param name="taken">Pointers that other groups have used in this application.</param>
    private void Lift(RuleStep step, ObjectNode group, ObjectMember member, ObjectNode parent, HashSet<string> taken)
    {
        var candidates = group.Members.Where(inner => !Except.Contains(inner.Key, StringComparer.Ordinal)).ToList();
        var liftable = candidates.Where(inner => inner.Value is ObjectNode && parent.Find(inner.Key) is null && taken.Add(JsonPointer.Append(parent.Pointer, inner.Key))).ToList();
        foreach (var inner in liftable)
            Lift(step, inner, (ObjectNode)inner.Value, member, parent);

        if (liftable.Count == group.Count)
        {
            step.Remove(member);
            return;
        }
        liftable.ForEach(step.TakeOut);
        foreach (var inner in candidates.Except(liftable))
            step.Note(inner.Value, inner.Value is ObjectNode ? RuleFindings.NameTaken(inner.Key) : RuleFindings.MemberShape(inner.Key, member.Key));
    }

    private void Lift(RuleStep step, ObjectMember inner, ObjectNode value, ObjectMember sibling, ObjectNode parent)
    {
        var (key, added) = Added;
        var first = Default is { } missing && value.Find(missing.Key) is null ? Default : null;
        if (first is null && JsonEquality.AreEqual(value[key], added))
        {
            step.MoveAfter(inner, sibling, inner.Key, JsonFragment.Existing(value));
            return;
        }

        var pointer = JsonPointer.Append(parent.Pointer, inner.Key);
        var members = value.Members.Select(member => (member.Key, member.KeyIs(key) ? JsonFragment.From(added) : JsonFragment.Existing(member.Value))).ToList();
        if (value.Find(key) is null)
            members.Add((key, JsonFragment.From(added)));
        if (first is var (name, common))
            members.Insert(0, (name, JsonFragment.From(common)));
        step.MoveAfter(inner, sibling, inner.Key, JsonFragment.Object([.. members]));
        if (!JsonEquality.AreEqual(value[key], added))
            step.RecordInsert(inner.Value.Span.End, JsonPointer.Append(pointer, key));
        if (first is not null)
            step.RecordInsert(inner.Value.Span.End, JsonPointer.Append(pointer, first.Value.Key));
    }
}

/// <param name="Pattern">Where the objects are.</param>
/// <param name="Known">The names that are known there.</param>
internal sealed record KnownObjects(PointerPattern Pattern, PropertyTable Known);

/// <summary>Writes the names of properties in snake_case, where that makes them properties that version 2 or a reader knows.</summary>
/// <param name="Objects">Where the properties are, each with the names that are known there.</param>
internal sealed partial record SnakeCaseKeys(IReadOnlyList<KnownObjects> Objects) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var patterns = options.PatternsWhere("at", pattern => KnownProperties.At(pattern.ToString()) is null
            ? $"At '{pattern}', people name the members, or nothing is known of them: the rule would never act."
            : null);
        return new SnakeCaseKeys([.. patterns.Select(pattern => new KnownObjects(pattern, KnownProperties.At(pattern.ToString())!))]);
    }

    public void Apply(RuleStep step)
    {
        foreach (var (pattern, known) in Objects)
        {
            foreach (var parent in step.Objects([pattern]))
                Apply(step, parent, known);
        }
    }

    private static void Apply(RuleStep step, ObjectNode parent, PropertyTable known)
    {
        var candidates = parent.Members.Where(member => IsCamelCase(member.Key) && !known.Has(member.Key) && !step.IsClaimed(member.Key));
        foreach (var spellings in candidates.GroupBy(member => SnakeCase(member.Key), StringComparer.Ordinal))
        {
            if (!known.Has(spellings.Key))
            {
                foreach (var member in spellings)
                    step.Note(member.Value, RuleFindings.UnknownProperty(member.Key));
            }
            else if (parent.Find(spellings.Key) is { } target)
            {
                Join(step, spellings, target);
            }
            else
            {
                step.Rename(spellings.First(), spellings.Key);
            }
        }
    }

    private static void Join(RuleStep step, IEnumerable<ObjectMember> members, ObjectMember target)
    {
        foreach (var member in members)
        {
            if (JsonEquality.AreEqual(member.Value, target.Value))
                step.Remove(member);
            else
                step.Note(member.Value, RuleFindings.BothPresent(member.Key, target.Key));
        }
    }

    private static string SnakeCase(string key) => WordStart().Replace(key, "_$0").ToLowerInvariant();

    private static bool IsCamelCase(string key) =>
        key.Length > 0 && char.IsAsciiLetterLower(key[0]) && key.All(char.IsAsciiLetterOrDigit) && key.Any(char.IsAsciiLetterUpper);

    /// <summary>A capital that begins a word: after a small letter or digit, or before a small letter.</summary>
    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();
}

/// <summary>
/// Corrects the names of members that were meant to be names in another object and differ from them only in capitals, blanks,
/// dashes, low lines or plural.
/// </summary>
/// <param name="Objects">The objects whose members are named.</param>
/// <param name="With">The object with the right names.</param>
internal sealed record MatchKeys(IReadOnlyList<PointerPattern> Objects, PointerPattern With) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var objects = options.Patterns("at");
        var with = options.Pattern("with");
        if (with.Wildcards > 0)
            throw options.WrongOption("with", $"'{with}' must be one object; '*' stands for several.");
        return objects.Any(with.Meets) ? throw options.WrongOption("with", $"'{with}' is among the objects to be corrected.") : new MatchKeys(objects, with);
    }

    public void Apply(RuleStep step)
    {
        if (step.Objects([With]).FirstOrDefault() is not { } names)
            return;
        foreach (var parent in step.Objects(Objects))
            Apply(step, parent, names);
    }

    /// <summary>Renames where one wrong name and one name without a counterpart are alike, and no third.</summary>
    private static void Apply(RuleStep step, ObjectNode parent, ObjectNode names)
    {
        var free = names.Members.Select(member => member.Key).Where(name => parent.Find(name) is null).ToLookup(Letters, StringComparer.Ordinal);
        foreach (var alike in parent.Members.Where(member => names.Find(member.Key) is null).GroupBy(member => Letters(member.Key), StringComparer.Ordinal))
        {
            if (alike.ToList() is [var wrong] && free[alike.Key].ToList() is [var right] && alike.Key.Length > 0)
                step.Rename(wrong, right);
        }
    }

    private static string Letters(string name)
    {
        var letters = string.Concat(name.Where(letter => letter is not ('_' or '-') && !char.IsWhiteSpace(letter))).ToLowerInvariant();
        return letters.EndsWith('s') ? letters[..^1] : letters;
    }
}
