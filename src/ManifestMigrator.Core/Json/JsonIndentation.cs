namespace ManifestMigrator.Json;

/// <summary>What the indentation says about a missing bracket: the only evidence of where it belongs.</summary>
internal static class JsonIndentation
{
    /// <summary>The first place in the text at which, by the indentation, a container is over and yet goes on.</summary>
    /// <param name="node">Where to look, with all that is in it.</param>
    /// <param name="unclosed">The innermost container that is open when the text ends.</param>
    public static (ContainerNode Container, int Offset)? FirstContradiction(SyntaxNode node, ContainerNode unclosed)
    {
        if (node is not ContainerNode container)
            return null;

        for (var i = 0; i < container.Count; i++)
        {
            var start = container.ChildSpan(i).Start;
            if (IsOver(container, start))
                return (container, start);
            if (FirstContradiction(container.ChildValue(i), unclosed) is { } inner)
                return inner;
        }

        var bracket = container.Span.End - 1;
        var closesAnother = !IsOrHolds(container, unclosed) && StartsLine(container.Source, bracket) && WidthAt(container.Source, bracket) < OpeningWidth(container);
        return closesAnother ? (container, bracket) : null;
    }

    /// <summary>Whether what begins at an offset starts a line that is not indented deeper than the line that opened the container.</summary>
    public static bool IsOver(ContainerNode container, int offset) =>
        StartsLine(container.Source, offset) && WidthAt(container.Source, offset) <= OpeningWidth(container);

    /// <summary>
    /// Whether indentation and brackets show the same nesting: lines inside a container are indented deeper than the line that
    /// opened it, all of them equally, and a closing bracket that begins a line is as deep as either.
    /// </summary>
    public static bool Agrees(SyntaxNode node)
    {
        if (node is not ContainerNode container)
            return true;

        int? opening = null;
        int? common = null;
        for (var i = 0; i < container.Count; i++)
        {
            var start = container.ChildSpan(i).Start;
            if (StartsLine(container.Source, start))
            {
                var indentation = WidthAt(container.Source, start);
                if (indentation <= (opening ??= OpeningWidth(container)) || indentation != (common ??= indentation))
                    return false;
            }
            if (!Agrees(container.ChildValue(i)))
                return false;
        }

        var bracket = container.Span.End - 1;
        return !StartsLine(container.Source, bracket) || WidthAt(container.Source, bracket) is var depth && (depth == (opening ?? OpeningWidth(container)) || depth == common);
    }

    private static bool IsOrHolds(ContainerNode container, SyntaxNode? node)
    {
        while (node is not null && !ReferenceEquals(node, container))
            node = node.Parent;
        return node is not null;
    }

    private static bool StartsLine(string text, int offset)
    {
        var before = text.AsSpan(0, offset).TrimEnd(" \t");
        return before.EndsWith("\n") || before.EndsWith("\r");
    }

    private static int OpeningWidth(ContainerNode container) => WidthAt(container.Source, container.Member?.KeySpan.Start ?? container.Span.Start);

    /// <summary>Number of blanks and tabs at the start of the line of an offset.</summary>
    private static int WidthAt(string text, int offset)
    {
        var line = text.AsSpan(0, offset);
        line = line[(line.LastIndexOfAny('\n', '\r') + 1)..];
        var blanks = line.IndexOfAnyExcept(' ', '\t');
        return blanks < 0 ? line.Length : blanks;
    }
}
