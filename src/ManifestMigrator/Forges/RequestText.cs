using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Forges;

/// <summary>Title and body of a request. Our part of the body stands between two markers, and the first one knows what we wrote.</summary>
/// <param name="Title">The title, without a prefix for drafts.</param>
/// <param name="Body">Our part with its markers.</param>
internal sealed partial record RequestText(string Title, string Body)
{
    public const string DefaultTitle = "chore(manifest): migrate to version 2";

    /// <summary>Most characters of a body; the forge with the least allows 65,536.</summary>
    public const int LongestBody = 60_000;

    private const string EndMarker = "<!-- manifest-migrator:end -->";

    /// <summary>The words that stand in both markers and in nothing else we write.</summary>
    public const string MarkerWord = "<!-- manifest-migrator:";

    /// <summary>Puts the markers around our part.</summary>
    /// <param name="title">The title.</param>
    /// <param name="inner">Our part, without markers.</param>
    /// <param name="plan">Digest of the plan.</param>
    public static RequestText Compose(string title, string inner, string plan) =>
        new(title, $"{MarkerWord}begin plan={plan[..12]} title={Digest(title)} text={Digest(inner)} -->\n{inner.Trim()}\n{EndMarker}\n");

    /// <summary>What to send so that a request says what it should; what people wrote is kept.</summary>
    /// <returns>New title and body, each <see langword="null"/> to keep it; and whether a person changed our part.</returns>
    public (string? Title, string? Body, bool IsEdited) Update(ForgeRequest request)
    {
        if (FindMarkers(request.Body) is not { } found)
            return (null, null, IsEdited: true);

        var title = request.Title != Title && Digest(request.Title) == found.Title ? Title : null;
        var isEdited = Digest(found.Inner) != found.Text;
        var body = request.Body[..found.Start] + Body.TrimEnd('\n') + request.Body[found.End..];
        return (title, isEdited || Normal(body) == Normal(request.Body) ? null : body, isEdited);
    }

    /// <summary>Where our part stands in a body, and what its first marker says; <see langword="null"/> when it is not there once and whole.</summary>
    public static FoundText? FindMarkers(string body)
    {
        // Other people write it too: with ten thousand first markers, looking for the end of each would take too long.
        if (body.AsSpan().Count(MarkerWord) != 2 || Markers().Matches(body) is not [var only])
            return null;
        var groups = only.Groups;
        return new FoundText(only.Index, only.Index + only.Length, groups["plan"].Value, groups["title"].Value, groups["text"].Value, groups["inner"].Value);
    }

