using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class CompletionTests
{
    /// <summary>Sets what bash sets when the tab key is pressed at the end of a line, and prints the words that are offered.</summary>
    private const string Press = """
        source <(manifest-migrator completion bash)
        complete -p manifest-migrator
        press() {
          COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=()
          _manifest_migrator manifest-migrator "${1##*[ =]}" ""
          echo "$1|${COMPREPLY[*]}"
        }
        """;

    [Test]
    public async Task Bash_completes_commands_options_values_runs_and_rules_from_the_table_of_options()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["m"]);
        await File.WriteAllTextAsync(folder["m/manifest.konnector"], "{ \"slug\": \"m\" }");
        await Tool.RunAsync(folder.FullPath, "plan", "./m", "--out", "migration/runs/one");

        var run = await Shell.RunAsync(folder, $"""
            {Press}
            press 'manifest-migrator re'
            press 'manifest-migrator plan ./m --o'
            press 'manifest-migrator check --format '
            press 'manifest-migrator check --format g'
            press 'manifest-migrator check --format=g'
            press 'manifest-migrator push mig'
            press 'manifest-migrator rules folder-'
            press 'manifest-migrator completion '
            press 'manifest-migrator plan ./'
            press 'manifest-migrator plan '
            press 'manifest-migrator plan --repos '
            """);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")), run.Text);
        var lines = run.Text.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("complete -o bashdefault -o default -F _manifest_migrator manifest-migrator"));
            Assert.That(lines, Has.Member("manifest-migrator re|report request revert review"));
            Assert.That(lines, Has.Member("manifest-migrator plan ./m --o|--offline --only --out"));
            Assert.That(lines, Has.One.Matches("^manifest-migrator check --format \\|.*\\bgithub\\b.*\\btext\\b"));
            Assert.That(lines, Has.Member("manifest-migrator check --format g|github"));
            Assert.That(lines, Has.Member("manifest-migrator check --format=g|github"));
            Assert.That(lines, Has.Member("manifest-migrator push mig|migration/runs/one"));
            Assert.That(lines, Has.Member("manifest-migrator rules folder-|folder-path"));
            Assert.That(lines, Has.Member("manifest-migrator completion |bash fish pwsh zsh"));
            // Where nothing is offered, bash completes the names of files.
            Assert.That(lines, Has.Member("manifest-migrator plan ./|").And.Member("manifest-migrator plan |").And.Member("manifest-migrator plan --repos |"));
        });
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("pwsh")]
    public async Task The_first_line_of_a_script_says_how_to_load_it(string shell)
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "completion", shell);

        Assert.That(run.Text, Does.StartWith($"# {shell}: ").And.Contain($"manifest-migrator completion {shell}").And.Contain("[suggest:"));
    }

    [Test]
    public async Task A_shell_that_is_not_known_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "completion", "tcsh");

        Assert.That((run.ExitCode, run.Text), Is.EqualTo((2, "")));
    }
}
