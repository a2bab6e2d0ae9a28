namespace ManifestMigrator.SourceCode;

/// <summary>Lists that code looks at without giving their items away, or takes apart by position.</summary>
internal static class ListUses
{
    private const int MaximumSteps = 10;

    /// <summary>Whether a computed member only goes back, changed, to where it comes from: <c>fields[k] = fields[k].trim()</c>.</summary>
    /// <param name="tokens">The tokens of the file.</param>
    /// <param name="start">The first token of the object.</param>
    /// <param name="last">The bracket that ends the index.</param>
    public static bool ChangesInPlace(TokenList tokens, int start, int last)
    {
        var length = last - start + 1;
        var target = start - 1 - length;
        return tokens.Is(start - 1, "=")
            && target > 0
            && Enumerable.Range(0, length).All(i => tokens.Is(target + i, tokens.Span(start + i)))
            && (tokens.Is(target - 1, "{") || tokens.Is(target - 1, ";") || (tokens.BeginsLine(target) && Statement.IsNewStatement(tokens, target)));
    }

    /// <summary>Whether code only counts the items of the list that a call makes, or tests them without calling anything.</summary>
    public static bool IsOnlyChecked(CodeFile file, Call call)
    {
        if (Expressions.MemberAt(file, call.Last) is not { } member)
            return false;
        if (member.Name == "length")
            return true;
        if (member.Name is not ("every" or "some") || file.Structure.CallAt(member.Last + 1) is not { Arguments: [var test] })
            return false;
        if (test.Length == 1)
            return file.Tokens.Is(test.Start, "Boolean");
        return !file.Tokens.IsCoffeeScript
            && file.Structure.FunctionAt(test.Start) is { IsExpression: true } function
            && Enumerable.Range(function.Body, function.End - function.Body).All(i => !IsEffect(file.Tokens, i));
    }

    private static bool IsEffect(TokenList tokens, int i) => tokens.Is(i, "(") || tokens.Is(i, "[") || tokens.Is(i, "{")
        || tokens.IsKind(i, TokenKind.TextStart) || Expressions.IsAssignment(tokens, i) || tokens.Is(i, "=>") || tokens.Is(i, "new");

    public static bool HasSpread(TokenRange items) => items.Outermost().Any(i => items.Tokens.Is(i, "..."));

    /// <summary>The patterns of brackets that take a list apart; none where it may go elsewhere too.</summary>
    /// <param name="file">The file.</param>
    /// <param name="opening">The bracket that the list begins with.</param>
    /// <param name="definitions">The functions of the files.</param>
    public static List<(CodeFile File, int Opening)> TakenApart(CodeFile file, int opening, Definitions definitions)
    {
        var tokens = file.Tokens;
        if (file.Structure.ArgumentAt(opening) is not { } argument)
            return tokens.Is(opening - 1, "=") ? Assigned(file, opening - 1) : [];
        var call = argument.Call;
        if (call.Arguments.Count != 1 || !tokens.Is(call.Callee, "all") || !tokens.IsDot(call.Callee - 1) || !tokens.Is(call.Callee - 2, "Promise"))
            return [];
        for (var steps = 0; steps < MaximumSteps; steps++)
        {
            var start = Expressions.ChainStart(file, call.Callee);
            if (tokens.Is(call.Last + 1, ".") && tokens.Is(call.Last + 2, "then"))
                return Expressions.CallOf(file, call.Last + 2) is { Arguments: [var then] } ? Parameters(file, then.Start, definitions) : [];
            if (tokens.Is(start - 1, "await") && tokens.Is(start - 2, "="))
                return Assigned(file, start - 2);
            // The result of one function of a promise is given to the next.
            if (!tokens.Is(start - 1, "=>")
                || file.Structure.FunctionOfArrow(start - 1) is not { IsExpression: true } function
                || function.End != call.Last + 1
                || file.Structure.ArgumentAt(function.Start) is not { Position: 0 } outer
                || outer.Call.Arguments.Count != 1
                || !tokens.Is(outer.Call.Callee, "then"))
                return [];
            call = outer.Call;
        }
        return [];
    }

    private static List<(CodeFile File, int Opening)> Assigned(CodeFile file, int equals)
    {
        var tokens = file.Tokens;
        var pattern = tokens.Is(equals - 1, "]") ? tokens.Partner(equals - 1) : -1;
        return tokens.Is(pattern - 1, "const") || tokens.Is(pattern - 1, "let") || tokens.Is(pattern - 1, "var") ? [(file, pattern)] : [];
    }

    private static List<(CodeFile File, int Opening)> Parameters(CodeFile file, int start, Definitions definitions)
    {
        var functions = definitions.Functions(file, start);
        return functions.All(found => found.Bound == 0
            && found.Function.Parameters is [var first, ..]
            && found.File.Tokens.Is(first.Start, "["))
            ? [.. functions.Select(found => (found.File, found.Function.Parameters[0].Start))]
            : [];
    }

    /// <summary>Whether a pattern has a name or an object, or nothing, for the item at a position.</summary>
    public static bool CanTake(TokenList tokens, int pattern, int position)
    {
        var range = new TokenRange(tokens, pattern + 1, tokens.Partner(pattern));
        return !HasSpread(range) && (Item(tokens, pattern, position) is not { } item || tokens.IsName(item.Start) || tokens.Is(item.Start, "{"));
    }

    /// <summary>What a pattern of brackets has at a position; <see langword="null"/> where it passes the item over.</summary>
    public static TokenRange? Item(TokenList tokens, int pattern, int position)
    {
        var range = new TokenRange(tokens, pattern + 1, tokens.Partner(pattern));
        var commas = range.Outermost().Where(i => tokens.Is(i, ",")).ToList();
        if (position > commas.Count)
            return null;
        var start = position == 0 ? range.Start : commas[position - 1] + 1;
        var end = position < commas.Count ? commas[position] : range.End;
        return end > start ? range with { Start = start, End = end } : null;
    }
}
