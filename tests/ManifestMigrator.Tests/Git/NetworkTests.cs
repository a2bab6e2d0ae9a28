using System.Collections.Concurrent;
using System.Runtime.Versioning;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Hostile;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Git;

/// <summary>Secrets, proxies, SSH and the number of connections, as servers see them.</summary>
[UnsupportedOSPlatform("windows")]
[StartsPrograms]
public sealed class NetworkTests
{
    private const string Manifest = "{ \"slug\": \"voltaire\", \"dataType\": [\"bill\"] }\n";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _heard = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(null)]
    [TestCase("ada:s3cret")]
    public async Task Credentials_of_an_address_stay_with_its_host_when_that_redirects_to_another(string? demanded)
    {
        Serve("voltaire");
        await using var elsewhere = await GitHttpServer.StartAsync(_folder["served"], demanded, (context, _) =>
        {
            _heard.Enqueue(context.Request.Headers.Authorization.ToString());
            return Task.FromResult(false);
        });
        await using var server = await GitHttpServer.StartAsync(_folder["served"], "ada:s3cret", (context, _) =>
        {
            var isAda = context.Request.Headers.Authorization == "Basic YWRhOnMzY3JldA==";
            if (isAda)
                context.Response.Redirect($"{elsewhere.Address}{context.Request.Path}{context.Request.QueryString}");
            return Task.FromResult(isAda);
        });

        await PlanAsync("", $"http://ada:s3cret@{server.Authority}/voltaire.git");

        Assert.Multiple(() =>
        {
            Assert.That(Rows(), Does.Contain(",failed,authentication-refused,"));
            Assert.That(File.ReadAllText(_folder["run/run.json"]), Does.Contain("name the address it redirects to"));
            Assert.That(_heard, Has.All.Empty);
        });
    }

    [Test]
    public async Task Git_is_not_led_from_https_to_http_either()
    {
        Serve("voltaire");
        await using var plain = await GitHttpServer.StartAsync(_folder["served"]);
        await using var server = await GitHttpServer.StartAsync(
            _folder["served"],
            before: (context, _) =>
            {
                context.Response.Redirect($"{plain.Address}{context.Request.Path}{context.Request.QueryString}");
                return Task.FromResult(true);
            },
            isEncrypted: true);

        await PlanAsync("[http]\n\tsslVerify = false\n", $"{server.Address}/voltaire.git");

        Assert.That(Rows(), Does.Contain(",failed,"));
        Assert.That(plain.Requests, Is.Empty);
    }

    [TestCase("[http]\n\textraHeader = X-Secret: s3cret\n")]
    [TestCase("[http \"http://{0}/\"]\n\textraHeader = X-Secret: s3cret\n")]
    [TestCase("[http]\n\tfollowRedirects = false\n[http \"http://{0}/\"]\n\textraHeader = X-Secret: s3cret\n")]
    public async Task A_header_that_the_user_adds_does_not_go_where_a_server_redirects_to(string configuration)
    {
        Serve("voltaire");
        await using var elsewhere = await GitHttpServer.StartAsync(_folder["served"]);
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: (context, _) =>
        {
            _heard.Enqueue(context.Request.Headers["X-Secret"].ToString());
            context.Response.Redirect($"{elsewhere.Address}{context.Request.Path}{context.Request.QueryString}");
            return Task.FromResult(true);
        });

        await PlanAsync(configuration.Replace("{0}", server.Authority, StringComparison.Ordinal), $"{server.Address}/voltaire.git");

        Assert.Multiple(() =>
        {
            Assert.That(Rows(), Does.Contain(",failed,"));
            Assert.That(File.ReadAllText(_folder["run/run.json"]), Does.Contain("name the address it redirects to"));
            Assert.That(_heard, Has.Some.EqualTo("s3cret"));
            Assert.That(elsewhere.Requests, Is.Empty);
        });
    }

    [TestCase("GIT_ALLOW_PROTOCOL", "https", "")]
    [TestCase("", "", "[protocol \"http\"]\n\tallow = never\n")]
    [TestCase("", "", "[protocol]\n\tallow = never\n")]
    public async Task A_protocol_that_the_user_forbids_is_not_spoken(string variable, string value, string configuration)
    {
        Serve("voltaire");
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);

        await ToolAsync(configuration, variable.Length > 0 ? [(variable, value)] : [], ["plan", $"{server.Address}/voltaire.git", "--out", "run"]);

        Assert.That(Rows(), Does.Contain(",failed,"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task Credentials_of_an_address_are_not_given_to_the_users_helpers_to_keep()
    {
        Serve("voltaire");
        await using var server = await GitHttpServer.StartAsync(_folder["served"], "ada:s3 cret\\'%");

        await PlanAsync($"[credential]\n\thelper = store --file={_folder["stored"]}\n", $"http://ada:s3%20cret%5C%27%25@{server.Authority}/voltaire.git");

        Assert.Multiple(() =>
        {
            Assert.That(Rows(), Does.Contain(",migrated,"));
            Assert.That(File.Exists(_folder["stored"]), Is.False);
        });
    }

    [Test]
    public async Task Credentials_of_an_address_with_the_usual_port_are_given_to_its_host()
    {
        Serve("voltaire");
        await using var proxy = await GitHttpServer.StartAsync(_folder["served"], "ada:s3cret");

        await PlanAsync($"[http]\n\tproxy = {proxy.Authority}\n", "http://ada:s3cret@konnectors.invalid:80/voltaire.git");

        Assert.That(Rows(), Does.Contain(",migrated,"));
    }

    [TestCase("configuration")]
    [TestCase("environment")]
    public async Task Every_step_goes_through_the_proxy(string place)
    {
        var repository = Serve("voltaire");
        File.WriteAllBytes(_folder["served/packed.tgz"], Tarball.Of(("package/manifest.konnector", Manifest)));
        await using var proxy = await GitHttpServer.StartAsync(_folder["served"], before: async (context, stop) =>
        {
            _heard.Enqueue(context.Request.Host.Host);
            if (context.Request.Path != "/packed.tgz")
                return false;
            await context.Response.SendFileAsync(_folder["served/packed.tgz"], stop);
            return true;
        });
        var configuration = place == "configuration" ? $"[http]\n\tproxy = {proxy.Authority}\n" : "";
        (string, string)[] environment = place == "environment" ? [("http_proxy", proxy.Address)] : [];
        string[] sources = ["http://konnectors.invalid/voltaire.git", "http://konnectors.invalid/packed.tgz"];

        var codes = new List<int>();
        foreach (var run in new[] { "first", "run" })
            codes.Add((await ToolAsync(configuration, environment, ["plan", .. sources, "--out", run])).ExitCode);
        File.WriteAllText(_folder["run/decisions.json"], Decisions("konnectors.invalid/voltaire"));
        foreach (var arguments in new string[][] { ["apply", "run"], ["push", "run"], ["status", "--remote", "run"] })
            codes.Add((await ToolAsync(configuration, environment, arguments)).ExitCode);

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(_folder["first/repositories.csv"]), Does.Contain("konnectors.invalid/voltaire,").And.Not.Contain(",failed,"));
            Assert.That(GitRepository.Git(repository.Path, input: null, "branch", "--list"), Does.Contain("manifest-v2"), string.Join(' ', codes));
            Assert.That(_heard.Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "konnectors.invalid" }));
        });
    }

    [TestCase("GIT_SSH")]
    [TestCase("GIT_SSH_COMMAND")]
    [TestCase("core.sshCommand")]
    public async Task The_users_own_SSH_is_used_in_batch_mode_and_without_a_terminal(string setting)
    {
        Serve("voltaire");
        using var server = await SshServer.StartAsync(_folder["ssh"]);
        var log = $"(echo \"$@\"; (: </dev/tty) 2>/dev/null && echo terminal) >> {_folder["arguments"]}";
        Trap.WriteProgram(_folder["own programs/ssh"], $"#!/bin/sh\n{log}\nexec {server.Command} \"$@\"\n");
        var program = _folder["own programs/ssh"];
        var configuration = setting == "core.sshCommand" ? $"[core]\n\tsshCommand = \\\"{program}\\\" -v\n" : "";
        (string, string)[] environment = setting == "core.sshCommand" ? [] : [(setting, setting == "GIT_SSH" ? program : $"'{program}' -v")];
        File.WriteAllText(_folder["gitconfig"], configuration);

        var plan = await AtTerminalAsync(server, [.. environment, ("GIT_CONFIG_GLOBAL", _folder["gitconfig"])]);

        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.Zero, plan.Text);
            Assert.That(File.ReadAllText(_folder["arguments"]), Does.Contain("-oBatchMode=yes").And.Not.Contain("terminal"));
        });
    }

    [TestCase("perl", 0)]
    [TestCase("", 3)]
    public async Task Where_there_is_no_setsid_nothing_that_we_start_has_a_terminal_to_ask_on_either(string other, int exitCode)
    {
        Serve("voltaire");
        using var server = await SshServer.StartAsync(_folder["ssh"]);
        Trap.WriteProgram(_folder["own-ssh"], $"#!/bin/sh\n(: </dev/tty) 2>/dev/null && /usr/bin/touch {_folder["terminal"]}\nexec {server.Command} \"$@\"\n");
        Directory.CreateDirectory(_folder["bin"]);
        foreach (var program in new[] { "git", "sh", "ssh", "dotnet", other }.Where(name => name.Length > 0))
            File.CreateSymbolicLink(_folder[$"bin/{program}"], ManifestMigrator.Disk.Programs.Find(program)!);

        var plan = await AtTerminalAsync(server, ("GIT_SSH_COMMAND", _folder["own-ssh"]), ("PATH", _folder["bin"]));

        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.EqualTo(exitCode), plan.Text);
            Assert.That(File.Exists(_folder["terminal"]), Is.False);
            Assert.That(Rows(), Does.Contain(other.Length > 0 ? ",migrated," : "install setsid (of util-linux) or perl"));
        });
    }

    [Test]
    public async Task A_host_that_asks_for_a_longer_pause_than_anybody_waits_is_asked_once_for_all_sources()
    {
        await using var server = await GitHttpServer.StartAsync(_folder.FullPath, before: (context, _) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            return Task.FromResult(true);
        });

        await PlanAsync("", [.. Enumerable.Range(0, 6).Select(number => $"{server.Address}/{number}.{(number % 2 == 0 ? "git" : "tgz")}"), "--host-jobs", "1"]);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(Rows().Split(",rate-limited,"), Has.Length.EqualTo(7));
    }

    [TestCase("ssh")]
    [TestCase("own-ssh")]
    public async Task An_unknown_host_key_is_a_row_and_never_a_question(string name)
    {
        Serve("voltaire");
        using var server = await SshServer.StartAsync(_folder["ssh"]);
        Trap.WriteProgram(_folder[$"bin/{name}"], "#!/bin/sh\nexec /usr/bin/ssh -F /dev/null -oStrictHostKeyChecking=ask -oUserKnownHostsFile=/dev/null \"$@\"\n");

        var plan = await AtTerminalAsync(server, ("GIT_SSH_COMMAND", _folder[$"bin/{name}"]));

        Assert.Multiple(() =>
        {
            Assert.That(Rows(), Does.Contain(",failed,authentication-refused,"));
            Assert.That(File.ReadAllText(_folder["run/run.json"]), Does.Contain("host key of the server is unknown or has changed"));
            Assert.That(plan.Text, Does.Not.Contain("Are you sure"));
        });
    }

    [Test]
    public async Task A_host_never_has_more_requests_at_a_time_than_it_is_asked_to_bear_tarballs_among_them()
    {
        var (now, most) = (0, 0);
        string[] names = ["amber", "birch", "cedar", "damson", "elder"];
        foreach (var name in names)
            Serve(name);
        var packed = Tarball.Of(("package/manifest.konnector", Manifest));
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: async (context, stop) =>
        {
            var count = Interlocked.Increment(ref now);
            for (var known = most; known < count; known = most)
                Interlocked.CompareExchange(ref most, count, known);
            await Task.Delay(100, stop);
            Interlocked.Decrement(ref now);
            if (!context.Request.Path.Value!.EndsWith(".tgz", StringComparison.Ordinal))
                return false;
            await context.Response.Body.WriteAsync(packed, stop);
            return true;
        });

        var sources = names.SelectMany(name => new[] { $"{server.Address}/{name}.git", $"{server.Address}/{name}.tgz" });
        var plan = await PlanAsync("", [.. sources, "--jobs", "10", "--host-jobs", "2"]);

        Assert.That((plan.ExitCode, most), Is.EqualTo((0, 2)), plan.Errors);
    }

    private GitRepository Serve(string name)
    {
        var repository = GitRepository.Create(_folder[$"served/{name}.git"], new GitFile("manifest.konnector", Manifest));
        GitRepository.Git(repository.Path, input: null, "config", "http.receivepack", "true");
        return repository;
    }

    private Task<ToolRun> AtTerminalAsync(SshServer server, params (string, string)[] environment) => PseudoTerminal.RunAsync(
        _folder.FullPath,
        ["plan", $"{server.Address}{_folder["served/voltaire.git"]}", "--retries", "0", "--out", "run"],
        typed: "",
        [("XDG_CACHE_HOME", _folder[".cache"]), .. environment]);

    private Task<ToolRun> PlanAsync(string configuration, params string[] arguments) =>
        ToolAsync(configuration, [], ["plan", .. arguments, "--retries", "0", "--out", "run", "--cache", Guid.NewGuid().ToString("N")]);

    private async Task<ToolRun> ToolAsync(string configuration, (string, string)[] environment, string[] arguments)
    {
        await File.WriteAllTextAsync(_folder["gitconfig"], $"[user]\n\tname = Ada\n\temail = ada@example.org\n{configuration}");
        return await Tool.RunAsync(_folder.FullPath, [], arguments, [("GIT_CONFIG_GLOBAL", _folder["gitconfig"]), .. environment]);
    }

    private static string Decisions(string repository) => $$"""{ "{{repository}}": "approved" }""";

    private string Rows() => File.ReadAllText(_folder["run/repositories.csv"]);
}
