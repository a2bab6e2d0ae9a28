using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Replaces a flag that says that a text exists by the locale key of the text.</summary>
/// <param name="Objects">Where the flags stand.</param>
/// <param name="Except">Objects among those in which members are named by people.</param>
/// <param name="From">Name of the flag.</param>
/// <param name="To">Name of the member that holds the key.</param>
/// <param name="Value">The key; <c>{name}</c> stands for the name of the object.</param>
internal sealed record FlagToKey(IReadOnlyList<PointerPattern> Objects, IReadOnlyList<PointerPattern> Except, string From, string To, string Value) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) =>
        new FlagToKey(options.Patterns("at"), options.OptionalPatterns("except"), options.Text("from"), options.Text("to"), options.Text("value"));

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
        if (flag.Value.Is(true) && parent.Find(To) is null)
        {
            var key = Value.Replace("{name}", parent.Member?.Key ?? "", StringComparison.Ordinal);
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
