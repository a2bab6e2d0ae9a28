using ManifestMigrator.SourceCode.Imports;
using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>A call of <c>saveFiles</c> or <c>saveBills</c>: its second argument says where the files go.</summary>
internal static class SaveCall
{
    /// <summary>The first and last token of the second argument; <see langword="null"/> where nothing is called, or with one argument.</summary>
    public static (int First, int Last)? Destination(TokenList tokens, int callee)
    {
        if (!tokens.IsCall(callee) || !tokens.IsAny(callee, FieldNames.Savers))
            return null;

        var opening = callee + 1;
        var closing = tokens.Partner(opening);
        var comma = Comma(tokens, opening + 1, closing);
        return comma < closing && Comma(tokens, comma + 1, closing) is var end && end > comma + 1 ? (comma + 1, end - 1) : null;
    }

    /// <summary>The fields that the function reads when it is given all of them.</summary>
    public static IEnumerable<string> FieldsReadBy(TokenList tokens, int callee)
    {
        yield return FieldNames.FolderPath;
        if (tokens.Is(callee - 2, "this"))
            yield return "login";
        if (tokens.Is(callee, "saveBills"))
            yield return "bank_identifier";
    }

    /// <summary>Whether the argument is all fields: <c>fields</c>, <c>this.fields</c>, or a copy of them that keeps the folder.</summary>
    public static bool IsAllFields(TokenList tokens, FieldObjects objects, (int First, int Last) argument)
    {
        if (!tokens.Is(argument.First, "{"))
            return objects.IsFields(tokens, argument.Last) && IsPath(tokens, argument);

        var isCopy = false;
        foreach (var entry in Pattern.Entries(tokens, argument.First))
        {
            if (tokens.Is(entry.Key, FieldNames.FolderPath) || tokens.Is(entry.Key, "context"))
                return false;
        }
        for (var i = argument.First + 1; i < argument.Last; i = tokens.After(i))
            isCopy |= objects.IsFields(tokens, i) && (tokens.Is(i - 1, "...") || (tokens.IsDot(i - 1) && tokens.Is(i - 3, "...")));
        return isCopy;
    }

    /// <summary>Whether the argument is the path of the folder: <c>fields.folderPath</c>.</summary>
    public static bool IsFolderPath(TokenList tokens, FieldObjects objects, (int First, int Last) argument) =>
        tokens.Is(argument.Last, FieldNames.FolderPath) && tokens.IsDot(argument.Last - 1) && objects.IsFields(tokens, argument.Last - 2) && IsPath(tokens, argument);

    /// <summary>Whether tokens are names with dots between them.</summary>
    private static bool IsPath(TokenList tokens, (int First, int Last) range)
    {
        for (var i = range.First; i <= range.Last; i++)
        {
            if ((i - range.First) % 2 == 0 ? !tokens.IsName(i) : !tokens.IsDot(i))
                return false;
        }
        return true;
    }

    private static int Comma(TokenList tokens, int from, int closing)
    {
        var i = from;
        while (i < closing && !tokens.Is(i, ","))
            i = tokens.After(i);
        return Math.Min(i, closing);
    }
}
