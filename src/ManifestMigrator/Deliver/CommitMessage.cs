using HandlebarsDotNet;
using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Deliver;

/// <summary>The message of a delivered commit, made from a Handlebars template.</summary>
/// <remarks>
/// A template may use <c>repository</c>, <c>branch</c>, <c>run</c> (the run folder's name), <c>version</c>, <c>mappings</c>,
/// <c>changes</c> (a number), <c>count</c> (of manifests),
/// <c>manifests</c> (each with <c>path</c>, <c>changes</c>, <c>impact</c>) and <c>rules</c> (each with <c>id</c>, <c>why</c>, <c>changes</c>).
/// </remarks>
internal sealed class CommitMessage
{
    private const string Default = """
        Migrate {{#if single}}{{single}}{{else}}{{count}} manifests{{/if}} to version 2

        {{#unless single}}
        {{#each manifests}}
        {{path}}: {{changes}}
        {{/each}}

        {{/unless}}
        Changes by rule:
        {{#each rules}}
        - {{id}}: {{changes}}
        {{/each}}

        Planned by manifest-migrator {{version}}, run {{run}}, mappings {{mappings}}.

        """;

    private readonly HandlebarsTemplate<object, object> _template;
    private readonly RunHeader _run;
    private readonly string _runName;

    /// <param name="file">The template; <see langword="null"/> for the built-in one.</param>
    /// <param name="run">The run that is delivered.</param>
    /// <param name="runName">Name of its folder.</param>
    /// <exception cref="UsageException">The template cannot be read, or names a value that does not exist.</exception>
    public CommitMessage(FileInfo? file, RunHeader run, string runName)
    {
        _run = run;
        _runName = runName;
        try
        {
            _template = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true })
                .Compile(file is null ? Default : InputFile.ReadAllText(file.FullName));
            _template(Values(Sample));
        }
        catch (Exception exception)
        {
            throw new UsageException(DeliveryMessages.NoTemplate($"{file}", exception.Message));
        }
    }

    /// <summary>A repository with something of everything, so that a wrong template is refused before anything is done.</summary>
    private static RepositoryResult Sample { get; } = new()
    {
        Repository = "github.com/owner/name",
        Source = "owner/name",
        Status = RepositoryStatus.Migrated,
        Reason = Reasons.SeveralManifests,
        Manifests =
        [
            new ManifestResult { Path = "a", Status = ManifestStatus.Migrated, Sha256Before = "", Sha256After = "" },
            new ManifestResult
            {
                Path = "b", Status = ManifestStatus.Migrated, Sha256Before = "", Sha256After = "",
                Changes = [new Change("rule", ChangeKind.Insert, 1, "", "", "", "")],
            },
        ],
    };

    /// <summary>The message of the commit for a repository, with our mark at its end.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="tree">Object name of the commit's tree.</param>
    public string Write(RepositoryResult repository, string tree) =>
        $"{_template(Values(repository)).Replace("\r\n", "\n", StringComparison.Ordinal).Trim()}\n\n{OwnCommit.Mark(repository.Commit, tree)}\n";

    private object Values(RepositoryResult repository)
    {
        var manifests = repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated).ToList();
        return new
        {
            repository = repository.Repository,
            branch = repository.Branch,
            run = _runName,
            version = BuiltIn.Version,
            mappings = _run.MappingsSha256[..Math.Min(12, _run.MappingsSha256.Length)],
            changes = manifests.Sum(manifest => manifest.Changes.Count),
            count = manifests.Count,
            single = manifests.Count == 1 ? manifests[0].Path : "",
            manifests = manifests
                .Select(manifest => new { path = manifest.Path, changes = manifest.Changes.Count, impact = Spelling.Spell(manifest.Impact) })
                .ToList(),
            rules = Rules(manifests).ToList(),
        };
    }

    private IEnumerable<object> Rules(List<ManifestResult> manifests) => manifests
        .SelectMany(manifest => manifest.Changes)
        .GroupBy(change => change.Rule, StringComparer.Ordinal)
        .OrderBy(rule => rule.Key, StringComparer.Ordinal)
        .Select(rule => new { id = rule.Key, why = _run.Rules.GetValueOrDefault(rule.Key) ?? "", changes = rule.Count() });
}
