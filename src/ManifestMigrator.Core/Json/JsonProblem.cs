using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>A place where a text is not strict JSON (RFC 8259).</summary>
/// <param name="Code">Stable identifier in kebab-case that begins with <c>json-</c>.</param>
/// <param name="Offset">Zero-based offset in the text, in UTF-16 code units.</param>
/// <param name="Message">One sentence with the likely cause.</param>
/// <param name="Hint">One sentence: what to do.</param>
public sealed record JsonProblem(string Code, int Offset, string Message, string Hint)
{
    /// <summary>The edit that mends it, where nobody could doubt what was meant; <see langword="null"/> where a person must decide.</summary>
    public TextEdit? Repair { get; init; }
}
