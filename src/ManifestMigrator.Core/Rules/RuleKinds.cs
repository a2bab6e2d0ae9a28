using ManifestMigrator.Rules.Kinds;

namespace ManifestMigrator.Rules;

/// <summary>What a rule does, with its options filled in.</summary>
/// <remarks>
/// A kind is applied to the text that its own last application left until it changes nothing more, so it may treat one place
/// at a time. It must finish, and it must leave alone what it does not understand.
/// </remarks>
internal interface IRuleKind
{
    /// <summary>Adds the changes and findings to the step.</summary>
    void Apply(RuleStep step);
}

/// <summary>All kinds of rules.</summary>
internal static class RuleKinds
{
    /// <summary>Kinds that custom rules can use anywhere.</summary>
    public static readonly IReadOnlyList<(string Name, Func<RuleOptions, IRuleKind> Read)> General =
    [
        ("rename-key", RenameKey.Read),
        ("move-member", MoveMember.Read),
        ("remove-member", RemoveMember.Read),
        ("add-member", AddMember.Read),
        ("add-to-array", AddToArray.Read),
        ("replace-value", ReplaceValue.Read),
        ("wrap-in-array", WrapInArray.Read),
        ("split-string", SplitString.Read),
        ("flag-to-key", FlagToKey.Read),
        ("lift-members", LiftMembers.Read),
        ("match-keys", MatchKeys.Read),
        ("snake-case-keys", SnakeCaseKeys.Read),
    ];

    /// <summary>Named transforms: each is about one part of a manifest and can be used nowhere else.</summary>
    public static readonly IReadOnlyList<(string Name, Func<RuleOptions, IRuleKind> Read)> Transforms =
    [
        ("oauth-object", OAuthObject.Read),
        ("expand-account", ExpandAccount.Read),
        ("flags-to-messages", FlagsToMessages.Read),
        ("key-to-message", KeyToMessage.Read),
        ("text-to-locale", TextToLocale.Read),
        ("fill-gaps", FillGaps.Read),
        ("assign-uuid", AssignUuid.Read),
    ];

    public static IReadOnlyList<(string Name, Func<RuleOptions, IRuleKind> Read)> All { get; } = [.. General, .. Transforms];
}
