using System.Runtime.Versioning;
using ManifestMigrator.Git;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Hostile;

/// <summary>Nothing of a repository is run, and nothing that lies in the current folder.</summary>
[UnsupportedOSPlatform("windows")]
[StartsPrograms]
public sealed class NothingIsRunTests
{
    private const string Manifest = "{ \"slug\": \"voltaire\", \"dataType\": [\"bill\"] }\n";

    private static readonly string[] Programs = ["git", "sh", "ssh", "setsid", "false", "xdg-open", "env", "cat"];

    private readonly TemporaryFolder _folder = new();
    private Trap _trap = null!;

    [SetUp]
    public void SetTrap() => _trap = new Trap(_folder);

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("")]
    [TestCase(":")]
    [TestCase(".:")]
    [TestCase("bin:")]
    public async Task A_program_in_the_current_folder_is_not_run_whatever_the_PATH_says(string firstEntries)
    {
        var konnector = Konnector();
        foreach (var name in Programs)
        {
            _trap.Plant(Path.Combine(konnector, name), name);
            _trap.Plant(Path.Combine(konnector, "bin", name), name);
        }
        Trap.WriteProgram(_folder["programs/xdg-open"], $"#!/bin/sh\ncat /dev/null && mv '{_folder["programs/xdg-open"]}' '{_folder["opened"]}'\n");
        var path = ("PATH", $"{firstEntries}{_folder["programs"]}:{Environment.GetEnvironmentVariable("PATH")}");

        using var closed = LoopbackPort.Closed();
        var remote = $"ssh://{closed.LocalEndPoint}/alder/voltaire.git";
        var plan = await Tool.RunAsync(konnector, [], ["plan", ".", $"{konnector}#main", remote, "--retries", "0", "--out", _folder["run"]], path);
        await Tool.RunAsync(konnector, [], ["apply", _folder["run"]], path);
        await Tool.RunAsync(konnector, [], ["apply", "--in-place", _folder["run"]], path);
        await PseudoTerminal.RunAsync(konnector, ["review", _folder["run"]], "", path, ("DISPLAY", ":7"));

        Assert.Multiple(() =>
        {
            Assert.That(plan.Text, Does.Contain("2 migrated").And.Contain("1 failed"), plan.Errors + File.ReadAllText(_folder["run/run.json"]));
            Assert.That(() => File.Exists(_folder["opened"]), Is.True.After(30_000, 20));
            Assert.That(_trap.Sprung, Is.Empty);
        });
    }

    [Test]
    public async Task A_program_that_npm_puts_on_the_PATH_from_the_repository_one_stands_in_is_not_run()
    {
        var konnector = Konnector();
        _trap.Plant(Path.Combine(konnector, "node_modules", ".bin", "git"), "git");
        _trap.Plant(Path.Combine(konnector, "git"), "git");
        Directory.CreateDirectory(Path.Combine(konnector, "src"));
        var path = $"{Path.Combine(konnector, "node_modules", ".bin")}:{konnector}/:{Environment.GetEnvironmentVariable("PATH")}";

        var plan = await Tool.RunAsync(Path.Combine(konnector, "src"), [], ["plan", "..", "--out", _folder["run"]], ("PATH", path));

        Assert.That((plan.ExitCode, Rows(), _trap.Sprung), Is.EqualTo((0, 1, Array.Empty<string>())), plan.Errors);
        Assert.That(File.ReadAllText(_folder["run/repositories.csv"]), Does.Contain(",main,"));
    }

    [TestCase("")]
    [TestCase(".")]
    public async Task A_library_that_lies_in_a_local_folder_is_not_loaded_by_git(string entry)
    {
        var konnector = Konnector();
        foreach (var library in new[] { "libz.so.1", "libpcre2-8.so.0", "libc.so.6" })
            File.WriteAllText(Path.Combine(konnector, library), "no library");

        var plan = await Tool.RunAsync(_folder.FullPath, [], ["plan", "./konnector", "--out", "run"], ("LD_LIBRARY_PATH", $"{entry}:/nowhere"));

        Assert.That(File.ReadAllText(_folder["run/repositories.csv"]), Does.Contain(",main,"), plan.Errors);
    }

    [Test]
    public async Task Objects_that_replace_others_in_a_local_folder_do_not_count()
    {
        var konnector = Konnector();
        File.WriteAllText(Path.Combine(konnector, "manifest.konnector"), Manifest + "\n");
        GitRepository.Git(konnector, input: null, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "-am", "Work");
        GitRepository.Git(konnector, input: null, "replace", "HEAD", "HEAD~1");

        await Tool.RunAsync(_folder.FullPath, "plan", "./konnector", "./konnector#main", "--out", "run");

        Assert.That(File.ReadAllText(_folder["run/findings.csv"]), Does.Not.Contain("uncommitted"));
        Assert.That(File.ReadAllText(_folder["run/run.json"]), Does.Not.Contain("differs"));
    }

    [TestCase("config", "[core\n")]
    [TestCase("HEAD", "nonsense\n")]
    [TestCase("config", "[extensions]\n\tunheard = of\n[core]\n\trepositoryformatversion = 1\n")]
    public async Task A_local_folder_whose_repository_git_cannot_read_is_a_row_with_gits_words(string file, string text)
    {
        var konnector = Konnector();
        File.WriteAllText(Path.Combine(konnector, ".git", file), text);

        await Tool.RunAsync(_folder.FullPath, "plan", "./konnector", "--out", "run");

        Assert.That(File.ReadAllText(_folder["run/repositories.csv"]), Does.Contain(",failed,git-failed,").And.Contain("git says: "));
    }

    [Test]
    public async Task Git_starts_in_a_folder_with_nothing_in_it_where_it_is_about_no_folder_of_this_machine()
    {
        GitRepository.Create(_folder["served/voltaire.git"], new GitFile("manifest.konnector", Manifest));
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        Trap.WriteProgram(_folder["bin/git"], $"#!/bin/sh\n(pwd; ls -A) >> {_folder["places"]}\nPATH=${{PATH#*:}} exec git \"$@\"\n");
        // Where http is configured, git talks to the server itself.
        await File.WriteAllTextAsync(_folder["gitconfig"], "[http]\n\tversion = HTTP/1.1\n");
        var konnector = Konnector();

        var plan = await Tool.RunAsync(
            konnector, [], ["plan", $"{server.Address}/voltaire.git", "--out", "run"],
            ("PATH", $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}"), ("XDG_CACHE_HOME", _folder["cache"]), ("GIT_CONFIG_GLOBAL", _folder["gitconfig"]));

        Assert.That(plan.ExitCode, Is.Zero, plan.Errors);
        Assert.That(File.ReadAllLines(_folder["places"]).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { _folder["cache/manifest-migrator-scratch/empty"] }));
    }

    [TestCase("ssh://127.0.0.1:1/alder/voltaire.git")]
    [TestCase("git://127.0.0.1:1/alder/voltaire.git")]
    [TestCase("PASSWORD/alder/voltaire.git")]
    [TestCase("/nowhere")]
    [TestCase("ext::sh -c touch% MARKS/ext")]
    public async Task A_local_repository_that_lacks_objects_does_not_let_git_fetch_them(string remote)
    {
        await using var server = await GitHttpServer.StartAsync(_folder.FullPath, "ada:s3cret");
        var konnector = Konnector();
        Configure(konnector, remote.Replace("PASSWORD", server.Address, StringComparison.Ordinal).Replace("MARKS", _folder["marks"], StringComparison.Ordinal));
        var tree = GitRepository.Git(konnector, input: null, "rev-parse", "HEAD^{tree}").Trim();
        File.Delete(Path.Combine(konnector, ".git", "objects", tree[..2], tree[2..]));

        var plan = await Tool.RunAsync(konnector, "plan", ".", $"{konnector}#main", "--retries", "0", "--out", _folder["run"]);
        var sprung = _trap.Sprung.ToList();
        Assert.That(() => GitRepository.Git(konnector, input: null, "-c", "protocol.ext.allow=always", "ls-tree", "-r", "HEAD"), Throws.InvalidOperationException);

        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.EqualTo(3), plan.Errors);
            Assert.That(File.ReadAllLines(_folder["run/repositories.csv"]), Has.Length.EqualTo(3));
            Assert.That(sprung, Is.Empty);
            Assert.That(_trap.Sprung, Is.Not.Empty, "the trap works");
        });
    }

    [Test]
    public async Task A_local_repository_is_planned_and_written_without_its_hooks_filters_and_other_commands()
    {
        var konnector = Konnector();
        Configure(konnector, "/nowhere");
        File.WriteAllText(Path.Combine(konnector, ".gitattributes"), "* filter=trap diff=trap merge=trap\n");

        var plan = await Tool.RunAsync(konnector, "plan", ".", $"{konnector}#main", _folder["voltaire.git"], "--out", _folder["run"]);
        await Tool.RunAsync(konnector, "apply", _folder["run"]);
        await Tool.RunAsync(konnector, "apply", "--in-place", _folder["run"]);
        var sprung = _trap.Sprung.ToList();
        GitRepository.Git(konnector, input: null, "status");

        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.Zero, plan.Errors);
            Assert.That(sprung, Is.Empty);
            Assert.That(_trap.Sprung, Is.Not.Empty, "the trap works");
        });
    }

    [Test]
    public async Task The_configuration_of_the_repository_one_stands_in_does_not_count_for_others()
    {
        var repository = GitRepository.Create(_folder["served/voltaire.git"], new GitFile("manifest.konnector", Manifest));
        var other = GitRepository.Create(_folder["other/voltaire.git"], new GitFile("manifest.konnector", Manifest + "\n"));
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        using var daemon = await GitDaemon.StartAsync(_folder["served"]);
        var konnector = Konnector();
        File.WriteAllText(_folder["included"], $"[url \"{_folder["other"]}\"]\n\tinsteadOf = {server.Address}\n");
        GitRepository.Git(konnector, input: null, "config", "include.path", _folder["included"]);
        GitRepository.Git(konnector, input: null, "config", "core.gitProxy", _trap.Plant(_folder["proxy"], "gitProxy"));
        string[] arguments = ["plan", $"{server.Address}/voltaire.git", $"{daemon.Address}/voltaire.git", "--retries", "0", "--out"];

        await Tool.RunAsync(konnector, [.. arguments, _folder["first"]]);
        var again = await Tool.RunAsync(konnector, [.. arguments, _folder["second"]]);

        Assert.Multiple(() =>
        {
            Assert.That(again.ExitCode, Is.Zero, again.Errors);
            foreach (var run in new[] { "first", "second" })
                Assert.That(File.ReadAllLines(_folder[$"{run}/repositories.csv"]).Skip(1), Has.All.Contain(repository.CommitOf("main")));
            Assert.That(_trap.Sprung, Is.Empty);
            Assert.That(GitRepository.Git(konnector, input: null, "ls-remote", $"{server.Address}/voltaire.git"), Does.Contain(other.CommitOf("main")), "the trap works");
        });
    }

    [TestCase("hooks")]
    [TestCase("core.hooksPath")]
    public async Task Hooks_of_a_repository_on_this_machine_are_neither_run_by_a_push_nor_passed_by(string where)
    {
        var repository = GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Manifest));
        _trap.Plant(where == "hooks" ? _folder["voltaire.git/hooks/pre-receive"] : _folder["hooks/pre-receive"], "pre-receive");
        if (where != "hooks")
            GitRepository.Git(repository.Path, input: null, "config", where, _folder["hooks"]);
        var remote = Remote.From(ManifestMigrator.Sources.SourceGrammar.Parse(repository.Path));
        var push = new Push("manifest-v2", repository.CommitOf("main"), Lease: null);

        Assert.Multiple(() =>
        {
            Assert.That(
                () => GitProgramTransport.Instance.PushAsync(remote, push, repository.Path, CancellationToken.None),
                Throws.TypeOf<ManifestMigrator.Disk.RepositoryException>().With.Message.EqualTo(Output.Messages.HooksNotRun));
            Assert.That(_trap.Sprung, Is.Empty);
            Assert.That(GitRepository.Git(repository.Path, input: null, "branch", "--list"), Does.Not.Contain("manifest-v2"));
        });
    }

    [Test]
    public async Task Objects_are_read_and_written_without_running_what_the_configuration_of_their_repository_names()
    {
        var repository = GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Manifest), new GitFile(".gitattributes", "* filter=trap diff=trap\n"));
        Configure(repository.Path, "/nowhere");
        GitRepository.Git(repository.Path, input: null, "config", "--unset", "extensions.partialClone");
        var parent = repository.CommitOf("main");
        var commit = new NewCommit
        {
            Parent = parent,
            Files = [new NewContent("manifest.konnector", "{}"u8.ToArray())],
            Author = new Person("Ada", "ada@example.org"),
            Committer = new Person("Ada", "ada@example.org"),
            Date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Message = _ => "New\n",
        };

        foreach (var reader in new IObjectReader[] { new LibGit2ObjectReader(), new GitProgramObjectReader() })
        {
            var entries = await reader.FilesAsync(repository.Path, parent, _ => true, _ => true, CancellationToken.None);
            Assert.That(await reader.ContentsAsync(repository.Path, entries, CancellationToken.None), Has.Count.EqualTo(2));
        }
        foreach (var (_, writer) in ObjectWriters.All)
            await writer.SetReferenceAsync(repository.Path, "refs/heads/new", await writer.CommitAsync(repository.Path, commit, CancellationToken.None), CancellationToken.None);

        Assert.That(_trap.Sprung, Is.Empty);
    }

    /// <summary>A work tree with everything in its configuration that git can be made to run.</summary>
    private void Configure(string repository, string remote)
    {
        var hooks = _folder["planted-hooks"];
        foreach (var hook in new[] { "reference-transaction", "post-index-change", "post-checkout", "pre-commit", "pre-receive", "update", "fsmonitor-watchman" })
            _trap.Plant(Path.Combine(hooks, hook), hook);
        File.WriteAllText(_folder["included.config"], $"[core]\n\tfsmonitor = {_trap.Plant(_folder["planted/fsmonitor"], "fsmonitor")}\n");
        foreach (var (key, value) in new[]
        {
            ("include.path", _folder["included.config"]),
            ("core.hooksPath", hooks),
            ("core.sshCommand", _trap.Plant(_folder["planted/ssh"], "sshCommand")),
            ("core.gitProxy", _trap.Plant(_folder["planted/gitProxy"], "gitProxy")),
            ("core.askPass", _trap.Plant(_folder["planted/askPass"], "askPass")),
            ("core.pager", _trap.Command("pager")),
            ("core.alternateRefsCommand", _trap.Command("alternateRefs")),
            ("credential.helper", $"!{_trap.Command("credential")}; true"),
            ("diff.external", _trap.Plant(_folder["planted/diff"], "diff")),
            ("diff.trap.textconv", _trap.Command("textconv")),
            ("filter.trap.clean", $"{_trap.Command("clean")}; cat"),
            ("filter.trap.smudge", $"{_trap.Command("smudge")}; cat"),
            ("merge.trap.driver", _trap.Command("merge")),
            ("gpg.program", _trap.Plant(_folder["planted/gpg"], "gpg")),
            ("commit.gpgSign", "true"),
            ("alias.ls-tree", $"!{_trap.Command("alias")}"),
            ("uploadpack.packObjectsHook", _trap.Plant(_folder["planted/pack"], "packObjectsHook")),
            ("protocol.allow", "always"),
            ("remote.origin.url", remote),
            ("remote.origin.uploadpack", _trap.Plant(_folder["planted/uploadpack"], "uploadpack")),
            ("remote.origin.promisor", "true"),
            ("remote.origin.partialCloneFilter", "blob:none"),
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
        })
            GitRepository.Git(repository, input: null, "config", key, value);
    }

    private int Rows() => File.ReadAllLines(_folder["run/repositories.csv"]).Length - 1;

    /// <summary>A clone with a work tree.</summary>
    private string Konnector() => GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Manifest)).CloneTo(_folder["konnector"]);
}
