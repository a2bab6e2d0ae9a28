using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads whether the account form is an OAuth button, and what it asks for.</summary>
internal static class OAuthReading
{
    private static readonly string[] ScopesBeside = ["oauth_scope", "oauthScope"];

    public static Trait Trait(Reading reading) => new(Aspect.Form, "OAuth", Text(reading), "oauth", "oauth_scope", "oauthScope", "fields", "slug");

    private static string Text(Reading reading)
    {
        var flag = reading["oauth"];
        var beside = ScopesBeside.Where(name => reading.Causes.Has("oauth", "/" + name)).Select(name => reading[name]).FirstOrDefault(scope => scope is not null);
        var isRemoved = flag?.Is(false) is true && reading.Causes.Has("oauth", "/oauth");
        var existing = flag as ObjectNode;
        var account = Account(reading);
        var accountScope = Says(account?["scope"]);

        var isOAuth = (!isRemoved && Values.IsTruthy(flag)) || beside is not null || accountScope is not null;
        if (!isOAuth)
            return "none";

        var scope = MemberOf(reading, existing, "scope") ?? beside ?? accountScope;
        var accountType = MemberOf(reading, existing, "account_type") ?? (existing is not null || beside is not null || accountScope is not null || flag?.Is(true) is true ? account?["account_type"] : null);
        return $"scope {Values.Plain(scope)} for accounts of {accountType?.AsString() ?? reading.Slug}";
    }

    private static SyntaxNode? MemberOf(Reading reading, ObjectNode? oauth, string key) => oauth is null ? null : reading.Member(oauth, "/oauth", key);

    /// <summary>The account description of 2017, where a rule brought it up to date.</summary>
    private static ObjectNode? Account(Reading reading) =>
        reading.Causes.Has("account-fields", "/fields/account") ? (reading["fields"] as ObjectNode)?["account"] as ObjectNode : null;

    private static SyntaxNode? Says(SyntaxNode? scope) => scope is null || scope.IsWritten("null") || scope.AsString() is "" ? null : scope;
}
