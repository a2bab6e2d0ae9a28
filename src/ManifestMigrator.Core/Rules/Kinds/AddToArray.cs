using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Makes sure that an array at the top level holds a string.</summary>
/// <param name="Key">Name of the array.</param>
/// <param name="Value">The string.</param>
/// <param name="After">Members a new array goes behind, the first that is there; without one it goes to the end.</param>
internal sealed record AddToArray(string Key, string Value, IReadOnlyList<string> After) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new AddToArray(options.Text("key"), options.Text("value"), options.OptionalTexts("after"));

    public void Apply(RuleStep step)
    {
        switch (step.Root[Key])
        {
            case null:
                step.InsertBehind(After, Key, JsonFragment.Array(JsonFragment.String(Value)));
                break;
            case ArrayNode array when array.Items.Any(item => item.AsString() == Value):
                break;
            case ArrayNode array:
                step.InsertItemAfter(array, array.Count - 1, JsonFragment.String(Value));
                break;
            case { } other:
                step.Note(other, RuleFindings.UnknownShape(Key));
                break;
        }
    }
}
