using System.ComponentModel;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Reports.Csv;

// The rows of every CSV file: a property is a column.

/// <summary>A line of <c>repositories.csv</c>: one for every source that was given.</summary>
internal sealed class RepositoryRow(string key, RepositoryResult repository, Decisions decisions)
{
    [Description("Identity host/owner/name, in lower case; of a second revision of a repository, with #revision behind it. All files are joined by it.")]
    public string Repository => key;

    [Description("The source as it was given, without secrets.")]
    public string Source => repository.Source;

    [Description("Branch that was read.")]
    public string Branch => repository.Branch;

    [Description("Commit that was read.")]
    public string Commit => repository.Commit;

    [Description("The worst status of its manifests, or no-manifest, skipped, failed, interrupted.")]
    public string Status => Spelling.Spell(repository.Status);

    [Description("Stable code that says why.")]
    public string Reason => repository.Delivery.Reason.Length > 0 ? repository.Delivery.Reason : repository.Reason;

    [Description("One sentence that goes with the reason; may be empty.")]
    public string Message => repository.Delivery.Reason.Length > 0 ? repository.Delivery.Message
        : repository.Message.Length > 0 ? repository.Message
        : repository.Manifests.SelectMany(manifest => manifest.Findings).Concat(repository.Findings)
            .FirstOrDefault(finding => finding.Severity == Severity.Error && finding.Code == repository.Reason)?.Message ?? "";

    [Description("The strongest impact of its manifests: label, none, form, schedule, consent or identity; empty when none can be read.")]
    public string Impact => Readable is [_, ..] ? Spelling.Spell(Readable.Max(manifest => manifest.Impact)) : "";

    [Description("The oldest form of its manifests: 2017, catalogue, camel, leftovers or v2; empty when none can be read.")]
    public string Form => Readable is [_, ..] ? Spelling.Spell(Readable.Max(manifest => manifest.Form)) : "";

    [Description("Number of manifests in it.")]
    public int Manifests => repository.Manifests.Count;

    [Description("Number of changes in all its manifests.")]
    public int Changes => repository.Changes();

    [Description("Number of error findings.")]
    public int Errors => repository.Count(Severity.Error);

    [Description("Number of warning findings.")]
    public int Warnings => repository.Count(Severity.Warning);

    [Description("What was decided about this plan when the reports were written: approved or rejected; approved-before or rejected-before when only another plan of it was decided on; empty when nothing is decided, or nothing planned.")]
    public string Decision => repository.Status == RepositoryStatus.Migrated && decisions.Judge(repository) is not Standing.Undecided and var standing ? Spelling.Spell(standing) : "";

    [Description("The note that goes with the decision, or stands alone.")]
    public string Note => decisions.Entry(repository)?.Note ?? "";

    [Description("Path of its patch in the run folder; empty when nothing would be delivered.")]
    public string Patch => repository.Patch;

    [Description("Branch that was made for the delivery.")]
    public string DeliveryBranch => repository.Delivery.Branch;

    [Description("Commit that was made for the delivery.")]
    public string DeliveryCommit => repository.Delivery.Commit;

    [Description("Whether that commit was pushed: true or false; empty when there is none.")]
    public string Pushed => repository.Delivery.Commit.Length == 0 ? "" : repository.Delivery.Step == DeliveryStep.Pushed ? "true" : "false";

    [Description("Address of the pull or merge request, or the one where it can be opened.")]
    public string Request => repository.Delivery.Request;

    [Description("none, open, draft, changed, foreign, declined, reverted, landed or landed-otherwise; empty until the forge was asked.")]
    public string RequestState => repository.Delivery.RequestState;

    [Description("passed, failed, running, none or unknown; empty until the forge was asked.")]
    public string Checks => repository.Delivery.Checks;

    private List<ManifestResult> Readable => [.. repository.Manifests.Where(manifest => manifest.IsUnderstood())];
}

/// <summary>A line of <c>manifests.csv</c>: one for every manifest file that was found.</summary>
internal sealed class ManifestRow(string key, ManifestResult manifest)
{
    [Description("The repository, as in repositories.csv.")]
    public string Repository => key;

    [Description("Path in the repository, with forward slashes.")]
    public string Path => manifest.Path;

    [Description("The manifest's slug.")]
    public string Slug => manifest.Slug;

    [Description("The manifest's name.")]
    public string Name => manifest.Name;

    [Description("The UUID it has after the migration.")]
    public string Uuid => manifest.Uuid;

    [Description("The form it was written in: 2017, catalogue, camel, leftovers or v2; empty when it cannot be read.")]
    public string Form => IsReadable ? Spelling.Spell(manifest.Form) : "";

    [Description("migrated, current, blocked, unreadable, or skipped: it is no manifest, or its change was left out.")]
    public string Status => Spelling.Spell(manifest.Status);

    [Description("What the change means to those who use the konnector: label, none, form, schedule, consent or identity; empty when it cannot be read.")]
    public string Impact => IsReadable ? Spelling.Spell(manifest.Impact) : "";

    [Description("Number of changes.")]
    public int Changes => manifest.Changes.Count;

    [Description("Number of error findings.")]
    public int Errors => manifest.Count(Severity.Error);

    [Description("Number of warning findings.")]
    public int Warnings => manifest.Count(Severity.Warning);

    [Description("Lines that the difference adds.")]
    public int LinesAdded => manifest.LinesAdded;

    [Description("Lines that the difference removes.")]
    public int LinesRemoved => manifest.LinesRemoved;

    [Description("SHA-256 of the file as it was read.")]
    public string Sha256Before => manifest.Sha256Before;

    [Description("SHA-256 of the planned file.")]
    public string Sha256After => manifest.Sha256After;

    private bool IsReadable => manifest.IsUnderstood();

