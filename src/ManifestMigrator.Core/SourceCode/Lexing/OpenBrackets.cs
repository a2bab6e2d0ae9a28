namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Finds the brackets that belong together. One that is missing costs its own pair and those inside it.</summary>
internal sealed class OpenBrackets(TokenList tokens)
{
    private readonly List<int> _open = [];
    private readonly int[] _counts = new int[3];
    private int _floor;

    /// <summary>Takes note of the last token, a mark of one character.</summary>
    public void Add(char mark)
    {
        if (Kind(mark) is not { } kind)
            return;

        if (mark is '(' or '[' or '{')
        {
            _open.Add(tokens.Count - 1);
            _counts[kind]++;
        }
        else
        {
            Close(kind);
        }
    }

    /// <summary>From now on brackets are paired by themselves, until <see cref="TryEnd"/> is given the number that this returns.</summary>
    public int Begin()
    {
        var outer = _floor;
        _open.Add(~outer);
        _floor = _open.Count;
        return _floor;
    }

    /// <summary>Ends what <see cref="Begin"/> began, unless a brace has been opened since.</summary>
    public bool TryEnd(int level)
    {
        for (var i = _open.Count - 1; i >= level; i--)
        {
            if (tokens.Is(_open[i], "{"))
                return false;
            Drop();
        }

        _floor = ~_open[level - 1];
        _open.RemoveAt(level - 1);
        return true;
    }

    private void Close(int kind)
    {
        if (_counts[kind] == 0)
            return;

        while (_open.Count > _floor)
        {
            var opening = _open[^1];
            var isPartner = Kind(tokens.Text[tokens[opening].Start]) == kind;
            Drop();
            if (!isPartner)
                continue;
            tokens.Pair(opening, tokens.Count - 1);
            return;
        }
    }

    private void Drop()
    {
        _counts[Kind(tokens.Text[tokens[_open[^1]].Start])!.Value]--;
        _open.RemoveAt(_open.Count - 1);
    }

    private static int? Kind(char mark) => mark switch
    {
        '(' or ')' => 0,
        '[' or ']' => 1,
        '{' or '}' => 2,
        _ => null,
    };
}
