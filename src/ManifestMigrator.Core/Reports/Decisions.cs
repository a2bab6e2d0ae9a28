using ManifestMigrator.Migration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Reports;

/// <summary>What a reviewer decided about the repositories of a run: <c>decisions.json</c>.</summary>
/// <remarks>
/// The file is an object with a member for each repository that was decided on, by its identity (behind it <c>#branch</c> where a
/// repository stands in the run more than once): <c>{"decision": "approved" | "rejected", "note": "…", "plan": "…"}</c>, or the bare
/// word. <c>plan</c> is <see cref="Digest"/> of what was decided on; a decision about another plan does not count. The members may also
/// stand in a member <c>decisions</c>, beside anything else.
/// </remarks>
public sealed class Decisions
{
    public const string FileName = "decisions.json";

    private readonly Dictionary<string, Decision> _byRepository;

    private Decisions(Dictionary<string, Decision> byRepository) => _byRepository = byRepository;

    public static Decisions None { get; } = new([]);

    /// <summary>Reads the file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="file">What error messages call it.</param>
    /// <exception cref="InvalidDataException">It cannot be read, or says something else than approved or rejected; with file, line and column.</exception>
    public static Decisions Read(string text, string file)
    {
        try
        {
            var root = JObject.Parse(text, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            var members = root["decisions"] as JObject ?? root;
            return new Decisions(members.Properties().ToDictionary(member => member.Name, member => Read(member, file), StringComparer.OrdinalIgnoreCase));
        }
        catch (JsonReaderException exception)
        {
            throw new InvalidDataException($"{file}:{exception.LineNumber}:{exception.LinePosition}: {exception.Message}", exception);
        }
    }

    /// <summary>The decision about a repository; <see langword="null"/> when there is none about this plan.</summary>
    public Decision? About(RepositoryResult repository)
    {
        var decision = _byRepository.GetValueOrDefault($"{repository.Repository}#{repository.Branch}") ?? _byRepository.GetValueOrDefault(repository.Repository);
        return decision is null || decision.Plan.Length == 0 || decision.Plan == Digest(repository) ? decision : null;
    }

    /// <summary>SHA-256 over what would be delivered: the base commit, and of each manifest its path and the SHA-256 of its planned bytes.</summary>
    public static string Digest(RepositoryResult repository)
    {
        var lines = repository.Manifests.Select(manifest => $"{manifest.Sha256After} {manifest.Path}\n");
        var text = $"{repository.Commit}\n{string.Concat(lines)}";
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private static Decision Read(JProperty member, string file)
    {
        var word = (member.Value is JObject value ? value["decision"] ?? value["status"] : member.Value)?.Value<string>();
        if (word is not ("approved" or "rejected"))
        {
            var place = (IJsonLineInfo)member;
            throw new InvalidDataException($"{file}:{place.LineNumber}:{place.LinePosition}: the decision about {member.Name} is neither approved nor rejected");
        }
        return new Decision(word == "approved", Text(member.Value, "note"), Text(member.Value, "plan"));
    }

    private static string Text(JToken value, string name) => (value as JObject)?[name]?.Value<string>() ?? "";
}

/// <param name="IsApproved">False when it was rejected.</param>
/// <param name="Note">What the reviewer has to say; may be empty.</param>
/// <param name="Plan">Digest of the plan that was decided on; empty for any.</param>
public sealed record Decision(bool IsApproved, string Note, string Plan);
