using System.Globalization;
using System.Text.RegularExpressions;
using ManifestMigrator.Commands;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Commands;

/// <summary>What README.md and the pages in docs/ show is what happens.</summary>
public sealed partial class DocumentationTests
{
    [TestCaseSource(nameof(Pages))]
    public void Every_command_line_on_a_page_is_one_that_the_tool_takes(string page)
    {
        var tree = CommandLine.Tree();
        foreach (var line in Blocks(page).Where(block => block.Language is "sh" or "console" or "").SelectMany(block => block.Lines))
        {
            if (CommandOnPage().Match(line) is not { Success: true } match)
                continue;
            string[] words = [.. Word().Matches(match.Groups["words"].Value).Select(word => string.Concat(word.Value.Split('\'', '"')))];
            // Files that a reader has are not here.
            Assert.That(CommandLine.Problem(tree.Parse(words), words), Is.Null.Or.EndsWith(" does not exist."), line);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void No_command_line_on_a_page_has_words_behind_it_that_a_shell_would_take_for_arguments(string page) => Assert.That(
        Blocks(page).Where(block => block.Language is "sh" or "console" or "").SelectMany(block => block.Lines)
            .Where(line => line.StartsWith("manifest-migrator ", StringComparison.Ordinal) && line.Split('#')[0].TrimEnd().Contains("  ", StringComparison.Ordinal)),
        Is.Empty);

    [Test]
    public void The_package_that_was_just_made_is_installed_and_no_other()
    {
        var version = System.Xml.Linq.XDocument.Load(Path.Combine(House.Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        var lines = Pages().Concat(["action.yml", ".github/workflows/ci.yml"]).SelectMany(page => Text(page).Split('\n'))
            .Where(line => line.Contains("dotnet tool install", StringComparison.Ordinal)).ToList();

        Assert.That(lines, Has.Count.EqualTo(4).And.All.Match($"--version ({Regex.Escape(version)}\\b|\"\\$)"));
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
    {
        foreach (Match link in Link().Matches(Text(page)))
        {
            var (path, anchor) = link.Groups["target"].Value.Split('#') is [var file, var heading] ? (file, heading) : (link.Groups["target"].Value, "");
            var target = Path.GetFullPath(path.Length == 0 ? Path.GetFileName(page) : path, Path.GetDirectoryName(Path.Combine(House.Repository.Root, page))!);
            Assert.That(Path.Exists(target), Is.True, $"{page}: {link.Value}");
            if (anchor.Length > 0)
                Assert.That(File.ReadLines(target).Where(line => line.StartsWith('#')).Select(Anchor), Has.Member(anchor), $"{page}: {link.Value}");
        }
    }

    /// <summary>Each command is run in the order of the page, after the demo has made the repositories; whoever reviews approves everything.</summary>
    [Test]
    [StartsPrograms]
    public async Task The_five_steps_of_the_README_print_what_it_shows()
    {
        using var folder = new TemporaryFolder();
        await Tool.RunAsync(folder.FullPath, "demo", "--out", "demo");
        var steps = Blocks("README.md").Where(block => block.Language == "console").SelectMany(Steps).ToList();
        Assert.That(steps.Select(step => step.Command.Split(' ')[1]), Is.EqualTo(new[] { "konnectors.txt", "plan", "apply", "push", "push" }));
        await File.WriteAllLinesAsync(folder["konnectors.txt"], steps[0].Output);

        foreach (var (command, output) in steps.Skip(1))
        {
            if (command == "manifest-migrator apply")
                ApproveAll(Directory.GetDirectories(folder["migration/runs"]).Single());
            var run = await Shell.RunAsync(folder, command, environment: ("GIT_CONFIG_GLOBAL", Identity(folder)));

            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(Comparable(run.Text), Is.EqualTo(Comparable(string.Join('\n', output) + "\n")), command);
        }
    }

    [Test]
    [StartsPrograms]
    public async Task Sources_are_understood_as_the_table_says()
    {
        var rows = Rows("docs/sources.md", "source");
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, ["sources", "--", .. rows.Select(row => row[0])]);

        Assert.That(run.Text.TrimEnd('\n').Split('\n'), Is.EqualTo(rows.Select(row => string.Join('\t', row))));
    }

    [Test]
    public void Tables_list_all_there_is() => Assert.Multiple(() =>
    {
        Assert.That(Rows("docs/rules.md", "status").Select(row => row[0]), Is.EquivalentTo(Spelling.All<ManifestStatus>()));
        Assert.That(Rows("docs/rules.md", "kind").Select(row => row[0]), Is.EqualTo(RuleKinds.General.Select(kind => kind.Name)));
        Assert.That(
            Rows("docs/delivery.md", "code").Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)),
            Is.EqualTo(HelpPage.All.SelectMany(page => page.Codes).Select(code => code.Code).Distinct().Order()));
        foreach (var aspect in RuleOptions.AspectNames)
            Assert.That(Text("docs/rules.md"), Does.Contain($"`{aspect.ToLowerInvariant()}`"));
        foreach (var status in Spelling.All<RepositoryStatus>())
            Assert.That(Text("docs/rules.md"), Does.Contain($"`{status}`"));
    });

    [Test]
    public void The_example_of_a_rule_of_one_s_own_is_one()
    {
        var rule = string.Join('\n', Blocks("docs/rules.md").Single(block => block.Language == "json").Lines);

        var mappings = Mappings.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{ "format": 2, "rules": [ {{rule}} ] }"""), "mappings.json");

        Assert.That(mappings.Rules.Single().Id, Is.EqualTo("our-vendor-link"));
    }

    [Test]
    public void The_README_counts_the_repositories_of_the_demo() => Assert.That(
        Text("README.md"),
        Does.Contain($"On {JArray.Parse(Text("corpus/repositories/fleet.json")).Count} made-up repositories"));

    [TestCase("github-actions.yml")]
    [TestCase("kubernetes-job.yml")]
    public void The_page_about_fleets_shows_what_stands_in_the_examples(string name)
    {
        var shown = Excerpt().Matches(Text("docs/fleet.md")).Single(excerpt => excerpt.Groups["name"].Value == name).Groups["lines"].Value;

        var lines = File.ReadAllLines(Path.Combine(House.Repository.Root, "corpus", "examples", name)).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        Assert.That(shown, Does.Contain("--shard"));
        Assert.That(shown.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line != "…").Distinct(StringComparer.Ordinal), Is.SubsetOf(lines));
    }

    [Test]
    public void The_page_about_installing_names_parts_of_the_code_that_are_there()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(House.Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var names = Rows("docs/install.md", "difference").Select(row => Code().Matches(row[1])[^1].Groups["text"].Value).ToList();

        Assert.That(names, Has.Count.EqualTo(6));
        foreach (var name in names.SelectMany(name => name.Split('.')))
            Assert.That(code, Does.Match($@"\b(class|void) {name}\b"));
    }

    private static IEnumerable<string> Pages() =>
        [.. new[] { "README.md", "CONTRIBUTING.md" }, .. Directory.EnumerateFiles(Path.Combine(House.Repository.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    private static string Text(string page) => File.ReadAllText(Path.Combine(House.Repository.Root, page));

    private static IEnumerable<Block> Blocks(string page) => Fence().Matches(Text(page)).Select(fence => new Block(fence.Groups["language"].Value, fence.Groups["lines"].Value.TrimEnd('\n').Split('\n')));

    private static IEnumerable<(string Command, List<string> Output)> Steps(Block block)
    {
        var steps = new List<(string Command, List<string> Output)>();
        foreach (var line in block.Lines)
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                steps.Add((line[2..], []));
            else
                steps[^1].Output.Add(line);
        }
        return steps;
    }

    /// <summary>The cells of the table whose first column has a name, without the marks of code.</summary>
    private static List<string[]> Rows(string page, string firstColumn) =>
        [.. Text(page).Split('\n').SkipWhile(line => !line.StartsWith($"| {firstColumn} |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => firstColumn == "difference" ? cell.Trim() : cell.Trim().Trim('`')).ToArray())];

    private static void ApproveAll(string run)
    {
        var repositories = (JArray)JObject.Parse(File.ReadAllText(Path.Combine(run, "run.json")))["repositories"]!;
        var decisions = repositories.Where(repository => (string?)repository["status"] == "migrated").ToDictionary(repository => (string)repository["repository"]!, _ => "approved", StringComparer.Ordinal);
        File.WriteAllText(Path.Combine(run, "decisions.json"), JObject.FromObject(decisions).ToString());
    }

    private static string Identity(TemporaryFolder folder)
    {
        File.WriteAllText(folder["gitconfig"], "[user]\n\tname = Ada\n\temail = ada@example.org\n");
        return folder["gitconfig"];
    }

    /// <summary>The time of a run differs; how much the rules change and find is theirs to say.</summary>
    private static string Comparable(string text) => Counts().Replace(RunName().Replace(text, "TIME"), "COUNTS");

    private static string Anchor(string heading) => AnchorLetters().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```(?<language>[a-z]*)\n(?<lines>.*?)^```$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(\$ |source <\()?manifest-migrator (?<words>[^>|)#\n]*?)(\s{2,}.*|[>|)#].*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandOnPage();

    [GeneratedRegex("""('[^']*'|"[^"]*"|[^\s'"])+""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\((?<target>(?![a-z]+:)[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<text>[^`]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b\d{8}T\d{6}Z\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RunName();

    [GeneratedRegex(@"\d+ changes, \d+ errors?, \d+ warnings?(\nFindings: .*)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();

    [GeneratedRegex(@"[^\w\s-]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnchorLetters();

    [GeneratedRegex(@"corpus/examples/(?<name>[a-z.-]+)\)[^`]*```yaml\n(?<lines>[^`]*)```", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Excerpt();

    private sealed record Block(string Language, IReadOnlyList<string> Lines);
}
