using System.CommandLine;
using System.Runtime.Versioning;
using ManifestMigrator.Commands;
using ManifestMigrator.Deliver;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>A slip of the keyboard touches nothing and is answered in one line.</summary>
[StartsPrograms]
public sealed class UsageTests
{
    private static readonly Lock CommandLines = new();

    private readonly TemporaryFolder _folder = new();

    [SetUp]
    public void MakeManifest()
    {
        Directory.CreateDirectory(_folder["m"]);
        File.WriteAllText(_folder["m/manifest.konnector"], "{ \"slug\": \"m\" }");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("completion", "--help")]
    [TestCase("completion", "-h")]
    [TestCase("completion", "-?")]
    public async Task Help_is_printed_without_the_argument_that_a_command_needs(params string[] arguments)
    {
        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Text, Does.Contain("Usage: manifest-migrator completion SHELL"));
    }

    [Test]
    public async Task Help_is_a_command_too()
    {
        var (help, whole, unknown) = (
            await Tool.RunAsync(_folder.FullPath, "help", "plan"), await Tool.RunAsync(_folder.FullPath, "help"), await Tool.RunAsync(_folder.FullPath, "help", "plam"));

        Assert.Multiple(() =>
        {
            Assert.That((help.ExitCode, help.Errors), Is.EqualTo((0, "")));
            Assert.That(help.Text, Does.Contain("Usage: manifest-migrator plan [SOURCE"));
            Assert.That(whole.Text, Does.Contain("Steps, in this order"));
            Assert.That((unknown.ExitCode, unknown.Errors), Is.EqualTo((2, "error: Unknown command 'plam'; did you mean 'plan'? See 'manifest-migrator --help'.\n")));
        });
    }

    [Test]
    public async Task The_list_of_rules_for_another_program_has_a_line_for_each_and_tabs_between_its_cells()
    {
        var run = await Tool.RunAsync(_folder.FullPath, "rules");

        var lines = run.Text.TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.All.Matches<string>(line => line.Split('\t').Length == 4));
        Assert.That(lines[0], Is.EqualTo("rule\tkind\tplace\twhy"));
        Assert.That(lines, Has.One.StartsWith("data-types\trename-key\t/dataType /dataTypes /data_type\t"));
    }

    [Test]
    public async Task A_mistyped_rule_names_the_one_that_was_meant()
    {
        var run = await Tool.RunAsync(_folder.FullPath, "rules", "folder-pat");

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((2, "error: There is no rule 'folder-pat'; did you mean 'folder-path'?\n")));
    }

    [TestCase("--shard", "plan", "./m", "--shrad", "1/2")]
    [TestCase("--check", "plan", "./m", "--chek")]
    [TestCase("--check", "plan", "./m", "\u2013check")]
    [TestCase("--check", "plan", "./m", "-check")]
    [TestCase("--offline", "plan", "./m", "--offlin=true")]
    [TestCase("--check", "plan", "--include", "m", "--chek")]
    [TestCase("--check", "plan", "--repos", "list", "--chek", "./m")]
    [TestCase("--check", "plan", "./m", "--out", "--chek")]
    [TestCase("--help", "plan", "./m", "--hlep")]
    [TestCase("--terminal", "review", "--termnal")]
    [TestCase("--in-place", "apply", "--inplace")]
    [TestCase("--dry-run", "push", "--dryrun")]
    [TestCase("--remote", "status", "--remot")]
    [TestCase("--timeout", "revert", "--timout", "5")]
    [TestCase("--out", "report", "--otu", "x")]
    [TestCase("--format", "check", "--fromat", "github")]
    [TestCase("--repair", "convert", "--repiar")]
    [TestCase("--mappings", "rules", "--mapings", "x")]
    [TestCase("--repos", "sources", "--repo", "x")]
    [TestCase("--cache", "clean", "--cahce", "x")]
    [TestCase("--out", "demo", "--ou", "x")]
    [TestCase("--no-color", "rules", "--no-colour")]
    public async Task A_mistyped_option_is_no_argument_and_no_value_and_the_one_that_was_meant_is_named(string meant, params string[] arguments)
    {
        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(run.Errors, Does.Match("^error: Unknown option '[^']+'; did you mean '").And.EndsWith($"did you mean '{meant}'? See 'manifest-migrator {arguments[0]} --help'.\n"));
            Assert.That(run.Output, Is.Empty);
            Assert.That(_folder.Files(), Is.EqualTo(new[] { "m/manifest.konnector" }));
        });
    }

    [TestCase("'--out' needs a value, and what follows is empty.", "plan", "./m", "--out", "")]
    [TestCase("'--mappings' needs a value, and what follows is empty.", "plan", "./m", "--mappings", "")]
    [TestCase("'--from' needs a value, and what follows is empty.", "plan", "--from", "", "--only", "failed")]
    [TestCase("'--cache' needs a value, and what follows is empty.", "clean", "--cache", "")]
    [TestCase("An argument is empty: is a shell variable unset?", "apply", "")]
    [TestCase("An argument is empty: is a shell variable unset?", "plan", "")]
    [TestCase("An argument is empty: is a shell variable unset?", "status", "--", "")]
    public async Task An_empty_word_is_refused_in_one_line(string problem, params string[] arguments)
    {
        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.That((run.ExitCode, run.Text, run.Errors), Is.EqualTo((ExitCode.WrongUsage, "", $"error: {problem}\n")));
        Assert.That(_folder.Files(), Is.EqualTo(new[] { "m/manifest.konnector" }));
    }

    [Test]
    public async Task A_dash_is_standard_input_wherever_something_is_read()
    {
        var list = System.Text.Encoding.UTF8.GetBytes("./m\n# mine\n");

        var plan = await Tool.RunAsync(_folder.FullPath, list, ["plan", "-", "--out", "run", "--timeout", "2147483647", "--retries", "2147483647"]);
        var sources = await Tool.RunAsync(_folder.FullPath, list, ["sources", "-"]);
        var check = await Tool.RunAsync(_folder.FullPath, File.ReadAllBytes(_folder["m/manifest.konnector"]), ["check", "-"]);

        Assert.That(plan.Text, Does.Contain("1 migrated"), plan.Errors);
        Assert.That(sources.Text, Does.StartWith("./m\t"));
        Assert.That(check.Text, Does.StartWith("<standard input>:1:"));
    }

    [TestCase("error: Unknown option '--frobnicate'; an argument that begins with - goes after --. See 'manifest-migrator plan --help'.", "plan", "./m", "--frobnicate")]
    [TestCase("error: Unknown command 'paln'; did you mean 'plan'? See 'manifest-migrator --help'.", "paln", "./m")]
    [TestCase("error: Unknown command 'xyz'. See 'manifest-migrator --help'.", "xyz")]
    [TestCase("error: --jobs 'many' is not a whole number of at least 1. See 'manifest-migrator plan --help'.", "plan", "./m", "--jobs", "many")]
    [TestCase("error: --jobs '-1' is not a whole number of at least 1. See 'manifest-migrator plan --help'.", "plan", "./m", "--jobs", "-1")]
    [TestCase("error: Unexpected argument 'b'. See 'manifest-migrator rules --help'.", "rules", "a", "b")]
    [TestCase("error: Unexpected argument '@m'. See 'manifest-migrator clean --help'.", "clean", "@m")]
    [TestCase("error: Argument 'lable' not recognized. Must be one of: 'label'. See 'manifest-migrator plan --help'.", "plan", "./m", "--without", "lable")]
    [TestCase("error: Argument 'xml' not recognized. Must be one of: 'text', 'github', 'json', 'sarif', 'junit'. See 'manifest-migrator check --help'.", "check", "--format", "xml")]
    public async Task An_error_of_use_is_one_line_and_not_the_whole_help(string line, params string[] arguments)
    {
        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.Multiple(() =>
        {
            Assert.That((run.ExitCode, run.Errors), Is.EqualTo((ExitCode.WrongUsage, line + "\n")));
            Assert.That(_folder.Files(), Is.EqualTo(new[] { "m/manifest.konnector" }));
        });
    }

    [TestCaseSource(nameof(OptionsWithValue))]
    public void No_option_takes_the_next_option_for_its_value(string command, string option)
    {
        foreach (var next in new[] { "--quiet", "-v", "--help", option })
        {
            string[] words = [command, option, next];
            string? problem;
            // All command lines share their options, and a program has one.
            lock (CommandLines)
                problem = CommandLine.Problem(CommandLine.Tree().Parse(words), words);
            Assert.That(problem, Is.EqualTo($"'{option}' needs a value, but '{next}' is an option."));
        }
    }

    [TestCase("'--out' needs a value, but '--check' is an option.", "plan", "--out", "--check", "./m")]
    [TestCase("'--cache' needs a value, but '--dry-run' is an option.", "push", "--cache", "--dry-run", "run")]
    [TestCase("'--cache' needs a value, but '--all' is an option.", "apply", "--cache", "--all", "r1")]
    [TestCase("'--repos' needs a value, but '--check' is an option.", "plan", "--repos", "--check")]
    [TestCase("'--out' needs a value, but '--limit=3' is an option.", "plan", "--out", "--limit=3", "./m")]
    [TestCase("'-j' needs a value, but '--check' is an option.", "plan", "./m", "-vj", "--check")]
    [TestCase("'--check' is an option of plan: write it after 'plan'.", "--check", "plan", "x/y")]
    [TestCase("Unknown option '--al'.", "clean", "--al")]
    [TestCase("Unknown option '--x'.", "demo", "--x")]
    public async Task An_option_in_the_wrong_place_touches_nothing(string problem, params string[] arguments)
    {
        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.Multiple(() =>
        {
            Assert.That(run.Errors, Does.StartWith($"error: {problem} See '").And.EndsWith(" --help'.\n"));
            Assert.That((run.ExitCode, run.Text), Is.EqualTo((ExitCode.WrongUsage, "")));
            Assert.That(_folder.Files(), Is.EqualTo(new[] { "m/manifest.konnector" }));
        });
    }

    [Test]
    public async Task A_value_that_looks_like_an_option_is_written_after_an_equals_sign()
    {
        var run = await Tool.RunAsync(_folder.FullPath, "plan", "./m", "--out=--check", "--limit", "1", "--include", "*m", "-q");

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(File.Exists(_folder["--check/run.json"]), Is.True);
    }

    [Test]
    public void Sentences_of_others_end_before_ours_begin() => Assert.Multiple(() =>
    {
        Assert.That(Messages.TriesAgain("u", "Could not resolve host: github.com", TimeSpan.FromSeconds(1)), Is.EqualTo("u: Could not resolve host: github.com. Trying again in 1.0 seconds."));
        Assert.That(Messages.TriesAgain("u", "It is lost.", TimeSpan.FromSeconds(1)), Is.EqualTo("u: It is lost. Trying again in 1.0 seconds."));
        Assert.That(DeliveryMessages.RunDamaged("null stands where a value belongs"), Does.StartWith("null stands where a value belongs. The run folder"));
    });

    [TestCase("tar/x.tgz", "tar/x.tgz")]
    [TestCase("tar/x.tgz#main", "tar/x.tgz")]
    [TestCase("tar", "tar")]
    public async Task A_source_that_fails_and_has_the_name_of_a_file_here_is_answered_with_how_to_write_it(string source, string path)
    {
        Directory.CreateDirectory(_folder["tar"]);
        await File.WriteAllTextAsync(_folder["tar/x.tgz"], "");

        var run = await Tool.RunAsync(_folder.FullPath, "plan", source, "no/such", "--offline", "--out", "run");

        var rows = File.ReadAllLines(_folder["run/repositories.csv"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(run.Errors, Does.Contain($"write ./{path}.\n"));
            Assert.That(rows.Count(row => row.Contains($"write ./{path}.", StringComparison.Ordinal)), Is.EqualTo(1));
        });
    }

    [TestCase("rules", "-vv")]
    [TestCase("rules", "-qv")]
    [TestCase("check", "m", "--format=github")]
    [TestCase("plan", "-j2", "./m", "--out=run", "--no-color")]
    public async Task Short_options_and_values_behind_an_equals_sign_are_known(params string[] arguments)
    {
        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.That(run.Errors, Does.Not.Contain("Unknown option"));
    }

    [Test]
    public async Task After_two_dashes_a_word_is_taken_as_it_is()
    {
        Directory.CreateDirectory(_folder["-m"]);
        await File.WriteAllTextAsync(_folder["-m/manifest.konnector"], "{ \"slug\": \"m\" }");

        var check = await Tool.RunAsync(_folder.FullPath, "check", "--", "-m");
        var convert = await Tool.RunAsync(_folder.FullPath, "convert", "--", "-m/manifest.konnector");
        var rules = await Tool.RunAsync(_folder.FullPath, "rules", "--", "--mapings");

        Assert.Multiple(() =>
        {
            Assert.That(check.Text, Does.Contain("-m/manifest.konnector:1:"));
            Assert.That(convert.ExitCode, Is.EqualTo(ExitCode.Done), convert.Errors);
            Assert.That(rules.Errors, Does.Contain("There is no rule '--mapings'"));
        });
    }

    [Test]
    public async Task A_folder_named_without_a_dot_and_a_slash_is_answered_with_how_to_write_it()
    {
        var run = await Tool.RunAsync(_folder.FullPath, "plan", "m", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(run.Errors, Does.Contain("write ./m."));
            Assert.That(File.ReadAllLines(_folder["run/repositories.csv"])[1], Does.Contain("source-syntax").And.Contain("write ./m."));
        });
    }

    [Test]
    public async Task The_newest_run_is_named_where_it_is_assumed_and_one_in_which_every_source_failed_is_passed_over()
    {
        await Tool.RunAsync(_folder.FullPath, "plan", "./m", "--out", "migration/runs/1");
        await Tool.RunAsync(_folder.FullPath, "plan", "./m", "--out", "migration/runs/2");
        await Tool.RunAsync(_folder.FullPath, "plan", "./nowhere", "--out", "migration/runs/30");

        var review = await Tool.RunAsync(_folder.FullPath, "review");
        Directory.Delete(_folder["migration/runs/30"], recursive: true);
        var report = await Tool.RunAsync(_folder.FullPath, "report");
        var named = await Tool.RunAsync(_folder.FullPath, "report", "migration/runs/1");

        Assert.Multiple(() =>
        {
            Assert.That(review.Errors, Does.StartWith("Using migration/runs/2, the newest of 3 in which not every source failed.\n"));
            Assert.That(review.Text, Does.Contain("migration/runs/2/review.html"));
            Assert.That(report.Errors, Is.EqualTo("Using migration/runs/2, the newest of 2.\n"));
            Assert.That(named.Errors, Is.Empty);
        });
    }

    [TestCase("apply")]
    [TestCase("push")]
    [TestCase("revert")]
    [TestCase("status")]
    [TestCase("review")]
    [TestCase("report")]
    public async Task Where_every_run_failed_none_is_assumed(string command)
    {
        await Tool.RunAsync(_folder.FullPath, "plan", "./nowhere", "--out", "migration/runs/1");

        var run = await Tool.RunAsync(_folder.FullPath, command);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((ExitCode.WrongUsage, "error: Every source failed in every run in migration/runs: plan again, or name a run folder.\n")));
    }

    [Test]
    public async Task A_step_with_nothing_to_do_says_so()
    {
        var converted = await Tool.RunAsync(_folder.FullPath, "convert", "--repository", "example.org/o/m", "m/manifest.konnector");
        await File.WriteAllBytesAsync(_folder["m/manifest.konnector"], converted.Output);
        var convert = await Tool.RunAsync(_folder.FullPath, "convert", "--repository", "example.org/o/m", "m/manifest.konnector");
        var clean = await Tool.RunAsync(_folder.FullPath, "clean");
        var plan = await Tool.RunAsync(_folder.FullPath, "plan", "./m", "--exclude", "*m", "--out", "none");
        var review = await Tool.RunAsync(_folder.FullPath, "review", "none");

        Assert.Multiple(() =>
        {
            Assert.That(convert.Errors, Does.Contain("m/manifest.konnector: nothing to change\n"));
            Assert.That(plan.Text, Does.Contain("Nothing to plan: no source is left.\n1 source left out: 1 by --exclude\n"));
            Assert.That(review.Errors, Does.Contain("Nothing to review"));
            Assert.That(clean.Text, Does.StartWith("Nothing to clean"));
        });
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Without_git_the_demo_says_that_git_is_needed()
    {
        Directory.CreateDirectory(_folder["empty"]);

        var demo = await Tool.RunAsync(_folder.FullPath, [], ["demo"], ("PATH", _folder["empty"]));

        Assert.Multiple(() =>
        {
            Assert.That((demo.ExitCode, demo.Errors), Is.EqualTo((ExitCode.WrongUsage, "error: git is needed, and is not on the PATH: install it, https://git-scm.com.\n")));
            Assert.That(Directory.Exists(_folder["migration"]), Is.False);
        });
    }

    [Test]
    [NonParallelizable]
    public async Task An_error_of_the_tool_shows_its_stack_trace_with_v_alone()
    {
        var before = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            var code = await CommandLine.RunAsync(Broken(), ["broken"]);
            Assert.That((code, errors.ToString()), Is.EqualTo((ExitCode.ToolError, "error: Internal error, please report it: InvalidOperationException: broken\n")));

            await CommandLine.RunAsync(Broken(), ["broken", "-v"]);
            Assert.That(errors.ToString(), Does.Contain("   at ManifestMigrator.Tests.Commands.UsageTests"));
        }
        finally
        {
            Console.SetError(before);
        }
    }

    private static IEnumerable<string[]> OptionsWithValue() =>
        from command in CommandLine.Tree().Subcommands
        from option in command.Options
        where option.Arity.MinimumNumberOfValues > 0
        from name in option.Aliases.Prepend(option.Name)
        select new[] { command.Name, name };

    private static Command Broken()
    {
        var command = new Command("broken");
        command.SetAction(int (_) => throw new InvalidOperationException("broken"));
        var root = new Command("program") { command };
        CommonOptions.AddTo(root);
        return root;
    }
}
