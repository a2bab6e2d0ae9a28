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
    public static readonly IReadOnlyList<NamedKind> General =
    [
        new("rename-key", RenameKey.Read),
        new("move-member", MoveMember.Read),
        new("remove-member", RemoveMember.Read),
        new("add-member", AddMember.Read),
        new("add-to-array", AddToArray.Read),
        new("replace-value", ReplaceValue.Read),
        new("wrap-in-array", WrapInArray.Read),
        new("split-string", SplitString.Read),
        new("flag-to-key", FlagToKey.Read),
        new("lift-members", LiftMembers.Read),
        new("match-keys", MatchKeys.Read),
        new("snake-case-keys", SnakeCaseKeys.Read),
    ];

    /// <summary>Named transforms: each is about one part of a manifest and can be used nowhere else.</summary>
    public static readonly IReadOnlyList<NamedKind> Transforms =
    [
        new("oauth-object", OAuthObject.Read),
        new("expand-account", ExpandAccount.Read),
        new("flags-to-messages", FlagsToMessages.Read),
        new("key-to-message", KeyToMessage.Read),
        new("text-to-locale", TextToLocale.Read),
        new("fill-gaps", FillGaps.Read),
        new("assign-uuid", AssignUuid.Read),
    ];

    public static IReadOnlyList<NamedKind> All { get; } = [.. General, .. Transforms];
}

/// <summary>A kind of rule.</summary>
/// <param name="Name">Its name in the mappings file.</param>
/// <param name="Read">Reads the options of a rule of this kind.</param>
internal sealed record NamedKind(string Name, Func<RuleOptions, IRuleKind> Read);
