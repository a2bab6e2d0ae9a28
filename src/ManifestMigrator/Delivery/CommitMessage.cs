using HandlebarsDotNet;
using ManifestMigrator.Commands;
using ManifestMigrator.Migration;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Delivery;

/// <summary>The message of a delivered commit, made from a Handlebars template.</summary>
/// <remarks>
/// A template may use <c>repository</c>, <c>branch</c>, <c>run</c> (the run folder's name), <c>version</c>, <c>mappings</c>, <c>changes</c> (a number),
/// <c>manifests</c> (each with <c>path</c>, <c>changes</c>, <c>impact</c>) and <c>rules</c> (each with <c>id</c>, <c>why</c>, <c>changes</c>).
/// </remarks>
internal sealed class CommitMessage
{
    private const string Default = """
        Migrate {{#if single}}{{single}}{{else}}{{manifests.length}} manifests{{/if}} to version 2

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

    /// <param name="file">The template; <see langword="null"/> for the one that is built in.</param>
    /// <param name="run">The run that is delivered.</param>
    /// <param name="runName">Name of its folder.</param>
    /// <exception cref="UsageException">The template cannot be read.</exception>
    public CommitMessage(FileInfo? file, RunHeader run, string runName)
    {
        _run = run;
        _runName = runName;
        try
        {
            _template = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true })
                .Compile(file is null ? Default : File.ReadAllText(file.FullName));
        }
        catch (HandlebarsException exception)
        {
            throw new UsageException($"{file}: {exception.Message}");
        }
    }

    /// <summary>The message of the commit for a repository, with our mark at its end.</summary>
    /// <exception cref="UsageException">The template asks for something that there is not.</exception>
    public string Of(RepositoryResult repository, string tree)
    {
        var manifests = repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated).ToList();
        try
        {
            var text = _template(new
            {
                repository = repository.Repository,
                branch = repository.Branch,
                run = _runName,
                version = BuiltIn.Version,
                mappings = _run.MappingsSha256[..12],
                changes = manifests.Sum(manifest => manifest.Changes.Count),
                single = manifests.Count == 1 ? manifests[0].Path : "",
                manifests = manifests.Select(manifest => new { path = manifest.Path, changes = manifest.Changes.Count, impact = Spelling.Of(manifest.Impact) }).ToList(),
                rules = Rules(manifests).ToList(),
            });
            return $"{text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim()}\n\n{OwnCommit.Mark(repository.Commit, tree)}\n";
        }
        catch (HandlebarsException exception)
        {
            throw new UsageException($"--message: {exception.Message}");
        }
    }

    private IEnumerable<object> Rules(List<ManifestResult> manifests) => manifests
        .SelectMany(manifest => manifest.Changes)
        .GroupBy(change => change.Rule, StringComparer.Ordinal)
        .OrderBy(rule => rule.Key, StringComparer.Ordinal)
        .Select(rule => new { id = rule.Key, why = _run.Rules.GetValueOrDefault(rule.Key) ?? "", changes = rule.Count() });
}
