using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Adds a member at the top level that is not there yet.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="After">Members it goes behind, the first that is there; without one it goes to the end.</param>
/// <param name="Permission">Doctype the member is of no use without a permission for; <see langword="null"/> for none.</param>
/// <param name="Instead">Older values that are replaced when the member is there.</param>
internal sealed record AddMember(string Key, SyntaxNode Value, IReadOnlyList<string> After, string? Permission, IReadOnlyList<SyntaxNode> Instead) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new AddMember(
        options.Text("key"), options.Value("value"), options.OptionalTexts("after"), options.OptionalText("permission"), options.OptionalValues("instead"));

    public void Apply(RuleStep step)
    {
        if (step.Root.Find(Key) is { } member)
        {
            if (Instead.Any(old => JsonEquality.AreEqual(old, member.Value)))
                step.Replace(member.Value, JsonFragment.From(Value));
            return;
        }
        if (Permission is not null && step.Root["permissions"] is ObjectNode permissions && !HasPermission(permissions))
            step.Note(permissions, RuleFindings.PermissionMissing(Key, Permission));
        step.InsertBehind(After, Key, JsonFragment.From(Value));
    }

    private bool HasPermission(ObjectNode permissions) =>
        permissions.Members.Any(permission => (permission.Value as ObjectNode)?["type"]?.AsString() == Permission);
}
