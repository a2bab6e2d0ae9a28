using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Reports;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>A run over thirty invented konnectors: every status, form, impact, kind of change and severity.</summary>
internal static class ReviewedFleet
{
    public static readonly RunHeader Header = new()
    {
        ToolVersion = "0.1.0",
        MappingsSha256 = "5d41a7c09be3f286c1d7a4e0936b58f2a17d4c80e5b93f6217c8d0a4e6b3f915",
        Started = "2026-01-01T00:00:00Z",
        Rules = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["konnector-type"] = "Version 2 says what kind of application it is apart from what it is written in.",
            ["data-types"] = "Readers look for data_types alone; the older spellings are ignored.",
            ["time-interval"] = "Readers look for time_interval; without it the konnector runs at any hour.",
            ["category"] = "Readers look for categories, a list; an array under category is ignored.",
            ["oauth"] = "Version 2 keeps what OAuth needs in one object.",
            ["account-fields"] = "Each field of the account form is described on its own.",
            ["folder-path"] = "The destination folder is no longer a field that people fill in.",
            ["doctypes"] = "A konnector that saves files names io.cozy.files.",
            ["folders"] = "The destination folder now comes from folders; new connections keep it.",
            ["field-required"] = "Readers look for required; isRequired is an older spelling.",
            ["manifest-version"] = "Tells readers which form the manifest has.",
            ["uuid"] = "A konnector keeps its UUID for life, even when its slug changes.",
        },
    };

    public static readonly IReadOnlyList<RepositoryResult> Repositories =
    [
        Unreadable("alder-water", 7, 24, "missing-comma", "A comma is missing between two members.", "Put a comma at the end of line 6."),
        Unreadable("birch-mobile", 31, 3, "trailing-comma", "A comma stands before the closing brace.", "Take the comma out, or plan again with --repair."),
        Blocked(
            "cedar-insurance",
            "duplicate-key",
            "/fields/login",
            "The member “login” stands twice in the same object.",
            "Remove one of them; readers take the last."),
        Blocked("dogwood-parking", "uuid-duplicate", "/uuid", "The UUID is used by example.org/elm/dogwood-lots, too.", "Give one of the two a new UUID."),
        Failed("elder-post", Reasons.HostUnreachable, "The host git.elder.example does not answer. Plan again when it does."),
        Failed("fir-school", Reasons.RepositoryNotFound, "There is no such repository, or it is private. Check the address."),
        Failed("gorse-club", Reasons.AuthenticationRefused, "The host asks for a login that git does not have. Configure a credential helper."),
        Repository("hazel-empty", RepositoryStatus.NoManifest, Reasons.EmptyRepository, "The repository has no commit."),
        Repository("holly-library", RepositoryStatus.NoManifest, Reasons.NoManifest, "No manifest.konnector in any folder."),
        Repository("ivy-energy", RepositoryStatus.Skipped, Reasons.DuplicateSource, "The same repository was given before, as https://example.org/grove/ivy-energy.git."),
        Migrated("juniper-bank", ManifestForm.Version2, Impact.Identity, [RenamedField], RenamedFieldHunks, 1, 1),
        Migrated("larch-photos", ManifestForm.Catalogue, Impact.Consent, [Oauth, Doctypes], OauthHunks, 5, 3),
        With(Migrated("laurel-calendar", ManifestForm.Camel, Impact.Schedule, [TimeInterval, DataTypes], TimeIntervalHunks, 2, 2), manifest => manifest with
        {
            Schedule = new(new Schedule("weekly", 0, 5)) { After = new Schedule("weekly", 5.5, 6.5) },
            AccountForm = new([Login]),
        }),
        With(Migrated("linden-telecom", ManifestForm.Year2017, Impact.Form, [KonnectorType, .. AccountFields, .. Folder, Version], Year2017Hunks, 16, 9, MissingCategory), manifest => manifest with
        {
            Schedule = new(new Schedule("weekly", 0, 5)),
            AccountForm = new([new AccountField("account", "text", Required: true, Advanced: false), Login]) { After = [Login with { Required = false }, Password] },
        }) with { References = [OldModule] },
        Several("maple-travel"),
        .. Names("magnolia-rail oak-books olive-grocer pear-pharmacy pine-garage")
            .Select(name => Migrated(name, ManifestForm.Leftovers, Impact.Form, [.. Folder, Uuid], FolderHunks, 5, 6)),
        .. Names("plum-toys poplar-games rowan-sports")
            .Select(name => Migrated(name, ManifestForm.Camel, Impact.None, [DataTypes, Category], DataTypesHunks, 2, 2, MissingCategory)),
        .. Names("sorrel-taxes spruce-forum")
            .Select(name => Migrated(name, ManifestForm.Version2, Impact.None, [Version, Uuid], VersionHunks, 3, 1)),
        .. Names("sumac-radio thyme-kitchen tulip-florist walnut-wood willow-crafts yew-archery").Select(Current),
    ];

    public static readonly RunTotals Totals = new()
    {
        Repositories = Enum.GetValues<RepositoryStatus>().ToDictionary(status => status, status => Repositories.Count(it => it.Status == status)),
        Manifests = Enum.GetValues<ManifestStatus>().ToDictionary(status => status, status => Manifests.Count(it => it.Status == status)),
        Changes = Manifests.Sum(manifest => manifest.Changes.Count),
        Errors = Manifests.Sum(manifest => manifest.Findings.Count(finding => finding.Severity == Severity.Error)),
        Warnings = Manifests.Sum(manifest => manifest.Findings.Count(finding => finding.Severity == Severity.Warning)),
    };

    private static IEnumerable<ManifestResult> Manifests => Repositories.SelectMany(repository => repository.Manifests);

    private static AccountField Login => new("login", "text", Required: true, Advanced: false) { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Customer number", ["fr"] = "Numéro client" } };

    private static AccountField Password => new("password", "password", Required: true, Advanced: false) { Label = "password" };

    private static Reference OldModule => new()
    {
        Path = "src/index.js",
        Line = 12,
        Column = 9,
        Specifier = "../lib/fetcher",
        Module = "lib/fetcher",
        Kind = ReferenceKind.DifferentCall,
        Replacement = "BaseKonnector",
        Hint = "The steps of the fetcher become one asynchronous function.",
    };

    private static Change Version =>
        new("manifest-version", ChangeKind.Insert, 1, "", "/manifest_version", "", "\"2\"");

    private static Change Uuid =>
        new("uuid", ChangeKind.Insert, 41, "", "/uuid", "", "\"6f1c5a0d2b7e5c93a84d10e7f2b9c346\"");

    private static Change DataTypes =>
        new("data-types", ChangeKind.Rename, 9, "/dataType", "/data_types", "[\"bill\"]", "[\"bill\"]");

    private static Change Category =>
        new("category", ChangeKind.Replace, 8, "/category", "/categories", "\"shopping\"", "[\"shopping\"]");

    private static Change KonnectorType =>
        new("konnector-type", ChangeKind.Replace, 4, "/type", "/type", "\"node\"", "\"konnector\"");

    private static Change TimeInterval =>
        new("time-interval", ChangeKind.Rename, 12, "/timeInterval", "/time_interval", "[5.5, 6.5]", "[5.5, 6.5]");

    private static Change Oauth =>
        new("oauth", ChangeKind.Replace, 14, "/oauth", "/oauth", "true", "{\"scope\": \"photos.read offline\"}");

    private static Change Doctypes =>
        new("doctypes", ChangeKind.Insert, 22, "", "/doctypes/-", "", "\"io.cozy.files\"");

    private static Change RenamedField =>
        new("snake-case", ChangeKind.Rename, 18, "/fields/zipCode", "/fields/zip_code", "{\"type\": \"text\"}", "{\"type\": \"text\"}");

    private static Change[] AccountFields =>
    [
        new("account-fields", ChangeKind.Remove, 12, "/fields/account", "", "{\"doctype\": \"io.cozy.accounts\", \"accountFormat\": \"login,password\"}", ""),
        new("account-fields", ChangeKind.Insert, 12, "", "/fields/login", "", "{\"type\": \"text\"}"),
        new("account-fields", ChangeKind.Insert, 12, "", "/fields/password", "", "{\"type\": \"password\"}"),
    ];

    private static Change[] Folder =>
    [
        new("folder-path", ChangeKind.Remove, 21, "/fields/advancedFields", "", "{\"folderPath\": {\"advanced\": true, \"isRequired\": false}}", ""),
        new("folders", ChangeKind.Insert, 26, "", "/folders", "", "[{\"defaultDir\": \"$administrative/$konnector/$account\"}]"),
    ];

    private static Finding MissingCategory => new(
        Severity.Warning,
        "category-others",
        "/categories/0",
        "The category “others” says nothing about the konnector.",
        "Choose one of the listed categories; the store sorts by it.")
    { Line = 8, Column = 15, Rule = "category-values" };

    private static string RenamedFieldHunks => """
        @@ -15,7 +15,7 @@
             "password": {
               "type": "password"
             },
        -    "zipCode": {
        +    "zip_code": {
               "type": "text"
             }
           },

        """;

    private static string OauthHunks => """
        @@ -11,8 +11,9 @@
           "categories": ["online_services"],
           "vendor_link": "https://photos.larch.example",
        -  "oauth": true,
        -  "oauth_scope": "photos.read offline",
        +  "oauth": {
        +    "scope": "photos.read offline"
        +  },
           "fields": {
             "access_token": {
               "type": "hidden"
        @@ -20,3 +21,4 @@
           },
           "doctypes": [
        -    "io.cozy.photos.albums"
        +    "io.cozy.photos.albums",
        +    "io.cozy.files"

        """;

    private static string TimeIntervalHunks => """
        @@ -9,4 +9,4 @@
        -  "dataType": ["bill"],
        +  "data_types": ["bill"],
           "frequency": "weekly",
           "language": "node",
        -  "timeInterval": [5.5, 6.5],
        +  "time_interval": [5.5, 6.5],

        """;

    private static string FolderHunks => """
        @@ -18,13 +18,12 @@
             "password": {
               "type": "password"
        -    },
        -    "advancedFields": {
        -      "folderPath": {
        -        "advanced": true,
        -        "isRequired": false
        -      }
             }
           },
        +  "folders": [{
        +    "defaultDir": "$administrative/$konnector/$account"
        +  }],
           "data_types": ["bill"],
           "permissions": {
             "bills": {
        @@ -38,5 +37,6 @@
               "type": "io.cozy.files"
             }
        -  }
        +  },
        +  "uuid": "6f1c5a0d2b7e5c93a84d10e7f2b9c346"
         }

        """;

    private static string DataTypesHunks => """
        @@ -6,6 +6,6 @@
           "editor": "Grove",
           "vendor_link": "https://grove.example",
        -  "category": "shopping",
        -  "dataType": ["bill"],
        +  "categories": ["shopping"],
        +  "data_types": ["bill"],
           "frequency": "monthly",
           "source": "git@example.org:grove/toys.git",

        """;

    private static string VersionHunks => """
        @@ -1,4 +1,5 @@
         {
        +  "manifest_version": "2",
           "version": "1.2.0",
           "name": "Sorrel",
           "type": "konnector",
        @@ -36,4 +37,5 @@
             }
        -  }
        +  },
        +  "uuid": "6f1c5a0d2b7e5c93a84d10e7f2b9c346"
         }

        """;

    private static string Year2017Hunks => """
        @@ -1,27 +1,34 @@
         {
        +  "manifest_version": "2",
           "version": "1.0.3",
           "name": "Linden Telecom",
        -  "type": "node",
        +  "type": "konnector",
        +  "language": "node",
           "slug": "lindentelecom",
           "description": "Fetches your bills",
        -  "category": "telecom",
        +  "categories": ["telecom"],
           "fields": {
        -    "account": {
        -      "doctype": "io.cozy.accounts",
        -      "accountFormat": "login,password"
        -    },
        -    "save_folder": {
        -      "doctype": "io.cozy.files"
        +    "login": {
        +      "type": "text"
        +    },
        +    "password": {
        +      "type": "password"
             }
           },
        +  "folders": [
        +    {
        +      "defaultDir": "$administrative/$konnector/$account"
        +    }
        +  ],
        +  "doctypes": ["io.cozy.files"],
           "permissions": {
             "accounts": {
               "type": "io.cozy.accounts"
             }
        -  }
        +  },
        +  "uuid": "6f1c5a0d2b7e5c93a84d10e7f2b9c346"
         }
        \ No newline at end of file

        """;

    private static RepositoryResult With(RepositoryResult repository, Func<ManifestResult, ManifestResult> changed) =>
        repository with { Manifests = [.. repository.Manifests.Select(changed)] };

    public static RepositoryResult Migrated(
        string name, ManifestForm form, Impact impact, IReadOnlyList<Change> changes, string hunks, int added, int removed, params Finding[] findings) =>
        Repository(name, RepositoryStatus.Migrated, Reasons.ChangesPlanned, "") with
        {
            Manifests =
            [
                Manifest("manifest.konnector", name, ManifestStatus.Migrated) with
                {
                    Form = form,
                    Impact = impact,
                    Changes = changes,
                    Findings = findings,
                    Hunks = hunks,
                    LinesAdded = added,
                    LinesRemoved = removed,
                },
            ],
        };

    public static RepositoryResult Repository(string name, RepositoryStatus status, string reason, string message) => new()
    {
        Repository = "example.org/grove/" + name,
        Source = "grove/" + name,
        Branch = status == RepositoryStatus.Failed ? "" : "master",
        Commit = status == RepositoryStatus.Failed ? "" : "3f8a1c7d90b2e465f7c8d1a0b3e4952867fd0c1b",
        Status = status,
        Reason = reason,
        Message = message,
    };

    private static ManifestResult Manifest(string path, string name, ManifestStatus status) => new()
    {
        Path = path,
        Slug = name.Replace("-", "", StringComparison.Ordinal),
        Name = name.Replace('-', ' '),
        Uuid = status is ManifestStatus.Unreadable ? "" : "6f1c5a0d2b7e5c93a84d10e7f2b9c346",
        Status = status,
        Sha256Before = new string('a', 64),
        Sha256After = new string('b', 64),
    };

    private static RepositoryResult Several(string name)
    {
        var first = Migrated(name, ManifestForm.Leftovers, Impact.Form, [.. Folder, Uuid], FolderHunks, 5, 6);
        return first with
        {
            Reason = Reasons.SeveralManifests,
            Message = "Two manifests were found; each is planned on its own.",
            Findings = [new(Severity.Info, "several-manifests", "", "The repository holds two manifests.", "")],
            Manifests = [first.Manifests[0], Manifest("archive/old.konnector", name, ManifestStatus.Current)],
        };
    }

    private static RepositoryResult Unreadable(string name, int line, int column, string code, string message, string hint) =>
        Repository(name, RepositoryStatus.Unreadable, code, message) with
        {
            Manifests =
            [
                Manifest("manifest.konnector", name, ManifestStatus.Unreadable) with
                {
                    Findings = [new(Severity.Error, code, "", message, hint) { Line = line, Column = column }],
                },
            ],
        };

    private static RepositoryResult Blocked(string name, string code, string pointer, string message, string hint) =>
        Repository(name, RepositoryStatus.Blocked, code, message) with
        {
            Manifests =
            [
                Manifest("manifest.konnector", name, ManifestStatus.Blocked) with
                {
                    Form = ManifestForm.Leftovers,
                    Findings = [new(Severity.Error, code, pointer, message, hint) { Line = 14, Column = 5 }],
                },
            ],
        };

    private static RepositoryResult Failed(string name, string reason, string message) =>
        Repository(name, RepositoryStatus.Failed, reason, message);

    private static RepositoryResult Current(string name) =>
        Repository(name, RepositoryStatus.Current, Reasons.NothingToDo, "") with
        {
            Manifests = [Manifest("manifest.konnector", name, ManifestStatus.Current)],
        };

    private static string[] Names(string names) => names.Split(' ');
}
