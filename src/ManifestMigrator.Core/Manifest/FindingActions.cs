using System.Collections.Frozen;

namespace ManifestMigrator.Manifest;

/// <summary>What a finding asks of a person; a later member asks for more than an earlier one.</summary>
public enum FindingAction
{
    /// <summary>Nothing; it is worth knowing.</summary>
    None,

    /// <summary>To look whether all is well.</summary>
    Look,

    /// <summary>To correct something that is wrong.</summary>
    Fix,

    /// <summary>To choose: more than one answer may be right, and only a person knows which.</summary>
    Decide,
}

/// <summary>What each kind of finding asks of a person: one table by code, for every report.</summary>
public static class FindingActions
{
    private static readonly FrozenDictionary<string, FindingAction> ByCode = new (FindingAction Action, string[] Codes)[]
    {
        (FindingAction.None,
        [
            "account-type-dropped", "app-property", "default-branch-moved", "draft-dropped", "environment-read", "identifier-unread",
            "not-a-manifest", "redirected", "text-placeholder",
        ]),
        (FindingAction.Look,
        [
            "catalogue-several-entries", "catalogue-several-manifests", "catalogue-value", "category-others", "code-not-read",
            "doctype-unlisted", "draft-link", "draft-slug", "draft-state", "folder-environment", "folder-not-read",
            "folder-path-read", "folder-path-written", "folder-remembered", "folder-unused", "generated-branch", "label-unknown",
            "locale-missing", "locale-orphan", "scope-without-oauth", "source-bundle", "source-large", "source-unread",
            "sources-too-large", "text-dropped", "uncommitted", "unknown-property", "value-dropped", "value-removed", "value-suggested", "value-type",
        ]),
        (FindingAction.Fix,
        [
            "check-failed", "draft-computed", "draft-missing", "draft-oauth", "draft-permissions", "duplicate-key", "effective-changed",
            "field-lost", "field-undeclared", "folder-lost", "folder-middleware", "folder-old-runner", "folder-undeclared",
            "icon-missing", "json-bad-escape", "json-character", "json-closing-apostrophe", "json-comment", "json-control-character",
            "json-depth", "json-empty", "json-encoding", "json-extra-comma", "json-extra-text", "json-literal",
            "json-lost-quote", "json-merge-conflict", "json-missing-bracket", "json-missing-colon", "json-missing-comma",
            "json-missing-value", "json-number", "json-raw-line-break", "json-single-quotes", "json-size", "json-trailing-comma",
            "json-unescaped-quote", "json-unquoted-key", "json-wrong-bracket", "legacy-property", "manifest-in-code", "manifest-is-link",
            "manifest-is-no-file", "manifest-name", "manifest-not-copied", "manifest-outside", "manifest-too-large",
            "manifest-version", "message-text-missing", "missing-property", "not-an-object", "not-reproduced", "oauth-scope-split",
            "repository-renamed", "slug-malformed", "source-registry", "text-missing", "time-interval", "unknown-category", "unknown-data-type",
            "unknown-field-type", "unknown-frequency", "unknown-shape", "unknown-type", "unknown-verb", "uuid-identity",
            "uuid-malformed", "vendor-link-scheme", "version-differs", "version-malformed", "wrong-type",
        ]),
        (FindingAction.Decide,
        [
            "both-present", "catalogue-several-repositories", "doctype-not-permitted", "duplicate-slug", "duplicate-uuid",
            "field-computed", "field-escapes", "files-permission-missing", "language-doubtful", "language-unknown", "name-taken", "oauth-contradiction",
            "oauth-scope-unknown", "permission-missing", "uuid-ledger",
        ]),
    }.SelectMany(group => group.Codes.Select(code => KeyValuePair.Create(code, group.Action))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Of these, only what stops the plan has to be acted on: what does not was repaired, accepted, or is not loaded.</summary>
    private static readonly FrozenSet<string> OnlyIfError = new[] { "field-computed", "field-escapes", "field-lost", "folder-lost" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every code that a finding can have.</summary>
    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    /// <summary>What a finding asks of a person; one of a code that is not known, to be looked at.</summary>
    internal static FindingAction Find(Finding finding)
    {
        var isLesser = finding.Severity != Severity.Error
            && (OnlyIfError.Contains(finding.Code) || finding.Code.StartsWith("json-", StringComparison.Ordinal));
        return isLesser ? FindingAction.Look : ByCode.GetValueOrDefault(finding.Code, FindingAction.Look);
    }

    /// <summary>The findings in the order in which a person has to act on them; equal ones in the order they had.</summary>
    public static IEnumerable<Finding> ByUrgency(this IEnumerable<Finding> findings) =>
        findings.OrderByDescending(finding => finding.Severity == Severity.Error).ThenByDescending(finding => finding.Action).ThenByDescending(finding => finding.Severity);
}
