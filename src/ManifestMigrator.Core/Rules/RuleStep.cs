using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.Rules;

/// <summary>A change as a rule asks for it; its new value is read from the text that results.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Offset">Offset in the text of the step.</param>
/// <param name="PointerBefore">Place before; empty for an insertion.</param>
/// <param name="PointerAfter">Place after; empty for a removal.</param>
/// <param name="ValueBefore">JSON text before; empty for an insertion.</param>
internal sealed record PlannedChange(ChangeKind Kind, int Offset, string PointerBefore, string PointerAfter, string ValueBefore)
{
    /// <summary>Whether a value that got another name or place has to be the same there.</summary>
    public bool KeepsValue { get; init; }
}

/// <summary>One application of one rule to one text: what it changes, and what it reports.</summary>
internal sealed class RuleStep(Rule rule, SyntaxTree document, ManifestOrigin origin, Mappings mappings)
{
    private readonly JsonEditor _editor = new();
    private readonly List<PlannedChange> _changes = [];
    private readonly List<PlacedFinding> _findings = [];
    private readonly Dictionary<ArrayNode, int> _insertedItems = [];
    private readonly HashSet<SyntaxNode> _changed = [];
    private readonly HashSet<SyntaxNode> _aroundChanged = [];

    public ObjectNode Root { get; } = (ObjectNode)document.Root!;

    public ManifestOrigin Origin => origin;

    public IReadOnlyList<PlannedChange> Changes => _changes;

    /// <summary>Findings and the offsets in the step's own text they are about.</summary>
    public IReadOnlyList<PlacedFinding> Findings => _findings;

    public IReadOnlyList<TextEdit> Edits() => _editor.Edits();

    /// <summary>Whether a rule, enabled or not, handles a key.</summary>
    public bool IsClaimed(string key) => mappings.IsClaimed(key);

    /// <summary>The values that patterns match.</summary>
    /// <remarks>
    /// After a value has been changed, values inside it and around it are left to the next application: their pointers may no longer
    /// be what they were.
    /// </remarks>
    public IEnumerable<SyntaxNode> Values(IReadOnlyList<PointerPattern> patterns)
    {
        foreach (var node in patterns.SelectMany(pattern => pattern.Select(Root)).Distinct().Where(node => !IsMisplaced(node)))
        {
            if (_aroundChanged.Contains(node) || SelfAndAncestors(node).Any(_changed.Contains))
                continue;

            var before = _changes.Count;
            yield return node;
            if (_changes.Count > before)
            {
                _changed.Add(node);
                _aroundChanged.UnionWith(SelfAndAncestors(node));
            }
        }
    }

    /// <summary>The values that a pattern matches, each with the names or numbers matched by <c>*</c>.</summary>
    public IEnumerable<PatternMatch> Matches(PointerPattern pattern) =>
        pattern.Matches(Root).Where(match => !IsMisplaced(match.Node));

    /// <summary>The objects that patterns match, except those matched by other patterns.</summary>
    public IEnumerable<ObjectNode> Objects(IReadOnlyList<PointerPattern> patterns, IReadOnlyList<PointerPattern>? except = null)
    {
        var found = Values(patterns).OfType<ObjectNode>();
        return except is null or [] ? found : found.Except(Values(except).OfType<ObjectNode>());
    }

    /// <summary>Gives a member another key and, if one is given, another value.</summary>
    public void Rename(ObjectMember member, string key, JsonFragment? value = null)
    {
        _editor.RenameKey(member, key);
        if (value is not null)
            _editor.Replace(member.Value, value);
        var pointerAfter = Below(member.Value.Parent!, key);
        Record(new PlannedChange(ChangeKind.Rename, member.KeySpan.Start, member.Pointer, pointerAfter, member.Value.Text) { KeepsValue = value is null });
    }

    public void Replace(SyntaxNode node, JsonFragment value)
    {
        _editor.Replace(node, value);
        Record(new PlannedChange(ChangeKind.Replace, node.Span.Start, node.Pointer, PointerAfter(node), node.Text));
    }

    public void Remove(ObjectMember member)
    {
        _editor.Remove(member);
        Record(new PlannedChange(ChangeKind.Remove, member.KeySpan.Start, member.Pointer, "", member.Value.Text));
    }

    /// <summary>Removes an item. Nothing else in its array may change in this step, so that the indexes of the other items stay known.</summary>
    public void RemoveItem(SyntaxNode item)
    {
        _editor.RemoveItem(item);
        Record(new PlannedChange(ChangeKind.Remove, item.Span.Start, item.Pointer, "", item.Text));
    }

    public void InsertAfter(ObjectMember sibling, string key, JsonFragment value)
    {
        _editor.InsertAfter(sibling, key, value);
        RecordInsert(sibling.Span.End, sibling.Value.Parent!, key);
    }

    public void InsertFirst(ObjectNode parent, string key, JsonFragment value)
    {
        _editor.InsertFirst(parent, key, value);
        RecordInsert(parent.Span.Start, parent, key);
    }

    public void InsertLast(ObjectNode parent, string key, JsonFragment value)
    {
        if (parent.Count > 0)
        {
            InsertAfter(parent.Members[^1], key, value);
            return;
        }
        _editor.InsertLast(parent, key, value);
        RecordInsert(parent.Span.Start, parent, key);
    }

    /// <summary>Inserts a member after the first of the given siblings that exists, or at the end.</summary>
    public void InsertAfterFirst(ObjectNode parent, IReadOnlyList<string> siblings, string key, JsonFragment value)
    {
        if (siblings.Select(parent.Find).FirstOrDefault(found => found is not null) is { } sibling)
            InsertAfter(sibling, key, value);
        else
            InsertLast(parent, key, value);
    }

