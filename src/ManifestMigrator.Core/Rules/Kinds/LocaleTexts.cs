using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Puts texts into the <c>locales</c> of a manifest where it has none; objects on the way are made.</summary>
internal static class LocaleTexts
{
    private const string Key = "locales";

    /// <summary>The text at a path of names, or <see langword="null"/>.</summary>
    public static SyntaxNode? At(SyntaxNode node, IEnumerable<string> path)
    {
        SyntaxNode? found = node;
        foreach (var name in path)
            found = (found as ObjectNode)?[name];
        return found?.AsString() is null ? null : found;
    }

    /// <param name="step">The application of the rule.</param>
    /// <param name="texts">Texts and their paths, which begin with the language.</param>
    public static void Fill(RuleStep step, IReadOnlyList<(string[] Path, SyntaxNode Text)> texts)
    {
        if (texts.Count == 0)
            return;
        if (step.Root[Key] is { } locales and not ObjectNode)
            step.Note(locales, RuleFindings.UnknownShape(Key));
        else
            Fill(step, step.Root, [.. texts.Select(text => (new[] { Key }.Concat(text.Path).ToArray(), text.Text))], depth: 0);
    }

    private static void Fill(RuleStep step, ObjectNode target, IEnumerable<(string[] Path, SyntaxNode Text)> texts, int depth)
    {
        foreach (var group in texts.GroupBy(text => text.Path[depth], StringComparer.Ordinal))
        {
            if (target.Find(group.Key) is not { } present)
                step.InsertLast(target, group.Key, Fragment([.. group], depth + 1));
            else if (present.Value is ObjectNode inner)
                Fill(step, inner, group.Where(text => text.Path.Length > depth + 1), depth + 1);
        }
    }

    private static JsonFragment Fragment(IReadOnlyList<(string[] Path, SyntaxNode Text)> texts, int depth) => texts[0].Path.Length == depth
        ? JsonFragment.From(texts[0].Text)
        : JsonFragment.Object([.. texts.GroupBy(text => text.Path[depth], StringComparer.Ordinal).Select(group => (group.Key, Fragment([.. group], depth + 1)))]);
}
