using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>A file as all three families answer it.</summary>
internal sealed record ForgeContent(string? Content = null, string? Encoding = null, string? Type = null)
{
    /// <summary>The file's bytes; <see langword="null"/> for a folder, a link or a submodule.</summary>
    /// <exception cref="ForgeException">The forge keeps the content of so large a file to itself.</exception>
    public static byte[]? Decode(ForgeContent content, string path)
    {
        if (content.Type is not (null or "file"))
            return null;
        if (content is not { Encoding: "base64", Content: { } text })
            throw new ForgeException(Reasons.ServerError, ForgeMessages.NoContent(path));
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw new ForgeException(Reasons.ServerError, ForgeMessages.NotUnderstood(exception.Message));
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ForgeContent))]
internal sealed partial class ForgeContentJson : JsonSerializerContext;

/// <summary>One state for all checks of a commit.</summary>
internal static class ForgeChecks
{
    /// <summary>What failed weighs most, then what nobody knows, what still runs, what passed. Nothing is none.</summary>
    public static ChecksState Join(IReadOnlyCollection<ChecksState> states) =>
        new[] { ChecksState.Failed, ChecksState.Unknown, ChecksState.Running, ChecksState.Passed }
            .Where(states.Contains).DefaultIfEmpty(ChecksState.None).First();
}
