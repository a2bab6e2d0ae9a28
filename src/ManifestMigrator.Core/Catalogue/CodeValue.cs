namespace ManifestMigrator.Catalogue;

/// <summary>A value as far as the code tells it without being run.</summary>
internal abstract record CodeValue
{
    /// <summary>Number of values in it, itself among them; a value that several names stand for counts each time.</summary>
    public virtual int Size => 1;
}

internal sealed record CodeText(string Value) : CodeValue;

/// <param name="Json">A number, <c>true</c>, <c>false</c> or <c>null</c>, as JSON writes it.</param>
internal sealed record CodeLiteral(string Json) : CodeValue;

internal sealed record CodeArray(IReadOnlyList<CodeValue> Items) : CodeValue
{
    public override int Size { get; } = 1 + Items.Sum(item => item.Size);
}

/// <param name="Members">In the order of the code; of a key that stands twice, the last counts.</param>
internal sealed record CodeObject(IReadOnlyList<(string Key, CodeValue Value)> Members) : CodeValue
{
    public override int Size { get; } = 1 + Members.Sum(member => member.Value.Size);

    public CodeValue? this[string key] => Members.LastOrDefault(member => member.Key == key).Value;
}

/// <summary>Something that only running the code would tell.</summary>
/// <param name="Name">The name it has, where it is nothing but a name; otherwise empty. More of the code is never kept: it may hold secrets.</param>
internal sealed record CodeComputed(string Name) : CodeValue;
