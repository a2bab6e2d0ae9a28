using System.Text.RegularExpressions;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Combines the flag <c>oauth</c> and its sibling scope into one object. The scope is copied as written, never split or joined.</summary>
/// <param name="Key">Name of the flag, which becomes the object.</param>
/// <param name="From">Names of the sibling that holds the scope.</param>
/// <param name="Member">Name of the scope in the object.</param>
internal sealed record OAuthObject(string Key, IReadOnlyList<string> From, string Member) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var kind = new OAuthObject(options.Text("key"), options.Texts("from"), options.Text("member"));
        return kind.From.Contains(kind.Key, StringComparer.Ordinal)
            ? throw options.WrongOption("from", $"'{kind.Key}' is the name of the object; the scope needs another name.")
            : kind;
    }

    public void Apply(RuleStep step)
    {
        var flag = step.Root.Find(Key);
        var scope = From.Select(step.Root.Find).FirstOrDefault(found => found is not null);
        switch (flag?.Value)
        {
            case not ObjectNode when scope is not null && !IsBlank(scope.Value) && !IsScope(scope.Value):
            case null when scope is not null && IsBlank(scope.Value):
                step.Note(scope.Value, RuleFindings.UnknownShape(scope.Key));
                break;
            case null when scope is not null:
                step.Note(scope.Value, RuleFindings.ScopeWithoutOAuth(scope.Key));
                step.Rename(scope, Key, With(scope));
                step.RecordMove(scope, ScopePointer);
                break;
            case null:
                break;
            case ObjectNode existing when scope is not null:
                Join(step, existing, scope);
                break;
            case ObjectNode:
                break;
            case { } value when value.Is(true):
                step.Replace(value, scope is null ? JsonFragment.Object() : With(scope));
                if (scope is not null)
                {
                    step.RecordMove(scope, ScopePointer);
                    step.TakeOut(scope);
                }
                break;
            case { } value when value.Is(false) && scope is null:
                step.Remove(flag);
                break;
            case { } value:
                step.Note(value, value.Is(false) ? RuleFindings.OAuthContradiction(scope!.Key) : RuleFindings.UnknownShape(Key));
                break;
        }
    }

    private string ScopePointer => JsonPointer.Append(JsonPointer.Append("", Key), Member);

    private void Join(RuleStep step, ObjectNode existing, ObjectMember scope)
    {
        if (existing.Find(Member) is not { } present)
        {
            step.MoveInto(scope, existing, [Member]);
            step.TakeOut(scope);
        }
        else if (JsonEquality.AreEqual(present.Value, scope.Value))
        {
            step.Remove(scope);
        }
        else
        {
            step.Note(scope.Value, RuleFindings.BothPresent(scope.Key, $"{Key}.{Member}"));
        }
    }

    /// <summary>Whether a scope says nothing; alone it is no sign of OAuth.</summary>
    private static bool IsBlank(SyntaxNode scope) => scope.IsWritten("null") || scope.AsString() is "" || scope is ArrayNode { Count: 0 };

    /// <summary>A text, or texts.</summary>
    private static bool IsScope(SyntaxNode scope) => scope.AsString() is not null || (scope is ArrayNode array && array.Items.All(item => item.AsString() is not null));

    private JsonFragment With(ObjectMember scope) => JsonFragment.Object((Member, JsonFragment.Existing(scope.Value)));
}

