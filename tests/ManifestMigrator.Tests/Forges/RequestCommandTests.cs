using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Forges;

/// <summary>The commands as a maintainer types them: real processes, real git over HTTP, a forge on loopback.</summary>
[StartsPrograms]
internal sealed class RequestCommandTests
{
    private const string Manifest = "{\n  \"slug\": \"SLUG\",\n  \"dataType\": [\n    \"bill\"\n  ]\n}\n";

    private TemporaryFolder _folder = null!;
    private GitHttpServer _git = null!;
    private FakeForge _forge = null!;
    private (string Name, string Value)[] _environment = [];

    [TearDown]
    public async Task TearDownAsync()
    {
        await _git.DisposeAsync();
        _folder.Dispose();
        await _forge.DisposeAsync();
    }

    [TestCase(ForgeKind.GitHub)]
    [TestCase(ForgeKind.GitLab)]
    [TestCase(ForgeKind.Gitea)]
    [TestCase(ForgeKind.Forgejo)]
    public async Task From_the_pushed_branch_to_the_landed_manifest(ForgeKind kind)
    {
        await PushedAsync(kind, "voltaire", "rousseau");

        var dry = await ToolAsync("request", "run", "--dry-run");
        var (texts, writes) = (File.ReadAllText(_folder[$"run/requests/{Place.Replace(":", "%3A", StringComparison.Ordinal)}/voltaire.md"]), _forge.Writes);
        var request = await ToolAsync("request", "run", "-v");
        var again = await ToolAsync("request", "run");
        var status = JsonNode.Parse((await ToolAsync("status", "run", "--remote", "--format", "json")).Text)!;
        var notYet = await ToolAsync("merge", "run", "--dry-run");
        var merge = await ToolAsync("merge", "run", "--allow-no-checks", "--settle", "0", "--max", "1");
        var row = Rows().Single(row => row["request_state"] == "landed");
        var landed = JsonNode.Parse((await ToolAsync("status", "run", "--remote", "--format", "json")).Text)!;

        Assert.Multiple(() =>
        {
            Assert.That((dry.ExitCode, request.ExitCode, again.ExitCode, merge.ExitCode), Is.EqualTo((0, 0, 0, 0)),
                dry.Errors + request.Errors + again.Errors + merge.Errors);
            Assert.That(writes, Is.Zero, "a dry run writes nothing");
            Assert.That(dry.Text, Does.Contain("/voltaire: create").And.Contain("2 writes, the last at"));
            Assert.That(_forge.Repositories.Select(repository => repository.Requests.Count), Is.EqualTo(new[] { 1, 1 }));
            Assert.That(_forge.Repositories[0].Requests[0].Body, Is.EqualTo(texts), "what is sent is what could be read before");
            Assert.That(request.Text, Does.Contain("2 of 2 open"));
            Assert.That(request.Errors, Does.Contain("comes from MANIFEST_MIGRATOR_TOKEN_127_0_0_1_").And.Not.Contain(FakeForge.Token));
            Assert.That((int)status["totals"]!["open"]!, Is.EqualTo(2));
            Assert.That(notYet.Text, Does.Contain("not ready: checks-running").Or.Contain("not ready: no-checks"));
            Assert.That((row["request"], row["checks"]), Is.EqualTo((row["request"], "none")));
            Assert.That((int)landed["totals"]!["landed"]!, Is.EqualTo(1));
            Assert.That(_forge.Repositories.Count(repository =>
                GitRepository.Git(repository.Git.Path, null, "show", "main:manifest.konnector").Contains("data_types",
                StringComparison.Ordinal)), Is.EqualTo(1));
            foreach (var file in Directory.EnumerateFiles(_folder["run"], "*", SearchOption.AllDirectories))
                Assert.That(File.ReadAllText(file), Does.Not.Contain(FakeForge.Token), file);
        });
    }

    [Test]
    public async Task Killed_while_the_answer_is_on_its_way_it_finds_its_request_again()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        var isDone = new TaskCompletionSource();
        _forge.Make(new Trouble("POST", "/pulls", Answer: null, IsDone: true) { Hangs = isDone.SetResult });

        var killed = await Tool.RunAsync(_folder.FullPath, [], Arguments("request", "run"), async process =>
        {
            await isDone.Task;
            process.Kill();
        }, _environment);
        var again = await ToolAsync("request", "run");

