using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Csv;
using ManifestMigrator.Rules;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Sources;
using ManifestMigrator.Tests.SourceCode;
using ManifestMigrator.Text;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Fuzz;

/// <summary>What is tried.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Words">Texts that mean something to it.</param>
/// <param name="Corpus">The inputs to begin with; the folder has more, if there is one.</param>
/// <param name="Law">The law that an input breaks, as a sentence; <see langword="null"/> when it breaks none.</param>
internal sealed record Target(string Name, IReadOnlyList<string> Words, Func<DirectoryInfo?, IReadOnlyList<byte[]>> Corpus, Func<byte[], string?> Law);

/// <summary>All of them, and their laws.</summary>
internal static class Targets
{
    private static readonly Mappings Mappings = ReadMappings();

    private static readonly ManifestOrigin Origin = new("git.example.org/alder/voltaire", "manifest.konnector");

    private static readonly RunTotals NoTotals = new()
    {
        Repositories = new Dictionary<RepositoryStatus, int>(),
        Manifests = new Dictionary<ManifestStatus, int>(),
        Changes = 0,
        Errors = 0,
        Warnings = 0,
    };

    private static readonly string[] JsonWords =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00e9", "\\ud800", "'", "null", "true", "-0", "1e400", "\r", "\n", "\t", "\uFEFF", "\u2028", "é", "💡", "//", "/*", "<<<<<<<", "",
        .. KnownProperties.Manifest.Names.Words, .. KnownProperties.Field.Names.Words, .. OldProperties.All.Select(old => old.Key),
        "0", "00", "~", "a/b", "folderPath", "documents", "other", "transportation", "io.cozy.files", "login,password", "fr, en", "node", "en", "fr",
    ];

    private static readonly string[] CodeWords =
    [
        "\"", "'", "`", "${", "}", "{", "(", ")", "[", "]", "/", "//", "/*", "*/", "###", "#", "\\", "\n", "\r", "\r\n", "=>", "->", "import ", "export ", "from ", "require(", "fields.", "class ", "return ", "=", "==",
        "\u2028", "é", "💡", "0x", "1e", ".5", "<!--", "-->", "\"\"\"", "///", "?.", "@", "async ",
    ];

    private static readonly string[] AddressWords =
    [
        "github:", "gitlab:", "gist:", "registry://", "file://", "git+ssh://", "ssh://", "https://", "HTTP:", "git:", "ext::", "ada@", "ada:pw@", "github.com", "gist.github.com", "git.example.org", "[::1]", ":22", ":99999",
        "/", "//", "\\", ":", "@", "#", "?", "%", "%2e", "%2d", "%00", "%E9", "..", "-", "alder", "voltaire.git", "/tree/spring", ".tgz", "semver:", " ", "\t", "é", "\u0007", "~", "-u", "--upload-pack=x",
    ];

    private static readonly string[] CsvWords = ["\"", ",", "\r", "\n", "\r\n", "'", "=", "+", "-", "@", "\t", "＝", "\u200B", "\u2028", "é", "💡", "\0", " ", "''=", "@cozy/minilog", ";"];

    public static readonly IReadOnlyList<Target> All =
    [
        new("json", JsonWords, folder => Files(folder, "*.konnector", "*.json"), Json),
        new("lexer", CodeWords, folder => [.. Texts("import { a, b as c } from 'cozy-konnector-libs'\n", "const x = require('x')({ y: /[/]\\/'/g, z: `a${b}` })\n", "module.exports = new BaseKonnector (fields) ->\n  log \"#{fields.login}\" # x\n"), .. Files(folder, "*.js", "*.ts", "*.coffee")], Lexer),
        new("repeated", CodeWords, _ => Texts(HostileCode.Pieces), Repeated),
        new("addresses", AddressWords, _ => Texts("alder/voltaire", "https://ada:pw@git.example.org/alder/voltaire.git#main", "git@github.com:alder/voltaire.git", "./folder#main", "registry://voltaire/stable", "https://example.org/a.tgz?token=x"), Addresses),
        new("csv", CsvWords, _ => Texts("=1+1", "a,b", "a\r\nb", "\"x\"", "@cozy/minilog"), Csv),
    ];

    private static string? Json(byte[] input)
    {
        var text = SourceText.Decode(input, out var undecodable);
        if (undecodable is null)
        {
            if (!text.Encode().AsSpan().SequenceEqual(input))
                return "The text does not give the same bytes.";
            if (Parse(text.Text) is { } law)
                return law;
        }

        foreach (var repairs in new[] { false, true })
        {
            if (Plan(input, repairs) is { } law)
                return law;
        }
        return ManifestCheck.Findings(input).Any(finding => finding.Line < 1 || finding.Column < 1) ? "A finding has no place." : null;
    }

    private static string? Parse(string text)
    {
        var tree = SyntaxTree.Parse(text);
        var accepted = IsStrict(text);
        if (tree.Problems.Any(problem => problem.Offset < 0 || problem.Offset > text.Length))
            return "A problem stands outside the text.";
        if (tree.Problems.Count == 0 != accepted)
            return accepted ? $"Our parser refuses what System.Text.Json accepts: {tree.Problems[0].Code}" : "Our parser accepts what System.Text.Json refuses.";
        if (!accepted)
            return null;
        if (StrictJson.FirstDifference(tree) is not null)
            return "The tree is not what System.Text.Json reads.";
        if (SecondReader.Compare(text, text, new HashSet<string>(StringComparer.Ordinal)).Any())
            return "Newtonsoft.Json sees a difference where there is none.";
        if (!tree.DuplicateMembers().Any() && tree.Root is ObjectNode root && Pointers(SecondReader.Read(text)) is var theirs && !theirs.SetEquals(Pointers(root)))
            return "Newtonsoft.Json finds other values.";
        return null;
    }

    private static string? Plan(byte[] input, bool repairs)
    {
        var plan = Migrator.Plan(input, Origin, Mappings, repairs);
        if (plan.Result.Findings.FirstOrDefault(finding => finding.Code is "check-failed" or "not-reproduced") is { } failed)
            return $"{failed.Code}: {failed.Message.Split('\'')[0]}";
        if ((plan.Result.Status == ManifestStatus.Migrated) != plan.PlannedBytes is not null)
            return "What is migrated has planned bytes, and nothing else has.";
        if (plan.PlannedBytes is not { } planned)
            return null;

        var again = Migrator.Plan(planned, Origin, Mappings);
        if (again.Result.Changes.Count > 0 || again.Result.Status != ManifestStatus.Current)
            return $"Planning the result again is {again.Result.Status}.";
        if (!IsStrict(SourceText.Decode(planned, out _).Text))
            return "The result is not strict JSON.";
        var silent = ManifestCheck.Findings(planned).FirstOrDefault(error => error.Severity == Severity.Error
            && !plan.Result.Findings.Any(finding => finding.Pointer == error.Pointer || (finding.Rule.Length > 0 && JsonPointer.IsAtOrBelow(finding.Pointer, error.Pointer))));
        return silent is null ? null : $"check says {silent.Code} of the result, the plan does not.";
    }

    private static string? Lexer(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        foreach (var language in new[] { SourceLanguage.JavaScript, SourceLanguage.CoffeeScript })
        {
            var tokens = SourceCode.Lexer.Tokenize(text, language);
            var end = 0;
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].Start < end || tokens[i].End <= tokens[i].Start || tokens[i].End > text.Length)
                    return $"The tokens of {language} are not in order and inside the text.";
                end = tokens[i].End;
                if (tokens.Partner(i) is var partner and >= 0 && tokens.Partner(partner) != i)
                    return $"The brackets of {language} are not pairs.";
                _ = tokens.Word(i);
            }
        }
        return null;
    }

    /// <summary>Where time grew with the square of the length, such a text would take thousands of times as long as plain code does in the same second.</summary>
    private static string? Repeated(byte[] input)
    {
        var piece = Encoding.UTF8.GetString(input);
        if (piece.Length is 0 or > 200)
            return null;
        foreach (var language in Enum.GetValues<SourceLanguage>())
        {
            if (!Enumerable.Range(0, 3).Any(_ => TimeToRead(piece, language) < 40 * TimeToRead("a = b + 'c';\n", language)))
                return $"Repeated, a piece of {language} takes 40 times as long as plain code.";
        }
        return null;
    }

    private static TimeSpan TimeToRead(string piece, SourceLanguage language)
    {
        var text = HostileCode.Repeat(piece, 150_000);
        var file = new SourceFile(language == SourceLanguage.CoffeeScript ? "index.coffee" : "index.js", Encoding.UTF8.GetBytes(text));
        var watch = Stopwatch.StartNew();
        var tree = SourceTree.Read([file], []);
        _ = FieldFlow.Follow(tree, tree.Code);
        var code = CodeStructure.Read(SourceCode.Lexer.Tokenize(text, language));
        _ = KonnectorDeclaration.Read(code, ModuleLinks.Read(code));
        return watch.Elapsed;
    }

    private static string? Addresses(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        foreach (var (line, source) in SourceList.Lines(text))
        {
            if (line < 1 || source.Length == 0)
                return "A line of a list is empty.";
        }
        _ = RepositoryIdentity.Parse(text);
        _ = Secrets.MaskRefused(text);
        try
        {
            var address = SourceGrammar.Parse(text);
            if (address.Identity.Length == 0 || address.Identity.Split('/').Any(part => part is "" or "." or ".."))
                return "An identity has an empty or a dotted name.";
            if (address.Url.StartsWith('-') || address.Revision?.StartsWith('-') is true)
                return "Git would take an address for an option.";
            if (address.Kind != AddressKind.Folder && !address.IsLocal && SourceGrammar.Parse(address.Source) is var again && again.Identity != address.Identity)
                return "Without its secrets an address names something else.";
        }
        catch (SourceException exception) when (exception.Message.Length > 0)
        {
            return null;
        }
        return null;
    }

    private static string? Csv(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var finding = new Finding(Severity.Info, text, text, text, text) { Path = text };
        using var written = new StringWriter();
        var report = CsvReport.Create(written, FindingRow.Rows);
        var result = new RepositoryResult { Repository = text, Source = text, Status = RepositoryStatus.Current, Reason = Reasons.NothingToDo, Findings = [finding, finding] };
        report.Add(result);
        report.Complete(NoTotals);

        using var csv = new CsvParser(new StringReader(written.ToString()), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. csv.Record!]);
        var again = Rfc4180(written.ToString());
        if (rows.Count != 3 || again.Count != 3)
            return "A text splits a row.";
        if (rows.Concat(again).Any(row => row.Length != rows[0].Length))
            return "A text adds a column.";
        var column = Array.IndexOf(rows[0], "message");
        return rows.Skip(1).Concat(again.Skip(1)).Any(row => FormulaGuard.Remove(row[column]) != text) ? "A text is not read back." : null;
    }

    /// <summary>A second reader of CSV, for which CR LF, LF and CR each end a row, as spreadsheets have it.</summary>
    private static List<string[]> Rfc4180(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (isQuoted)
            {
                if (character != '"')
                    field.Append(character);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[i++]);
                else
                    isQuoted = false;
                continue;
            }
            if (character == '"' && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (character is ',' or '\n' or '\r')
            {
                row.Add(field.ToString());
                field.Clear();
                if (character == ',')
                    continue;
                rows.Add([.. row]);
                row.Clear();
            }
            else
            {
                field.Append(character);
            }
        }
        return rows;
    }

    private static bool IsStrict(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = SyntaxTree.MaximumDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static HashSet<string> Pointers(SyntaxNode node)
    {
        var pointers = new HashSet<string>(StringComparer.Ordinal);
        var rest = new Stack<SyntaxNode>([node]);
        while (rest.TryPop(out var next))
        {
            if (next is ScalarNode)
                pointers.Add(Whole($"{next.Pointer} {next.AsString()}"));
            for (var i = 0; next is ContainerNode container && i < container.Count; i++)
                rest.Push(container.ChildValue(i));
        }
        return pointers;
    }

    private static HashSet<string> Pointers(JToken root)
    {
        var pointers = new HashSet<string>(StringComparer.Ordinal);
        var rest = new Stack<(string Pointer, JToken Token)>([("", root)]);
        while (rest.TryPop(out var next))
        {
            if (next.Token is JObject @object)
            {
                foreach (var property in @object.Properties())
                    rest.Push((JsonPointer.Append(next.Pointer, property.Name), property.Value));
            }
            else if (next.Token is JArray array)
            {
                for (var i = 0; i < array.Count; i++)
                    rest.Push((JsonPointer.Append(next.Pointer, i), array[i]));
            }
            else
            {
                pointers.Add(Whole($"{next.Pointer} {(next.Token.Type == JTokenType.String ? (string?)next.Token : "")}"));
            }
        }
        return pointers;
    }

    /// <summary>Half a surrogate pair, which only an escape can write, becomes the replacement character, as Newtonsoft.Json has it.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The files of a folder, and the manifests of the cases where they are looked for.</summary>
    private static IReadOnlyList<byte[]> Files(DirectoryInfo? folder, params string[] patterns)
    {
        var own = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "corpus"));
        return
        [
            .. new[] { patterns[0] == "*.konnector" ? own : null, folder }
                .OfType<DirectoryInfo>()
                .SelectMany(each => patterns.SelectMany(pattern => each.EnumerateFiles(pattern, SearchOption.AllDirectories)))
                .OrderBy(file => file.FullName, StringComparer.Ordinal)
                .Where(file => file.Length <= 100_000)
                .Select(file => File.ReadAllBytes(file.FullName)),
        ];
    }

    private static Mappings ReadMappings()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "mappings.json");
        return Mappings.Parse(File.ReadAllBytes(path), path);
    }
}