    /// <summary>Inserts an item after another one and after those already inserted there. Insert from front to back.</summary>
    public void InsertItemAfter(ArrayNode parent, int index, JsonFragment value)
    {
        _editor.InsertItemAfter(parent, index, value);
        _insertedItems[parent] = _insertedItems.GetValueOrDefault(parent) + 1;
        Record(new PlannedChange(ChangeKind.Insert, parent.Span.Start, "", JsonPointer.Append(parent.Pointer, index + _insertedItems[parent]), ""));
    }

    /// <summary>Copies a member's value into an object; the caller still has to remove the member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="parent">The object.</param>
    /// <param name="keys">The keys from the object to the value; the objects on the way are made.</param>
    /// <param name="first">Whether to insert it before the other members instead of after them.</param>
    public void MoveInto(ObjectMember member, ObjectNode parent, IReadOnlyList<string> keys, bool first = false)
    {
        var value = keys.Skip(1).Reverse().Aggregate(JsonFragment.Existing(member.Value), (inner, key) => JsonFragment.Object((key, inner)));
        if (first)
            _editor.InsertFirst(parent, keys[0], value);
        else if (parent.Count > 0)
            _editor.InsertAfter(parent.Members[^1], keys[0], value);
        else
            _editor.InsertLast(parent, keys[0], value);
        if (keys.Count > 1)
            RecordInsert(member.KeySpan.Start, parent, keys[0]);
        RecordMove(member, keys.Aggregate(parent.Pointer, JsonPointer.Append));
    }

    /// <summary>Copies a member's value to after another member, perhaps of another object; the caller still has to remove the member.</summary>
    public void MoveAfter(ObjectMember member, ObjectMember sibling, string key, JsonFragment value)
    {
        _editor.InsertAfter(sibling, key, value);
        RecordMove(member, Below(sibling.Value.Parent!, key));
    }

    /// <summary>Removes a member that was recorded as moved.</summary>
    public void TakeOut(ObjectMember member) => _editor.Remove(member);

    /// <summary>Records that a value reappears unchanged elsewhere; another change makes the edits.</summary>
    public void RecordMove(ObjectMember member, string pointerAfter) =>
        Record(new PlannedChange(ChangeKind.Move, member.KeySpan.Start, member.Pointer, pointerAfter, member.Value.Text) { KeepsValue = true });

    /// <summary>Records a member inside a value that another change inserts.</summary>
    public void RecordInsert(int offset, string pointerAfter) => Record(new PlannedChange(ChangeKind.Insert, offset, "", pointerAfter, ""));

    /// <summary>Reports that a value has a shape the rule does not know.</summary>
    public void NoteUnknownShape(SyntaxNode node)
    {
        var named = node;
        while (named is { Member: null, Parent: { } parent })
            named = parent;
        Note(node, RuleFindings.UnknownShape(named.Member?.Key ?? ""));
    }

    /// <summary>Raises a finding of the rule's severity about a value.</summary>
    public void Note(SyntaxNode node, RuleFinding finding) => Note(node, finding, rule.Severity);

    public void Note(SyntaxNode node, RuleFinding finding, Severity severity) => Note(node, node.Pointer, finding, severity);

    /// <summary>Raises a finding about a member that is not there, or not yet.</summary>
    /// <param name="parent">The object it belongs into.</param>
    /// <param name="key">Its name.</param>
    /// <param name="place">The value whose line is shown.</param>
    /// <param name="finding">The finding.</param>
    public void NoteMember(ObjectNode parent, string key, SyntaxNode place, RuleFinding finding) =>
        Note(place, Below(parent, key), finding, rule.Severity);

    /// <summary>What somebody has to fix or decide weighs more than what is only worth knowing, whatever the rule says.</summary>
    private void Note(SyntaxNode place, string pointer, RuleFinding noted, Severity severity)
    {
        var finding = new Finding(severity, noted.Code, pointer, noted.Message, noted.Hint) { Rule = rule.Id };
        var isLight = severity == Severity.Info && finding.Action is (FindingAction.Fix or FindingAction.Decide);
        _findings.Add(new PlacedFinding(isLight ? finding with { Severity = Severity.Warning } : finding, place.Member?.KeySpan.Start ?? place.Span.Start));
    }

    private void RecordInsert(int offset, ContainerNode parent, string key) => RecordInsert(offset, Below(parent, key));

    private void Record(PlannedChange change) => _changes.Add(change);

    private string PointerAfter(SyntaxNode node) => node.Parent is ArrayNode array && _insertedItems.TryGetValue(array, out var inserted)
        ? JsonPointer.Append(array.Pointer, node.Index + inserted)
        : node.Pointer;

    private static IEnumerable<SyntaxNode> SelfAndAncestors(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
            yield return current;
    }

    private static string Below(ContainerNode parent, string key) => JsonPointer.Append(parent.Pointer, key);

    /// <summary>
    /// Whether a value is in an array where version 2 has an object, or the reverse. Its meaning is unknown, so no rule touches it.
    /// </summary>
    private static bool IsMisplaced(SyntaxNode node) => node.Parent is { } parent && (IsMisshapen(parent) || IsMisplaced(parent));

    private static bool IsMisshapen(ContainerNode container) => JsonPointer.Split(container.Pointer) is { Length: > 0 } place
        && (container is ArrayNode ? KnownProperties.ShapeAt(place) == Shape.Object : KnownProperties.HasArrayAt(place));
}