    public static IEnumerable<ManifestRow> Rows(string key, RepositoryResult repository) =>
        repository.Manifests.Select(manifest => new ManifestRow(key, manifest));
}

/// <summary>A line of <c>changes.csv</c>: one thing a rule did to a manifest.</summary>
internal sealed class ChangeRow(string key, ManifestResult manifest, Change change)
{
    [Description("The repository, as in repositories.csv.")]
    public string Repository => key;

    [Description("Path of the manifest in the repository.")]
    public string Path => manifest.Path;

    [Description("Line in the file as it was read; for an insertion the line after which it goes; empty when it is about no line.")]
    public int? Line => change.Line > 0 ? change.Line : null;

    [Description("Identifier of the rule; repair for a line that was not strict JSON.")]
    public string Rule => change.Rule;

    [Description("insert, remove, rename, replace, move or repair.")]
    public string Kind => Spelling.Spell(change.Kind);

    [Description("JSON Pointer of what was there.")]
    public string PointerBefore => change.PointerBefore;

    [Description("JSON Pointer of what is there now.")]
    public string PointerAfter => change.PointerAfter;

    [Description("JSON text that was there, whole and as it was written; of a repair, the line.")]
    public string ValueBefore => change.ValueBefore;

    [Description("JSON text that is there now, whole; of a repair, the line.")]
    public string ValueAfter => change.ValueAfter;

    public static IEnumerable<ChangeRow> Rows(string key, RepositoryResult repository) =>
        from manifest in repository.Manifests
        from change in manifest.Changes
        select new ChangeRow(key, manifest, change);
}

/// <summary>A line of <c>findings.csv</c>: what was noticed about a repository or one of its manifests.</summary>
internal sealed class FindingRow(string key, string path, Finding finding)
{
    [Description("The repository, as in repositories.csv.")]
    public string Repository => key;

    [Description("Path in the repository of the file that the place is in: the manifest, or source code; empty for the repository as a whole.")]
    public string Path => finding.Path.Length > 0 ? finding.Path : path;

    [Description("Line in the file as it was read; empty when it is about no place.")]
    public int? Line => finding.Line > 0 ? finding.Line : null;

    [Description("Column in that line, in UTF-16 code units; empty when it is about no place.")]
    public int? Column => finding.Column > 0 ? finding.Column : null;

    [Description("info, warning or error; a warning with the action fix may be what check calls an error, see Actions.")]
    public string Severity => Spelling.Spell(finding.Severity);

    [Description("What it asks of a person: none, look, fix or decide.")]
    public string Action => Spelling.Spell(finding.Action);

    [Description("Stable code of what was found.")]
    public string Code => finding.Code;

    [Description("JSON Pointer of the place.")]
    public string Pointer => finding.Pointer;

    [Description("What is there, in a sentence.")]
    public string Message => finding.Message;

    [Description("What a person can do about it.")]
    public string Hint => finding.Hint;

    public static IEnumerable<FindingRow> Rows(string key, RepositoryResult repository) =>
        from manifest in repository.Manifests.Select(manifest => (manifest.Path, manifest.Findings)).Prepend((Path: "", repository.Findings))
        from finding in manifest.Findings
        orderby finding.Severity == Manifest.Severity.Error descending, finding.Action descending, finding.Severity descending
        select new FindingRow(key, manifest.Path, finding);
}

/// <summary>A line of <c>references.csv</c>: a place where source code uses a module that konnectors once shared.</summary>
internal sealed class ReferenceRow(string key, Reference reference)
{
    [Description("The repository, as in repositories.csv.")]
    public string Repository => key;

    [Description("Path of the source file in the repository.")]
    public string Path => reference.Path;

    [Description("Line of the specifier.")]
    public int Line => reference.Line;

    [Description("Column of the specifier in that line, in UTF-16 code units.")]
    public int Column => reference.Column;

    [Description("The module as the code names it.")]
    public string Specifier => reference.Specifier;

    [Description("The module's name in the list of shared modules.")]
    public string Module => reference.Module;

    [Description("same-call, renamed, different-call, doctype or removed.")]
    public string Kind => Spelling.Spell(reference.Kind);

    [Description("What has to be done: none, rename, rewrite, or upgrade to X.Y.Z of cozy-konnector-libs.")]
    public string Action => reference.Action;

    [Description("What takes its place.")]
    public string Replacement => reference.Replacement;

    [Description("What a person can do about it.")]
    public string Hint => reference.Hint;

    public static IEnumerable<ReferenceRow> Rows(string key, RepositoryResult repository) =>
        repository.References.Select(reference => new ReferenceRow(key, reference));
}

/// <summary>A line of <c>uuids.csv</c>, the ledger that a later run can be given: one for every manifest with a well-formed UUID of its own.</summary>
internal sealed class UuidRow(string key, ManifestResult manifest)
{
    [Description("32 lower-case hexadecimal digits.")]
    public string Uuid => manifest.Uuid;

    [Description("The manifest's slug.")]
    public string Slug => manifest.Slug;

    [Description("The repository, as in repositories.csv.")]
    public string Repository => key;

    [Description("Path of the manifest in the repository.")]
    public string Path => manifest.Path;

    /// <summary>A ledger with anything else in it would be refused by the next run.</summary>
    private static bool IsWellFormed(string uuid) => uuid.Length == 32 && uuid.All(char.IsAsciiHexDigitLower);

    private static bool IsShared(ManifestResult manifest) => manifest.Findings.Any(finding => finding.Code == BatchFindings.DuplicateUuid);

    public static IEnumerable<UuidRow> Rows(string key, RepositoryResult repository) =>
        repository.Manifests.Where(manifest => IsWellFormed(manifest.Uuid) && !IsShared(manifest)).Select(manifest => new UuidRow(key, manifest));
}
