using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Makes one object of the flag <c>oauth</c> and the scope beside it. The scope is copied as it is written, never split or joined.</summary>
/// <param name="Key">Name of the flag, which becomes the object.</param>
/// <param name="From">Names the scope may have beside it.</param>
/// <param name="Member">Name of the scope in the object.</param>
internal sealed record OAuthObject(string Key, IReadOnlyList<string> From, string Member) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new OAuthObject(options.Text("key"), options.Texts("from"), options.Text("member"));

    public void Apply(RuleStep step)
    {
        var flag = step.Root.Find(Key);
        var scope = From.Select(step.Root.Find).FirstOrDefault(found => found is not null);
        switch (flag?.Value)
        {
            case null when scope is not null && IsBlank(scope.Value):
                step.Note(scope.Value, RuleFindings.UnknownShape(scope.Key));
                break;
            case null when scope is not null:
                step.Note(scope.Value, RuleFindings.ScopeWithoutOAuth(scope.Key));
                step.Rename(scope, Key, With(scope));
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
                    step.Remove(scope);
                break;
            case { } value when value.Is(false) && scope is null:
                step.Remove(flag);
                break;
            case { } value:
                step.Note(value, value.Is(false) ? RuleFindings.OAuthContradiction(scope!.Key) : RuleFindings.UnknownShape(Key));
                break;
        }
    }

    private void Join(RuleStep step, ObjectNode existing, ObjectMember scope)
    {
        if (existing.Find(Member) is not { } present)
            step.InsertLast(existing, Member, JsonFragment.Existing(scope.Value));
        else if (!JsonEquality.AreEqual(present.Value, scope.Value))
        {
            step.Note(scope.Value, RuleFindings.BothPresent(scope.Key, $"{Key}.{Member}"));
            return;
        }
        step.Remove(scope);
    }

    /// <summary>Whether a scope says nothing; alone it is no sign of OAuth.</summary>
    private static bool IsBlank(SyntaxNode scope) => scope.IsWritten("null") || scope.AsString() is "" || scope is ArrayNode { Count: 0 };

    private JsonFragment With(ObjectMember scope) => JsonFragment.Object((Member, JsonFragment.Existing(scope.Value)));
}
