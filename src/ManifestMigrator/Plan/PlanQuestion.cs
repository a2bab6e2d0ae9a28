using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Plan;

/// <summary>
/// Everything that the plan of a repository depends on, but for the files, which follow from the tip. <see cref="RepositoryPlanner"/> gets
/// nothing else, and the key of a kept result is a digest of all of it: what is added here is in the key.
/// </summary>
internal sealed record PlanQuestion
{
    /// <summary>Digest of the program.</summary>
    public string Tool { get; init; } = BuiltIn.ToolSha256;

    /// <summary>Version of the runtime, whose tables of characters may change.</summary>
    public string Runtime { get; init; } = Environment.Version.ToString();

    /// <summary>What reads objects.</summary>
    public string Reader { get; init; } = ObjectReaders.Best.GetType().Name;

    public required Digested<Mappings> Mappings { get; init; }

    /// <inheritdoc cref="BatchOptions.Repairs"/>
    public required bool Repairs { get; init; }

    /// <inheritdoc cref="BatchOptions.Accepted"/>
    public required IReadOnlyList<Acceptance> Accepted { get; init; }

    /// <inheritdoc cref="BatchOptions.AllReferences"/>
    public required bool AllReferences { get; init; }

    /// <inheritdoc cref="BatchOptions.Without"/>
    public required Impact? Without { get; init; }

    /// <summary>Whether the command line names the repository.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>The source as it was given, without secrets.</summary>
    public required string Source { get; init; }

    /// <inheritdoc cref="BatchSource.GeneratedBranch"/>
    public required string? GeneratedBranch { get; init; }

    /// <summary>Full path of the repository on this machine that was fetched; empty for remote ones and for local folders.</summary>
    public required string FetchedFrom { get; init; }

    public required CheckoutOrigin Origin { get; init; }

    /// <summary>UUIDs that the ledger has, by paths of manifests.</summary>
    public required IReadOnlyDictionary<string, string> Uuids { get; init; }

    /// <summary>What the catalogue supplies where there is one manifest.</summary>
    public required PlanSupplement ForOneManifest { get; init; }

    /// <summary>What the catalogue supplies where there are several.</summary>
    public required PlanSupplement ForSeveralManifests { get; init; }

    /// <summary>What the catalogue supplies where there is a number of manifests.</summary>
    public PlanSupplement Supplement(int manifests) => manifests switch
    {
        0 => PlanSupplement.From(supplement: null),
        1 => ForOneManifest,
        _ => ForSeveralManifests,
    };

    /// <summary>SHA-256 of all of it, 64 lower-case hex digits.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, PlanQuestionJson.Default.PlanQuestion)));
}

/// <summary>A value that is known by its digest.</summary>
/// <param name="Value">The value.</param>
/// <param name="Digest">Equal for equal values alone.</param>
internal sealed record Digested<T>([property: JsonIgnore] T Value, string Digest);

/// <param name="Manifest">A version 2 manifest that fills gaps, known by its text; <see langword="null"/> for nothing.</param>
/// <param name="Findings">Why something is not supplied.</param>
internal sealed record PlanSupplement(Digested<ObjectNode>? Manifest, IReadOnlyList<Finding> Findings)
{
    public static PlanSupplement From(Supplement? supplement) => new(
        supplement?.Manifest is { } manifest ? new Digested<ObjectNode>(manifest, manifest.Text) : null, supplement?.Findings ?? []);
}

[JsonSerializable(typeof(PlanQuestion))]
internal sealed partial class PlanQuestionJson : JsonSerializerContext;
