using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Gives a manifest without a UUID the one of the ledger, or the one that follows from its repository and its path.</summary>
/// <param name="Key">Name of the member.</param>
internal sealed record AssignUuid(string Key) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new AssignUuid(options.Text("key"));

    public void Apply(RuleStep step)
    {
        if (step.Root.Find(Key) is { } present)
        {
            if (present.Value.AsString() is not { } existing || !ManifestValidator.IsUuid(existing))
                step.Note(present.Value, RuleFindings.UuidMalformed(), Severity.Error);
            else if (step.Origin.LedgerUuid is { } ledger && ledger != existing)
                step.Note(present.Value, RuleFindings.UuidLedger(ledger));
        }
        else if ((step.Origin.LedgerUuid ?? Computed(step)) is { } uuid)
        {
            step.InsertLast(step.Root, Key, JsonFragment.String(uuid));
        }
        else
        {
            step.NoteMember(step.Root, Key, step.Root, RuleFindings.UuidIdentity());
        }
    }

    /// <summary>Only the repository says which konnector this is: <c>source</c> is often a template's.</summary>
    private static string? Computed(RuleStep step) =>
        step.Origin.Repository is { } repository ? NamedUuid.Compute(repository, step.Origin.Path) : null;
}