        Assert.That(killed.ExitCode, Is.Not.Zero);
        Assert.That(again.ExitCode, Is.Zero, again.Errors);
        Assert.That(_forge.Repositories[0].Requests, Has.Count.EqualTo(1));
        Assert.That(Rows().Single()["request"], Does.EndWith("/pull/1"));
    }

    [Test]
    public async Task Push_writes_the_text_that_request_would_send()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");

        var text = File.ReadAllText(_folder[$"run/requests/{Place.Replace(":", "%3A", StringComparison.Ordinal)}/voltaire.md"]);
        await ToolAsync("request", "run");

        Assert.That(_forge.Repositories[0].Requests.Single().Body!.Split('\n').Where(line => !line.StartsWith("<!--", StringComparison.Ordinal)),
            Is.EqualTo(text.Split('\n').Where(line => !line.StartsWith("<!--", StringComparison.Ordinal))));
    }

    [Test]
    public async Task What_status_heard_from_the_forge_is_in_later_reports()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire", "rousseau");
        await ToolAsync("request", "run");
        var (open, merged) = (_forge.Repositories[0], _forge.Repositories[1]);
        open.Statuses[open.Requests[0].Head] = ["failure"];
        _forge.Land(merged, merged.Requests[0], "merge");

        var remote = await ToolAsync("status", "run", "--remote");
        var local = JsonNode.Parse((await Tool.RunAsync(_folder.FullPath, [], ["status", "run", "--format", "json"], _environment)).Text)!;

        var refused = await Tool.RunAsync(_folder.FullPath, [], Arguments("status", "run", "--remote"),
            [.. _environment.Where(entry => entry.Value != FakeForge.Token), (ForgeTokens.Variable(_git.Authority), "another")]);

        Assert.That(remote.ExitCode, Is.Zero, remote.Errors);
        Assert.That(refused.Text, Does.Contain("token-refused"));
        Assert.That(Rows().Select(row => (row["request_state"], row["checks"])), Is.EquivalentTo(new[] { ("open", "failed"), ("landed", "") }));
        Assert.That(new[] { "open", "checks failed", "landed" }.Select(word => (int)local["totals"]![word]!), Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That((string?)local["totals"]!["oldest open"], Is.EqualTo(DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task A_wave_stops_when_the_checks_of_its_canaries_have_failed()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire", "rousseau", "diderot");
        await ToolAsync("request", "run", "--max", "1");
        var canary = _forge.Repositories.Single(repository => repository.Requests.Count == 1);
        canary.Statuses[canary.Requests[0].Head] = ["failure"];

        var stopped = await ToolAsync("request", "run", "--stop-after-failures", "1");
        var opened = _forge.Repositories.Sum(repository => repository.Requests.Count);
        var rows = Rows().Select(row => (row["request_state"], row["checks"])).ToList();
        canary.Statuses.Clear();
        var all = await ToolAsync("request", "run", "--stop-after-failures", "1");

        Assert.Multiple(() =>
        {
            Assert.That((stopped.ExitCode, opened, all.ExitCode), Is.EqualTo((3, 1, 0)), stopped.Errors + all.Errors);
            Assert.That(stopped.Errors, Does.Contain("--stop-after-failures"));
            Assert.That(stopped.Text, Does.Contain("2 left: manifest-migrator request"));
            Assert.That(rows, Has.One.EqualTo(("open", "failed")));
            Assert.That(_forge.Repositories.Select(repository => repository.Requests.Count), Has.All.EqualTo(1));
        });
    }

    [Test]
    public async Task Before_anything_was_applied_it_says_what_comes_first()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        await ToolAsync("revert", "run");

        var request = await ToolAsync("request", "run");

        Assert.That((request.ExitCode, _forge.Writes), Is.EqualTo((0, 0)));
        Assert.That(request.Text, Does.StartWith("Nothing to request: ").And.Contain("manifest-migrator review run, then manifest-migrator apply run"));
    }

    [Test]
    public async Task Revert_closes_the_request_and_says_why_before_the_branch_goes()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        await ToolAsync("request", "run");
        var repository = _forge.Repositories[0];

        var blind = await Tool.RunAsync(_folder.FullPath, [], ["revert", "run"], _environment);
        var (stateThen, tipThen) = (repository.Requests[0].State, repository.Tip("manifest-v2"));
        var revert = await ToolAsync("revert", "run");

        Assert.Multiple(() =>
        {
            Assert.That(blind.ExitCode, Is.EqualTo(3), "a request that cannot be closed first is not closed by deleting its branch");
            Assert.That((stateThen, tipThen), Is.EqualTo(("open", tipThen)));
            Assert.That(tipThen, Is.Not.Null);
            Assert.That(revert.ExitCode, Is.Zero, revert.Errors);
            Assert.That((repository.Requests[0].State, repository.Requests[0].Comments.Count, repository.Tip("manifest-v2")),
                Is.EqualTo(("closed", 1, (string?)null)));
            Assert.That(Rows().Single()["request_state"], Is.EqualTo("reverted"));
        });
    }

    [Test]
    public async Task Without_a_token_git_tells_which_branches_have_a_request_and_which_landed()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire", "rousseau");
        var request = _forge.Open(_forge.Repositories[0], "manifest-v2", "main", "By hand", "", "bo");
        var landing = _forge.Open(_forge.Repositories[1], "manifest-v2", "main", "By hand", "", "bo");
        _forge.Land(_forge.Repositories[1], landing, "merge");

        var status = await Tool.RunAsync(_folder.FullPath, [], ["status", "run", "--remote"], _environment);
        var refused = await Tool.RunAsync(_folder.FullPath, [], ["request", "run"], _environment);

        Assert.That(status.Text, Does.Match("/voltaire\t.*\tthere\t#1\t").And.Match("/rousseau\t.*\tmerged\tlanded\t"));
        Assert.That(status.Errors, Does.Match("127.0.0.1:[0-9]+: asked by git alone"));
        Assert.That(status.Text, Does.Contain("1 landed"));
        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(Rows().Select(row => row["reason"]), Has.All.EqualTo("forge-unknown"));
        Assert.That(Rows()[0]["message"], Does.Contain("--forge 127.0.0.1:"));
        Assert.That(request.State, Is.EqualTo("open"));
    }

    [Test]
    public async Task What_a_person_merged_is_proved_by_git_when_others_have_committed_since()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire", "rousseau");
        await ToolAsync("request", "run");
        _forge.Land(_forge.Repositories[0], _forge.Repositories[0].Requests[0], "merge");
        _forge.Repositories[0].Git.Commit("main", new GitFile("manifest.konnector", "{}"));
        _forge.Repositories[1].Git.Commit("elsewhere", new GitFile("README.md", "Elsewhere"));
        _forge.Repositories[1].Requests[0].Base = "elsewhere";
        GitRepository.Git(_forge.Repositories[1].Git.Path, input: null, "update-ref", "refs/heads/elsewhere", "main");
        _forge.Land(_forge.Repositories[1], _forge.Repositories[1].Requests[0], "merge");

        var request = await ToolAsync("request", "run");

        Assert.That(Rows().Select(row => (row["repository"].Split('/')[^1], row["request_state"])),
            Is.EquivalentTo(new[] { ("voltaire", "landed"), ("rousseau", "landed-otherwise") }), request.Errors);
    }

    [Test]
    public async Task What_was_rejected_after_the_push_is_neither_requested_nor_merged()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        await File.WriteAllTextAsync(_folder["run/decisions.json"], $"{{\"{Place}/voltaire\": \"rejected\"}}");

        var request = await ToolAsync("request", "run");
        var merge = await ToolAsync("merge", "run");

        Assert.That((request.ExitCode, merge.ExitCode, _forge.Writes), Is.EqualTo((0, 0, 0)));
        Assert.That(Rows().Single()["reason"], Is.EqualTo("rejected"));
    }

    [Test]
    public async Task What_landed_since_the_request_was_opened_counts_as_landed_by_git_alone()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire", "rousseau");
        await ToolAsync("request", "run");
        _forge.Land(_forge.Repositories[0], _forge.Repositories[0].Requests[0], "squash");

        var status = await Tool.RunAsync(_folder.FullPath, [], ["status", "run", "--remote"], _environment);

        Assert.That(status.Text, Does.Contain("1 open").And.Contain("1 landed"), status.Errors);
        Assert.That(Rows().ToDictionary(row => row["repository"].Split('/')[^1], row => row["request_state"], StringComparer.Ordinal),
            Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["voltaire"] = "landed", ["rousseau"] = "open" }));
    }

    [Test]
    public async Task What_was_rejected_after_its_request_was_opened_does_not_count_as_ready()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        await ToolAsync("request", "run");
        _forge.Repositories[0].Statuses[_forge.Repositories[0].Requests[0].Head] = ["success"];
        var before = JsonNode.Parse((await ToolAsync("status", "run", "--remote", "--format", "json")).Text)!;
        await File.WriteAllTextAsync(_folder["run/decisions.json"], $"{{\"{Place}/voltaire\": \"rejected\"}}");

        var after = JsonNode.Parse((await ToolAsync("status", "run", "--remote", "--format", "json")).Text)!;

        Assert.That(((int)before["totals"]!["ready to merge"]!, (int)after["totals"]!["ready to merge"]!), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_dry_run_leaves_no_journal()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");

        var request = await ToolAsync("request", "run", "--dry-run");
        var merge = await ToolAsync("merge", "run", "--dry-run");

        Assert.That(File.Exists(_folder["run/journal.jsonl"]), Is.False, request.Errors + merge.Errors);
    }

    [TestCase("push")]
    [TestCase("request")]
    [TestCase("merge")]
    [TestCase("revert")]
    public async Task A_wave_of_none_is_refused(string command)
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");

        var refused = await ToolAsync(command, "run", "--max", "0");

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain("--max '0' is not a whole number of at least 1"));
    }

    [Test]
    public async Task A_mistyped_forge_is_told_by_status_too()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");

        var status = await Tool.RunAsync(_folder.FullPath, [], ["status", "run", "--forge", "git.example=hub"], _environment);

        Assert.That(status.ExitCode, Is.EqualTo(2));
        Assert.That(status.Errors, Does.Contain("none of github"));
    }

    [Test]
    public async Task Without_a_token_repositories_are_counted_once_whatever_was_heard_before()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire", "rousseau");
        await ToolAsync("request", "run", "--max", "1");
        _environment = [.. _environment.Where(entry => entry.Value != FakeForge.Token)];
        await ToolAsync("request", "run");

        var again = await ToolAsync("request", "run");

        Assert.That(again.ExitCode, Is.EqualTo(3));
        Assert.That(again.Text.Split('\n').Where(line => line.Contains("no-token", StringComparison.Ordinal)), Is.EqualTo(new[] { "    2 no-token" }));
        Assert.That(again.Text, Does.Not.Contain(" open"));
    }

    [Test]
    public async Task A_branch_that_was_never_pushed_is_not_gone()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        await ToolAsync("revert", "run");
        await Tool.RunAsync(_folder.FullPath, [], ["apply", "run", "--all"], _environment);

        var status = JsonNode.Parse((await ToolAsync("status", "run", "--remote", "--format", "json")).Text)!;

        Assert.That((string?)status["repositories"]![0]!["remote"], Is.EqualTo("not-pushed"));
    }

    [Test]
    public async Task What_was_declined_stays_declined_when_its_branch_is_taken_back()
    {
        await PushedAsync(ForgeKind.GitHub, "voltaire");
        await ToolAsync("request", "run");
        _forge.Repositories[0].Requests[0].State = "closed";

        var revert = await ToolAsync("revert", "run");

        Assert.That(revert.ExitCode, Is.Zero, revert.Errors);
        Assert.That(_forge.Repositories[0].Tip("manifest-v2"), Is.Null);
        Assert.That(Rows().Single()["request_state"], Is.EqualTo("declined"));
        Assert.That(Rows().Single()["request"], Does.EndWith("/pull/1"));
    }

    private string Place => $"{_git.Authority}/alder";

    private async Task PushedAsync(ForgeKind kind, params string[] names)
    {
        _folder = new TemporaryFolder();
        _forge = FakeForge.Create(kind);
        await _forge.StartAsync();
        _git = await GitHttpServer.StartAsync(Directory.CreateDirectory(_folder["served"]).FullName);
        foreach (var name in names)
        {
            var git = GitRepository.Create(_folder[$"served/alder/{name}.git"],
                new GitFile("manifest.konnector", Manifest.Replace("SLUG", name, StringComparison.Ordinal)),
                new GitFile("index.js", "// 1\n"));
            GitRepository.Git(git.Path, input: null, "config", "http.receivepack", "true");
            _forge.Repositories.Add(new FakeRepository(_forge.Repositories.Count + 42, $"alder/{name}", git));
        }
        await File.WriteAllTextAsync(_folder["gitconfig"], "[user]\n\tname = Ada Maintainer\n\temail = ada@example.org\n");
        _environment =
        [
            ("GIT_CONFIG_GLOBAL", _folder["gitconfig"]), ("GIT_CONFIG_NOSYSTEM", "1"), ("XDG_STATE_HOME", _folder["state"]), ("HOME", _folder.FullPath),
            (ForgeTokens.Variable(_git.Authority), FakeForge.Token),
        ];
        var plan = await Tool.RunAsync(_folder.FullPath, [],
            ["plan", .. names.Select(name => $"{_git.Address}/alder/{name}.git"), "--out", "run"], _environment);
        var apply = await Tool.RunAsync(_folder.FullPath, [], ["apply", "run", "--all"], _environment);
        var push = await ToolAsync("push", "run");
        Assert.That((plan.ExitCode, apply.ExitCode, push.ExitCode), Is.EqualTo((0, 0, 0)), plan.Errors + apply.Errors + push.Errors);
    }

    private string[] Arguments(params string[] arguments) =>
        [.. arguments, "--forge", $"{_git.Authority}={_forge.Kind.ToString().ToLowerInvariant()}@{_forge.Address}"];

    private Task<ToolRun> ToolAsync(params string[] arguments) => Tool.RunAsync(_folder.FullPath, [], Arguments(arguments), _environment);

    private List<IReadOnlyDictionary<string, string>> Rows()
    {
        using var csv = new CsvHelper.CsvReader(File.OpenText(_folder["run/repositories.csv"]), System.Globalization.CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(row =>
            (IReadOnlyDictionary<string, string>)((IDictionary<string, object>)row)
            .ToDictionary(cell => cell.Key, cell => (string)cell.Value, StringComparer.Ordinal))];
    }
}
