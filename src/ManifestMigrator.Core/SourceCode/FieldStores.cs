namespace ManifestMigrator.SourceCode;

/// <summary>Where the code stores the fields, and where something else has surely taken their place since.</summary>
internal sealed class FieldStores(SharedObjects objects)
{
    private readonly Dominance _dominance = new();
    private readonly Dictionary<(Binding Binding, FieldValue Value), SortedSet<int>> _stores = [];
    private readonly HashSet<(Binding Binding, FieldValue Value)> _own = [];

    /// <summary>Notes that a name has a value.</summary>
    /// <param name="binding">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">The token that stores it; -1 where the name has it from the beginning.</param>
    /// <param name="isOrigin">Whether the library supplies it, not a store in the code.</param>
    /// <returns>Whether that is new.</returns>
    public bool Add(Binding binding, FieldValue value, int place, bool isOrigin) => Add(binding, value, place) | (!isOrigin && _own.Add((binding, value)));

    private bool Add(Binding binding, FieldValue value, int place)
    {
        if (place < 0)
            return false;
        if (!_stores.TryGetValue((binding, value), out var stores))
            _stores[(binding, value)] = stores = [];
        return stores.Add(place);
    }

    /// <summary>Whether the code surely put something of its own in the place of what the library supplies, and never stores the fields there.</summary>
    public bool IsMemberReplaced(CodeFile file, Binding binding, FieldValue value, int use) =>
        value.Depth == 1 && !_own.Contains((binding, value)) && IsOverwritten(file, binding, value.Head, value, use);

    /// <summary>Whether something else was surely assigned to the name before, and the value not since.</summary>
    public bool IsReplaced(CodeFile file, Binding binding, FieldValue value, int use)
    {
        var stores = _stores.GetValueOrDefault((binding, value));
        var last = binding.Assignments.BinarySearch(use) is var found && found < 0 ? ~found - 1 : found - 1;
        for (var i = last; i >= 0 && i > last - Dominance.Reach; i--)
        {
            var equals = binding.Assignments[i];
            if (stores?.Contains(equals) == true)
                return false;
            if (_dominance.Precedes(file.Structure, file.Structure.Target(equals), equals, use))
                return !IsStoredBetween(file, binding, value, equals, use);
        }
        return false;
    }

    /// <summary>Whether the code surely set the field itself before, and did not store the value again since.</summary>
    public bool IsOverwritten(CodeFile file, Binding binding, string name, FieldValue value, int use)
    {
        var writes = _dominance.Writes(file, binding, name);
        var last = writes.BinarySearch(use) is var found && found < 0 ? ~found - 1 : found - 1;
        for (var i = last; i >= 0 && i > last - Dominance.Reach; i--)
        {
            if (_dominance.Precedes(file.Structure, writes[i], Expressions.MemberAt(file, writes[i])!.Last + 1, use)
                || Dominance.BranchesPrecede(file.Structure, writes, writes[i], use))
                return !IsStoredBetween(file, binding, value, writes[i], use);
        }
        return false;
    }

    private bool IsStoredBetween(CodeFile file, Binding binding, FieldValue value, int earlier, int use) =>
        _stores.TryGetValue((binding, value), out var stores)
            && (stores.Count > Dominance.Reach || stores.Any(store => Dominance.MayComeBetween(file.Structure, earlier, store, use)));

    /// <summary>The fields that the code surely sets itself before it gives them to a function.</summary>
    public IEnumerable<string> SetBefore(CodeFile file, int name, FieldValue value) =>
        value.Path.Length == 0 && file.Tokens.IsName(name) && objects.BindingOf(file, name) is { } binding
            ? _dominance.WrittenMembers(file, binding).Where(member => IsOverwritten(file, binding, member, value, name))
            : [];
}
