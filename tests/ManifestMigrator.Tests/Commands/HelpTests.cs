using System.CommandLine;
using ManifestMigrator.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

public sealed class HelpTests
{
    private static readonly Command Root = CommandLine.Tree();

    [Test]
    public void Every_command_is_listed_in_one_group_and_explained_on_one_page() =>
        Assert.That(HelpPage.All.Select(page => page.Command), Is.EquivalentTo(Root.Subcommands.Select(command => command.Name)));

    [TestCaseSource(nameof(Commands))]
    public void Each_option_of_a_command_stands_once_in_its_help_and_no_line_is_too_wide(string name)
    {
        var command = Root.Subcommands.Single(command => command.Name == name);

        var help = Help.Text(command, Root, width: 80).Split('\n');

        Assert.Multiple(() =>
        {
            foreach (var option in command.Options.Concat(Root.Options.Where(option => option.Recursive)))
            {
                var lines = help.Where(line => line.StartsWith("  -", StringComparison.Ordinal) && line.Split(' ', ',').Contains(option.Name, StringComparer.Ordinal));
                Assert.That(lines.Count(), Is.EqualTo(option.Hidden ? 0 : 1), option.Name);
            }
            Assert.That(help, Has.All.Length.LessThanOrEqualTo(80));
            Assert.That(help, Has.Member("Example:").And.Member("Exit codes:"));
        });
    }

    [TestCaseSource(nameof(Commands))]
    public void The_example_of_a_command_is_a_command_line_that_it_takes(string name)
    {
        var page = HelpPage.All.Single(page => page.Command == name);
        using var folder = new TemporaryFolder();
        var words = page.Example.Split(" > ")[0].Split(' ');
        Assert.That(words[0], Is.EqualTo(name));
        Assert.That(CommandLine.Problem(Root.Parse(words), words), Is.Null);
    }

    [Test]
    [StartsPrograms]
    public async Task Without_a_command_the_groups_are_listed_on_standard_error()
    {
        using var folder = new TemporaryFolder();

        var help = await Tool.RunAsync(folder.FullPath, "--help");
        var nothing = await Tool.RunAsync(folder.FullPath);

        Assert.Multiple(() =>
        {
            Assert.That((help.ExitCode, help.Errors), Is.EqualTo((0, "")));
            Assert.That(help.Text, Does.Contain("\nSteps, in this order:\n  plan ").And.Contain("\nSingle manifests:\n  check "));
            Assert.That((nothing.ExitCode, nothing.Text, nothing.Errors), Is.EqualTo((2, "", help.Text)));
        });
    }

    private static IEnumerable<string> Commands() => Root.Subcommands.Select(command => command.Name);
}