    /// <summary>Forges keep neither the kind of line ending nor blanks at an end.</summary>
    private static string Normal(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim();

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(text))))[..16];

    [GeneratedRegex("<!-- manifest-migrator:begin plan=(?<plan>[0-9a-f]+) title=(?<title>[0-9a-f]+) text=(?<text>[0-9a-f]+) -->(?<inner>.*?)<!-- manifest-migrator:end -->", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markers();
}

/// <param name="Start">Where the first marker begins in the body.</param>
/// <param name="End">Where the second one ends.</param>
/// <param name="Plan">Beginning of the digest of the plan.</param>
/// <param name="Title">Digest of the title we wrote.</param>
/// <param name="Text">Digest of our part as we wrote it.</param>
/// <param name="Inner">Our part as it is now.</param>
internal sealed record FoundText(int Start, int End, string Plan, string Title, string Text, string Inner);

/// <summary>Writes the text of each repository's request from its plan, with a Handlebars template.</summary>
/// <remarks>
/// A template may use <c>repository</c>, <c>base</c>, <c>branch</c>, <c>commit</c>, <c>run</c>, <c>version</c>, <c>mappings</c>,
/// <c>notices</c> (sentences: what people will notice), <c>manifests</c> (each with
/// <c>path</c>, <c>name</c>, <c>form</c>, <c>changes</c>), <c>rules</c> (each with <c>id</c>, <c>why</c>, <c>changes</c>), <c>findings</c>
/// (each with <c>place</c>, <c>code</c>, <c>severity</c>, <c>message</c>,
/// <c>hint</c>), <c>more</c> (findings left out, a number), <c>reviewed</c> (whether a person approved the plan) and <c>tasks</c> (sentences: what a person should look at). Every value in it is harmless already.
/// </remarks>
internal sealed class RequestTexts
{
    private const string Default = """
        This moves {{#each manifests}}{{#unless @first}}, {{/unless}}{{path}}{{/each}} to version 2 of the konnector manifest. Nothing else is touched.

        ### What people will notice

        {{#each notices}}
        - {{this}}
        {{/each}}

        ### What was changed, and why

        {{#each rules}}
        - {{id}} ({{changes}}): {{why}}
        {{/each}}

        {{#if findings}}
        ### What was found and left alone

        {{#each findings}}
        - {{place}} {{severity}} {{code}}: {{message}}{{#if hint}} {{hint}}{{/if}}
        {{/each}}
        {{#if more}}
        - … and {{more}} more
        {{/if}}

        {{/if}}
        ### Please look at

        {{#each tasks}}
        - [ ] {{this}}
        {{/each}}

        ### How it was checked

        Before this was proposed, the planned manifest was parsed again as strict JSON, validated as version 2, compared with the old one as today's readers
        see it, and planned a second time, which changed nothing more.
        {{#if reviewed}}A person approved this change.{{else}}No person has approved this change yet.{{/if}} It is one commit on `{{base}}` at {{commit}}.

        The konnector's version is left alone: users get the change with the next release, not with this merge.

        **No, thank you?** Close this request; it will not come back. What you write above or below this text stays as it is.

        In values quoted from the manifest, ＠ ＃ ＜ ＞ ｀ stand for the ASCII signs, so that nobody is notified by accident.
        Made by manifest-migrator {{version}}, run {{run}}, mappings {{mappings}}.
        """;

    private readonly HandlebarsTemplate<object, object> _template;
    private readonly string _title;
    private readonly string _file;
    private readonly RunHeader _run;
    private readonly string _runName;

    /// <summary>What the reviewer decided: the text says that a person approved only what one did.</summary>
    public Decisions Decisions { get; init; } = Decisions.None;

    /// <param name="title">The title; <see langword="null"/> for the usual one.</param>
    /// <param name="file">The template; <see langword="null"/> for the one that is built in.</param>
    /// <param name="run">The run that is delivered.</param>
    /// <param name="runName">Name of its folder.</param>
    /// <exception cref="UsageException">The template cannot be read, or asks for something that there is not.</exception>
    public RequestTexts(string? title, FileInfo? file, RunHeader run, string runName)
    {
        _title = title ?? RequestText.DefaultTitle;
        _file = $"{file}";
        _run = run;
        _runName = runName;
        try
        {
            _template = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true })
                .Compile(file is null ? Default : InputFile.ReadAllText(file.FullName));
            Fill(Sample, page: null, findings: 1);
        }
        catch (Exception exception) when (exception is not UsageException)
        {
            throw new UsageException(ForgeMessages.BodyUnusable(_file, exception.Message));
        }
    }

    /// <summary>A repository that has something of everything, to find out what is wrong with a template before anything is done.</summary>
    private static RepositoryResult Sample { get; } = new()
    {
        Repository = "github.com/owner/name",
        Source = "owner/name",
        Status = RepositoryStatus.Migrated,
        Reason = Reasons.ChangesPlanned,
        Manifests =
        [
            new ManifestResult
            {
                Path = "a", Status = ManifestStatus.Migrated, Sha256Before = "", Sha256After = "",
                Changes = [new Change("rule", ChangeKind.Insert, 1, "", "", "", "")],
                Findings = [new Finding(Severity.Warning, "code", "", "", "hint")],
            },
        ],
    };

    /// <summary>The text for a repository.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="page">Gives the page of a line of a file; <see langword="null"/> where the forge is not known.</param>
    public RequestText Write(RepositoryResult repository, Func<string, int, string>? page)
    {
        var all = Findings(repository, page).Count();
        var inner = Fill(repository, page, all);
        for (var findings = all; RequestText.Compose(_title, inner, Decisions.Digest(repository)).Body.Length > RequestText.LongestBody; findings /= 2)
        {
            if (findings == 0)
            {
                inner = inner[..(RequestText.LongestBody - 1000)] + "\n…";
                break;
            }
            inner = Fill(repository, page, findings / 2);
        }
        return RequestText.Compose(_title, inner, Decisions.Digest(repository));
    }

    /// <summary>A text for places that carry little: what it is, what people will notice, and how to refuse.</summary>
    public RequestText WriteShort(RepositoryResult repository)
    {
        var notices = Notices([.. repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated)]);
        return RequestText.Compose(_title, $"{ForgeMessages.OneLine}\n\n{string.Join('\n', notices.Select(notice => $"- {notice}"))}",
            Decisions.Digest(repository));
    }

    private string Fill(RepositoryResult repository, Func<string, int, string>? page, int findings)
    {
        var manifests = repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated).ToList();
        var all = Findings(repository, page).ToList();
        var text = _template(new
        {
            repository = HarmlessMarkdown.Code(repository.Repository),
            @base = repository.Branch.Replace("`", "", StringComparison.Ordinal),
            branch = HarmlessMarkdown.Code(repository.Delivery.Branch),
            commit = HarmlessMarkdown.Code(repository.Commit.Length > 10 ? repository.Commit[..10] : repository.Commit),
            run = HarmlessMarkdown.Code(_runName),
            version = BuiltIn.Version,
            mappings = _run.MappingsSha256.Length > 12 ? _run.MappingsSha256[..12] : _run.MappingsSha256,
            notices = Notices(manifests),
            manifests = manifests.Select(manifest => new
            {
                path = HarmlessMarkdown.Code(manifest.Path),
                name = HarmlessMarkdown.Code(manifest.Name),
                form = Spelling.Spell(manifest.Form),
                changes = manifest.Changes.Count,
            }).ToList(),
            rules = manifests.SelectMany(manifest => manifest.Changes)
                .GroupBy(change => change.Rule, StringComparer.Ordinal)
                .OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => new
                {
                    id = HarmlessMarkdown.Code(rule.Key),
                    why = HarmlessMarkdown.Prose(_run.Rules.GetValueOrDefault(rule.Key) ?? ""),
                    changes = rule.Count()
                })
                .ToList(),
            findings = all.Take(findings).ToList(),
            more = Math.Max(0, all.Count - findings),
            reviewed = Decisions.Judge(repository) == Standing.Approved,
            tasks = Tasks(manifests, all.Count).ToList(),
        }).ReplaceLineEndings("\n").Trim();
        return text.Contains(RequestText.MarkerWord, StringComparison.Ordinal) ? throw new UsageException(ForgeMessages.BodyHoldsMarkers(_file)) : text;
    }

    private static IEnumerable<object> Findings(RepositoryResult repository, Func<string, int, string>? page) =>
        from manifest in repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated)
        from finding in manifest.Findings
        let path = finding.Path.Length > 0 ? finding.Path : manifest.Path
        let place = HarmlessMarkdown.Code(finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{path}:{finding.Line}") : path)
        select (object)new
        {
            place = finding.Line > 0 && page is not null ? $"[{place}]({page(path, finding.Line)})" : place,
            severity = Spelling.Spell(finding.Severity),
            code = HarmlessMarkdown.Code(finding.Code),
            message = HarmlessMarkdown.Code(finding.Message),
            hint = finding.Hint.Length > 0 ? HarmlessMarkdown.Code(finding.Hint) : "",
        };

    private static List<string> Notices(IReadOnlyCollection<ManifestResult> manifests)
    {
        var sentences = manifests.Select(manifest => manifest.Impact).Distinct().OrderDescending().Select(impact => impact switch
        {
            Impact.Identity => "It becomes another konnector: slug, editor or the name of a field changes.",
            Impact.Consent => "Permissions change: the stack waits for the user's consent before the konnector runs again.",
            Impact.Schedule => "The konnector runs at other times.",
            Impact.Form => "The account form changes.",
            _ => "",
        }).Where(sentence => sentence.Length > 0).ToList();
        return sentences.Count > 0 ? sentences : ["Nothing: nobody who uses the konnector sees a difference."];
    }

    private static IEnumerable<string> Tasks(IReadOnlyCollection<ManifestResult> manifests, int findings)
    {
        yield return "The difference changes only what is listed above.";
        if (manifests.Any(manifest => manifest.Impact == Impact.Form))
            yield return "The account form still asks for what the konnector needs.";
        if (manifests.Any(manifest => manifest.Impact == Impact.Schedule))
            yield return "The new times are right for the vendor's site.";
        if (manifests.Any(manifest => manifest.Impact == Impact.Consent))
            yield return "Users may be asked for the new permissions.";
        if (manifests.Any(manifest => manifest.Impact == Impact.Identity))
            yield return "Whoever has an account keeps it under the new identity.";
        if (findings > 0)
            yield return "What was found and left alone needs nothing, or an issue of its own.";
    }
}
