using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>The names in a file that stand for all configured fields.</summary>
internal sealed class FieldObjects
{
    private readonly string[] _fields;
    private readonly string[] _environment;

    private FieldObjects(IEnumerable<string> fields, IEnumerable<string> environment)
    {
        _fields = [.. fields];
        _environment = [.. environment];
    }

    /// <summary>The usual names, the first parameter of the entry function, and what the environment is read into.</summary>
    public static FieldObjects In(TokenList tokens)
    {
        var parameters = EntryFunction.Parameters(tokens).Where(tokens.IsName).Select(tokens.Word).Where(name => name != "context");
        var variables = Enumerable.Range(0, tokens.Count).Where(i => EnvironmentFields.IsAt(tokens, i)).Select(i => EnvironmentFields.Variable(tokens, i));
        return new FieldObjects(FieldNames.Objects.Concat(parameters), variables.OfType<string>().Append(FieldNames.EnvironmentFields));
    }

    /// <summary>Whether a name, on its own or as a member of anything, stands for the fields.</summary>
    public bool IsFields(TokenList tokens, int name) => tokens.IsName(name) && tokens.IsAny(name, _fields);

    /// <summary>Whether a name stands for the fields as the environment has them.</summary>
    public bool IsEnvironment(TokenList tokens, int name) => tokens.IsName(name) && tokens.IsAny(name, _environment);
}
