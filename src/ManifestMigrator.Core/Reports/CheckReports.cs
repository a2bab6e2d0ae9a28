using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Reports;

/// <summary>What <c>check</c> found.</summary>
/// <param name="Files">Every manifest, in the order in which they were checked.</param>
/// <param name="IsStrict">Whether warnings make a manifest invalid too.</param>
/// <param name="ToolVersion">Version of the tool.</param>
public sealed record CheckResult(IReadOnlyList<CheckedFile> Files, bool IsStrict, string ToolVersion)
{
    public bool IsValid => Files.All(IsValidFile);

    public bool IsValidFile(CheckedFile file) => !file.Findings.Any(IsFailure);

    /// <summary>Whether a finding makes its manifest invalid.</summary>
    public bool IsFailure(Finding finding) => finding.Severity == Severity.Error || (IsStrict && finding.Severity == Severity.Warning);

    public int Count(Severity severity) => Files.Sum(file => file.Findings.Count(finding => finding.Severity == severity));
}

/// <summary>A manifest that was checked.</summary>
/// <param name="Path">Its path as a person would type it, with forward slashes.</param>
/// <param name="Findings">In the order of the text.</param>
public sealed record CheckedFile(string Path, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether it is of an old form, which <c>convert</c> migrates.</summary>
    public bool IsOld => Findings.Any(finding => finding.Code == "legacy-property");
}

/// <summary>The result of <c>check</c> as a document for other programs. Other people's text in it is escaped as <see cref="VisibleText"/> does.</summary>
public static class CheckReports
{
    private const string Tool = "manifest-migrator";

    /// <summary>What SARIF calls the folder that relative paths begin at. Its own path is not told: the report may be published.</summary>
    private const string BaseFolder = "%SRCROOT%";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>JSON of our own: all that is known of each finding.</summary>
    public static string Json(CheckResult result) => Write(json =>
    {
        json.WriteNumber("format", 1);
        json.WriteString("tool_version", result.ToolVersion);
        json.WriteBoolean("valid", result.IsValid);
        json.WriteNumber("errors", result.Count(Severity.Error));
        json.WriteNumber("warnings", result.Count(Severity.Warning));
        json.WriteStartArray("files");
        foreach (var file in result.Files)
        {
            json.WriteStartObject();
            WriteText(json, "path", file.Path);
            json.WriteBoolean("valid", result.IsValidFile(file));
            json.WriteStartArray("findings");
            foreach (var finding in file.Findings)
                WriteFinding(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>SARIF 2.1.0, which code scanning and editors read.</summary>
    public static string Sarif(CheckResult result)
    {
        var rules = result.Files.SelectMany(file => file.Findings).GroupBy(finding => finding.Code, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (Code: group.Key, Level: group.Max(finding => finding.Severity))).ToList();
        var indexes = rules.Select((rule, index) => (rule.Code, index)).ToDictionary(rule => rule.Code, rule => rule.index, StringComparer.Ordinal);
        return Write(json =>
        {
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", Tool);
            json.WriteString("version", result.ToolVersion);
            json.WriteStartArray("rules");
            foreach (var (code, level) in rules)
            {
                json.WriteStartObject();
                WriteText(json, "id", code);
                json.WriteStartObject("defaultConfiguration");
                json.WriteString("level", Level(level));
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("invocations");
            json.WriteStartObject();
            json.WriteBoolean("executionSuccessful", true);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(BaseFolder);
            json.WriteStartObject("description");
            json.WriteString("text", "The folder in which check was started.");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var file in result.Files)
            {
                foreach (var finding in file.Findings)
                    WriteResult(json, file.Path, finding, indexes[finding.Code]);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        });
    }

    /// <summary>JUnit's XML, as most build servers read it: a test case for each manifest.</summary>
    public static string JUnit(CheckResult result)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            var failures = result.Files.Count(file => !result.IsValidFile(file)).ToString(CultureInfo.InvariantCulture);
            var tests = result.Files.Count.ToString(CultureInfo.InvariantCulture);
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("tests", tests);
            xml.WriteAttributeString("failures", failures);
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", $"{Tool} check");
            xml.WriteAttributeString("tests", tests);
            xml.WriteAttributeString("failures", failures);
            xml.WriteAttributeString("errors", "0");
            foreach (var file in result.Files)
                WriteTestCase(xml, result, file);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n";
    }

    private static void WriteTestCase(XmlWriter xml, CheckResult result, CheckedFile file)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Tool);
        xml.WriteAttributeString("name", Xml(file.Path));
        xml.WriteAttributeString("file", Xml(file.Path));
        var failures = file.Findings.Where(result.IsFailure).ToList();
        if (failures.Count > 0)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", Xml(failures[0].Code));
            xml.WriteAttributeString("message", Xml(failures.Count == 1
                ? failures[0].Message
                : string.Create(CultureInfo.InvariantCulture, $"{failures.Count} findings, the first: {failures[0].Message}")));
            xml.WriteString(Lines(file, failures));
            xml.WriteEndElement();
        }
        var others = file.Findings.Where(finding => !result.IsFailure(finding) && finding.Severity != Severity.Info).ToList();
        if (others.Count > 0)
            xml.WriteElementString("system-out", Lines(file, others));
        xml.WriteEndElement();
    }

    private static string Lines(CheckedFile file, IEnumerable<Finding> findings) =>
        string.Concat(findings.Select(finding => $"{Xml(CheckOutput.Line(file.Path, finding))}\n"));

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("severity", Spelling.Spell(finding.Severity));
        json.WriteString("action", Spelling.Spell(finding.Action));
        WriteText(json, "code", finding.Code);
        WriteText(json, "pointer", finding.Pointer);
        if (finding.Line > 0)
        {
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
        }
        WriteText(json, "message", finding.Message);
        WriteText(json, "hint", finding.Hint);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string path, Finding finding, int rule)
    {
        json.WriteStartObject();
        WriteText(json, "ruleId", finding.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        json.WriteStartObject("message");
        WriteText(json, "text", CheckOutput.Sentence(finding));
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var reference = UriReference(path);
        json.WriteString("uri", reference);
        if (!reference.StartsWith("file:", StringComparison.Ordinal))
            json.WriteString("uriBaseId", BaseFolder);
        json.WriteEndObject();
        if (finding.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", finding.Line);
            json.WriteNumber("startColumn", Math.Max(finding.Column, 1));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        if (finding.Pointer.Length > 0)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            WriteText(json, "fullyQualifiedName", finding.Pointer);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("action", Spelling.Spell(finding.Action));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    /// <summary>A path as a URI reference: relative to the folder that was checked from, absolute ones with the scheme <c>file</c>.</summary>
    private static string UriReference(string path)
    {
        var forward = path.Replace('\\', '/');
        var isDrive = forward is [_, ':', '/', ..];
        var escaped = string.Join('/', forward.Split('/').Select((part, index) => isDrive && index == 0 ? part : Uri.EscapeDataString(part)));
        return isDrive ? $"file:///{escaped}" : escaped.StartsWith('/') ? $"file://{escaped}" : escaped;
    }

    private static void WriteText(Utf8JsonWriter json, string name, string value) => json.WriteString(name, VisibleText.Escape(value));

    /// <summary>Text without what XML cannot hold.</summary>
    private static string Xml(string text) => string.Concat(VisibleText.Escape(text).EnumerateRunes()
        .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return $"{Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)}\n";
    }
}