/// <summary>Makes a field of each name that the account description of 2017 lists, and an OAuth object of its scope.</summary>
/// <param name="Accounts">Where the description is among the fields.</param>
/// <param name="Format">Name of the member that lists the names, with commas between them.</param>
/// <param name="Types">Field types by name.</param>
/// <param name="Otherwise">Type of all other fields.</param>
/// <param name="Ignore">Members of the description that say nothing.</param>
/// <param name="Placeholders">Account types of templates, which say nothing either.</param>
/// <param name="OAuth">Name of the OAuth object at the top level.</param>
/// <param name="Scope">Name of the scope, in the description and in the OAuth object.</param>
/// <param name="AccountType">Name of the account type, in the description and in the OAuth object.</param>
internal sealed partial record ExpandAccount(
    IReadOnlyList<PointerPattern> Accounts,
    string Format,
    IReadOnlyDictionary<string, string> Types,
    string Otherwise,
    IReadOnlyList<string> Ignore,
    IReadOnlyList<string> Placeholders,
    string OAuth,
    string Scope,
    string AccountType) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var oauth = options.Inner("oauth");
        var kind = new ExpandAccount(
            options.PatternsBelowRoot("at"), options.Text("format"), options.Map("types"), options.Text("otherwise"), options.OptionalTexts("ignore"),
            options.OptionalTexts("placeholders"), oauth.Text("key"), oauth.Text("scope"), oauth.Text("account_type"));
        oauth.RefuseUnknown("'oauth'");
        return kind;
    }

    public void Apply(RuleStep step)
    {
        foreach (var account in step.Objects(Accounts).Where(IsDescription))
        {
            if (account is not { Member: { } member, Parent: ObjectNode { Member: not null } fields })
                continue;

            var names = Names(account);
            if (names.Count == 0 || !account.Members.All(IsUnderstood) || !OAuthTakes(step, account))
                step.Note(account, RuleFindings.UnknownShape(member.Key));
            else
                Expand(step, account, member, fields, names);
        }
    }

    /// <summary>Whether this is the old description, and not a field that is called like it.</summary>
    private bool IsDescription(ObjectNode account) => account.Find(Format) is not null || account.Find(AccountType) is not null;

    private bool IsUnderstood(ObjectMember member) =>
        member.Key == Format || member.Key == Scope || member.Key == AccountType || Ignore.Contains(member.Key, StringComparer.Ordinal);

    /// <summary>The names, or none when one of them cannot be a name.</summary>
    private List<string> Names(ObjectNode account)
    {
        var names = (account[Format]?.AsString() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.All(Name().IsMatch) ? [.. names.Distinct(StringComparer.Ordinal)] : [];
    }

    /// <summary>Whether what the description says of OAuth has a place, or is there already.</summary>
    private bool OAuthTakes(RuleStep step, ObjectNode account) => step.Root[OAuth] switch
    {
        null => true,
        ObjectNode existing => ScopeOf(account) is null || existing[Scope] is not { } present || JsonEquality.AreEqual(present, account[Scope]),
        _ => ScopeOf(account) is null,
    };

    private void Expand(RuleStep step, ObjectNode account, ObjectMember member, ObjectNode fields, List<string> names)
    {
        foreach (var name in names.Where(name => name == member.Key || fields.Find(name) is null))
            step.InsertAfter(member, name, JsonFragment.Object(("type", JsonFragment.String(Types.GetValueOrDefault(name, Otherwise)))));
        step.Remove(member);

        var accountType = AccountTypeOtherThanSlug(step, account);
        if (ScopeOf(account) is { } scope)
            AddOAuth(step, fields, scope, accountType);
        else if (step.Root[OAuth] is ObjectNode existing)
            Complete(step, existing, AccountType, accountType);
        else
            NoteMissingOAuth(step, account, names, accountType);
    }

    private void AddOAuth(RuleStep step, ObjectNode fields, SyntaxNode scope, SyntaxNode? accountType)
    {
        if (step.Root[OAuth] is ObjectNode existing)
        {
            Complete(step, existing, Scope, scope);
            Complete(step, existing, AccountType, accountType);
            return;
        }

        List<(string Key, JsonFragment Value)> members = [(Scope, JsonFragment.Existing(scope))];
        if (accountType is not null)
            members.Add((AccountType, JsonFragment.Existing(accountType)));
        step.InsertAfter(fields.Member!, OAuth, JsonFragment.Object([.. members]));
    }

    private static void Complete(RuleStep step, ObjectNode oauth, string key, SyntaxNode? value)
    {
        if (value is not null && oauth.Find(key) is null)
            step.InsertLast(oauth, key, JsonFragment.Existing(value));
    }

    /// <summary>A hidden field is filled by OAuth, not by a person.</summary>
    private void NoteMissingOAuth(RuleStep step, ObjectNode account, List<string> names, SyntaxNode? accountType)
    {
        if (names.Exists(name => Types.GetValueOrDefault(name) == "hidden"))
            step.Note(account, RuleFindings.ScopeUnknown());
        else if (accountType?.AsString() is { } type)
            step.Note(account, RuleFindings.AccountTypeDropped(type), Severity.Info);
    }

    /// <summary>The scope, unless it says nothing: an empty one is no sign of OAuth.</summary>
    private SyntaxNode? ScopeOf(ObjectNode account) =>
        account[Scope] is { } scope && !scope.IsWritten("null") && scope.AsString() is not "" ? scope : null;

    private SyntaxNode? AccountTypeOtherThanSlug(RuleStep step, ObjectNode account) =>
        account[AccountType] is { } type
            && !Placeholders.Append(step.Root["slug"]?.AsString()).Contains(type.AsString(), StringComparer.Ordinal) ? type : null;

    [GeneratedRegex(@"^[\w-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
