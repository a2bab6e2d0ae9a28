using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Makes a field of each name that the old account description lists, and an OAuth object of its scope.</summary>
/// <param name="Accounts">Where the description stands among the fields.</param>
/// <param name="Format">Name of the member that lists the names, with commas between them.</param>
/// <param name="Types">Field types by name.</param>
/// <param name="Otherwise">Type of all other fields.</param>
/// <param name="OAuth">Name of the OAuth object at the top level.</param>
/// <param name="Scope">Name of the scope, in the description and in the OAuth object.</param>
/// <param name="AccountType">Name of the account type, in the description and in the OAuth object.</param>
internal sealed record ExpandAccount(
    IReadOnlyList<PointerPattern> Accounts,
    string Format,
    IReadOnlyDictionary<string, string> Types,
    string Otherwise,
    string OAuth,
    string Scope,
    string AccountType) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var oauth = options.Inner("oauth");
        var kind = new ExpandAccount(
            options.Patterns("at"), options.Text("format"), options.Map("types"), options.Text("otherwise"),
            oauth.Text("key"), oauth.Text("scope"), oauth.Text("account_type"));
        oauth.RefuseUnknown("'oauth'");
        return kind;
    }

    public void Apply(RuleStep step)
    {
        foreach (var account in Accounts.SelectMany(pattern => pattern.Select(step.Root)).OfType<JsonObject>())
        {
            if (account is not { Member: { } member, Parent: JsonObject fields })
                continue;

            var names = Names(account);
            if (names.Count > 0)
                Expand(step, account, member, fields, names);
            else if (account.Find(Format) is not null || account.Find(AccountType) is not null)
                step.Note(account, RuleFindings.UnknownShape(member.Key));
        }
    }

    private List<string> Names(JsonObject account) =>
        [.. (account[Format]?.AsString() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private void Expand(RuleStep step, JsonObject account, JsonMember member, JsonObject fields, List<string> names)
    {
        foreach (var name in names.Where(name => name == member.Key || fields.Find(name) is null))
            step.InsertAfter(member, name, JsonFragment.Object(("type", JsonFragment.String(Types.GetValueOrDefault(name, Otherwise)))));
        step.Remove(member);

        var accountType = account[AccountType];
        var ownType = accountType is not null && accountType.AsString() != step.Root["slug"]?.AsString() ? accountType : null;
        if (account[Scope] is { } scope)
            AddOAuth(step, fields, [(Scope, scope), .. ownType is null ? [] : new[] { (AccountType, ownType) }]);
        else if (step.Root[OAuth] is JsonObject)
            AddOAuth(step, fields, ownType is null ? [] : [(AccountType, ownType)]);
        else
            NoteMissingOAuth(step, account, names, ownType);
    }

    private void AddOAuth(RuleStep step, JsonObject fields, IReadOnlyList<(string Key, JsonNode Value)> members)
    {
        switch (step.Root[OAuth])
        {
            case null:
                step.InsertAfter(fields.Member!, OAuth, JsonFragment.Object([.. members.Select(member => (member.Key, JsonFragment.Existing(member.Value)))]));
                break;
            case JsonObject existing:
                foreach (var (key, value) in members.Where(member => existing.Find(member.Key) is null))
                    step.InsertLast(existing, key, JsonFragment.Existing(value));
                break;
            case { } other:
                step.Note(other, RuleFindings.UnknownShape(OAuth));
                break;
        }
    }

    private static void NoteMissingOAuth(RuleStep step, JsonObject account, List<string> names, JsonNode? ownType)
    {
        if (names.Contains("access_token", StringComparer.Ordinal))
            step.Note(account, RuleFindings.ScopeUnknown());
        else if (ownType?.AsString() is { } type)
            step.Note(account, RuleFindings.AccountTypeDropped(type), Manifest.Severity.Info);
    }
}
