using ManifestMigrator.Rules.Kinds;

namespace ManifestMigrator.Rules;

/// <summary>All kinds of rules.</summary>
internal static class RuleKinds
{
    public static readonly IReadOnlyList<(string Name, Func<RuleOptions, IRuleKind> Read)> All =
    [
        ("rename-key", RenameKey.Read),
        ("replace-value", ReplaceValue.Read),
        ("wrap-in-array", WrapInArray.Read),
        ("split-item", SplitItem.Read),
        ("remove-member", RemoveMember.Read),
        ("add-member", AddMember.Read),
        ("add-to-array", AddToArray.Read),
        ("lift-members", LiftMembers.Read),
        ("oauth-object", OAuthObject.Read),
        ("expand-account", ExpandAccount.Read),
        ("flag-to-key", FlagToKey.Read),
        ("flags-to-messages", FlagsToMessages.Read),
        ("key-to-message", KeyToMessage.Read),
        ("text-to-locale", TextToLocale.Read),
        ("snake-case-keys", SnakeCaseKeys.Read),
        ("fill-gaps", FillGaps.Read),
        ("assign-uuid", AssignUuid.Read),
    ];
}
