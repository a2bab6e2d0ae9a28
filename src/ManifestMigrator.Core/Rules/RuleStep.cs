using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.Rules;

/// <summary>One application of one rule to one text: what it changes, and what it notices.</summary>
internal sealed class RuleStep(Rule rule, SyntaxTree document, ManifestOrigin origin)
{
    private readonly JsonEditor _editor = new();
    private readonly List<PlannedChange> _changes = [];
    private readonly List<(Finding Finding, int Offset)> _findings = [];
    private readonly Dictionary<ArrayNode, int> _insertedItems = [];

    public ObjectNode Root { get; } = (ObjectNode)document.Root!;

    public ManifestOrigin Origin => origin;

    public IReadOnlyList<PlannedChange> Changes => _changes;

    /// <summary>Findings and the offsets in the step's own text they are about.</summary>
    public IReadOnlyList<(Finding Finding, int Offset)> Findings => _findings;

    public IReadOnlyList<TextEdit> Edits() => _editor.Edits();

    /// <summary>The values that patterns stand for.</summary>
    public IEnumerable<SyntaxNode> Values(IReadOnlyList<PointerPattern> patterns) => patterns.SelectMany(pattern => pattern.Select(Root));

    /// <summary>The objects that patterns stand for. An object in an array has no name: no manifest was ever meant to have one there.</summary>
    public IEnumerable<ObjectNode> Objects(IReadOnlyList<PointerPattern> patterns) =>
        Values(patterns).OfType<ObjectNode>().Where(found => found.Parent is not ArrayNode);

    /// <summary>The objects that patterns stand for, without those of other patterns.</summary>
    public IEnumerable<ObjectNode> Objects(IReadOnlyList<PointerPattern> patterns, IReadOnlyList<PointerPattern> except) =>
        except.Count == 0 ? Objects(patterns) : Objects(patterns).Except(Values(except).OfType<ObjectNode>());

    /// <summary>Gives a member another key and, if one is given, another value.</summary>
    public void Rename(ObjectMember member, string key, JsonFragment? value = null)
    {
        _editor.RenameKey(member, key);
        if (value is not null)
            _editor.Replace(member.Value, value);
        Record(ChangeKind.Rename, member.KeySpan.Start, member.Pointer, Below(member.Value.Parent!, key), member.Value.Text);
    }

    public void Replace(SyntaxNode node, JsonFragment value)
    {
        _editor.Replace(node, value);
        Record(ChangeKind.Replace, node.Span.Start, node.Pointer, PointerAfter(node), node.Text);
    }

    public void Remove(ObjectMember member)
    {
        _editor.Remove(member);
        Record(ChangeKind.Remove, member.KeySpan.Start, member.Pointer, "", member.Value.Text);
    }

    /// <summary>Takes an item out. Its array is left alone otherwise in this step, so that the places of the other items are known.</summary>
    public void RemoveItem(SyntaxNode item)
    {
        _editor.RemoveItem(item);
        Record(ChangeKind.Remove, item.Span.Start, item.Pointer, "", item.Text);
    }

    public void InsertAfter(ObjectMember sibling, string key, JsonFragment value)
    {
        _editor.InsertAfter(sibling, key, value);
        Record(ChangeKind.Insert, sibling.Span.End, "", Below(sibling.Value.Parent!, key), "");
    }

    public void InsertFirst(ObjectNode parent, string key, JsonFragment value)
    {
        _editor.InsertFirst(parent, key, value);
        Record(ChangeKind.Insert, parent.Span.Start, "", Below(parent, key), "");
    }

    /// <summary>Puts a member at the top level behind the first of some siblings that is there, else at the end.</summary>
    public void InsertBehind(IReadOnlyList<string> siblings, string key, JsonFragment value)
    {
        if (siblings.Select(Root.Find).FirstOrDefault(found => found is not null) is { } sibling)
            InsertAfter(sibling, key, value);
        else
            InsertLast(Root, key, value);
    }

    public void InsertLast(ObjectNode parent, string key, JsonFragment value)
    {
        if (parent.Count > 0)
        {
            InsertAfter(parent.Members[^1], key, value);
            return;
        }
        _editor.InsertLast(parent, key, value);
        Record(ChangeKind.Insert, parent.Span.Start, "", Below(parent, key), "");
    }

    /// <summary>Puts an item behind another one, and behind those that were put there before. Items are put in from front to back.</summary>
    public void InsertItemAfter(ArrayNode parent, int index, JsonFragment value)
    {
        _editor.InsertItemAfter(parent, index, value);
        _insertedItems[parent] = _insertedItems.GetValueOrDefault(parent) + 1;
        Record(ChangeKind.Insert, parent.Span.Start, "", JsonPointer.Append(parent.Pointer, index + _insertedItems[parent]), "");
    }

    /// <summary>Puts a member's value behind another member, perhaps of another object, and takes it out where it stands.</summary>
    public void MoveAfter(ObjectMember member, ObjectMember sibling, string key, JsonFragment value)
    {
        _editor.InsertAfter(sibling, key, value);
        Record(ChangeKind.Move, member.KeySpan.Start, member.Pointer, Below(sibling.Value.Parent!, key), member.Value.Text);
    }

    /// <summary>Raises a finding of the rule's severity about a value.</summary>
    public void Note(SyntaxNode node, RuleFinding finding) => Note(node, finding, rule.Severity);

    public void Note(SyntaxNode node, RuleFinding finding, Severity severity) =>
        _findings.Add((
            new Finding(severity, finding.Code, node.Pointer, finding.Message, finding.Hint) { Rule = rule.Id },
            node.Member?.KeySpan.Start ?? node.Span.Start));

    private void Record(ChangeKind kind, int offset, string before, string after, string valueBefore) =>
        _changes.Add(new PlannedChange(kind, offset, before, after, valueBefore));

    private string PointerAfter(SyntaxNode node) => node.Parent is ArrayNode array && _insertedItems.TryGetValue(array, out var inserted)
        ? JsonPointer.Append(array.Pointer, node.Index + inserted)
        : node.Pointer;

    private static string Below(ContainerNode parent, string key) => JsonPointer.Append(parent.Pointer, key);
}
