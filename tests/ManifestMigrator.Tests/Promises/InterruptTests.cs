using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Deliver;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Promises;

/// <summary>What a person can count on who stops a run.</summary>
[StartsPrograms]
public sealed class InterruptTests
{
    [Test]
    public async Task The_first_signal_keeps_what_was_done_and_reports_the_rest_as_interrupted([Values("INT", "TERM", "HUP")] string signal)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeAsync(folder);

        var run = await Tool.RunAsync(folder.FullPath, [], Plan(server), async process =>
        {
            await UntilItReadsTheSlowOneAsync(folder, server);
            Send(signal, process.Id);
        });

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(130), run.Errors);
            Assert.That(Rows(folder), Is.EqualTo(new[] { "later interrupted interrupted", "quick migrated changes-planned", "slow interrupted interrupted" }));
            Assert.That(run.Text, Does.Contain("manifest-migrator plan --from run --only interrupted").And.Not.Contain("failed"));
            Assert.That(_folderHasNothingLeft(folder), Is.True);
        });

        static bool _folderHasNothingLeft(TemporaryFolder folder) =>
            !folder.Files().Any(file => file.Contains("/.work/", StringComparison.Ordinal) || file.EndsWith(".tmp", StringComparison.Ordinal) || file.Contains(".incoming", StringComparison.Ordinal));
    }

    [Test]
    public async Task What_was_interrupted_is_planned_by_the_command_that_was_printed()
    {
        using var folder = new TemporaryFolder();
        var isSlow = true;
        await using var server = await ServeAsync(folder, () => isSlow);
        await Tool.RunAsync(folder.FullPath, [], Plan(server), async process =>
        {
            await UntilItReadsTheSlowOneAsync(folder, server);
            Send("INT", process.Id);
        });
        isSlow = false;

        var rest = await Tool.RunAsync(folder.FullPath, "plan", "--from", "run", "--only", "interrupted", "--out", "rest");

        Assert.That(rest.ExitCode, Is.Zero, rest.Errors);
        Assert.That(Rows(folder, "rest"), Is.EqualTo(new[] { "later migrated changes-planned", "slow migrated changes-planned" }));
    }

    [Test]
    [Platform("Linux")]
    public async Task The_second_signal_ends_at_once_what_would_never_end()
    {
        using var folder = new TemporaryFolder();
        // Nobody reads standard error, so the tool waits for ever to write to it.
        await File.WriteAllLinesAsync(folder["many.txt"], Enumerable.Range(0, 3000).Select(number => $"not a source {number}"));
        using var process = Start(folder, "dotnet", "exec", Tool.Program, "plan", "--repos", "many.txt", "--out", "run");
        try
        {
            await EndTwiceAsync(process);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
        Assert.That(process.ExitCode, Is.EqualTo(130));
    }

    [Test]
    [Platform("Linux")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Two_signals_at_once_leave_no_program_behind()
    {
        using var folder = new TemporaryFolder();
        Hostile.Trap.WriteProgram(folder["ssh"], $"#!/bin/sh\necho $$ >> '{folder["pids"]}'\nsleep 600 & echo $! >> '{folder["pids"]}'\nwait\n");

        var run = await Tool.RunAsync(
            folder.FullPath,
            [],
            ["plan", "ssh://git@127.0.0.1/o/a.git", "ssh://git@127.0.0.1/o/b.git", "--jobs", "2", "--out", "run"],
            async process =>
            {
                await Wait.UntilAsync(() => File.Exists(folder["pids"]) && File.ReadAllLines(folder["pids"]).Length == 4);
                using var kill = Process.Start("bash", ["-c", $"kill -TERM {process.Id}; kill -TERM {process.Id}; true"]);
                await kill.WaitForExitAsync();
            },
            ("GIT_SSH_COMMAND", folder["ssh"]));

        Assert.That(run.ExitCode, Is.EqualTo(130), run.Errors);
        await Wait.UntilAsync(() => File.ReadAllLines(folder["pids"]).All(HasEnded));
    }

    [TestCase("plan ./m --out run --repos", 130)]
    [TestCase("plan ./m --out run --mappings", 130)]
    [TestCase("plan ./m --out run --uuids", 130)]
    [TestCase("plan ./m --out run --catalogue", 130)]
    [TestCase("convert", 143)]
    [TestCase("check", 143)]
    [Platform("Linux")]
    public async Task The_first_signal_ends_a_command_that_waits_for_a_pipe_of_the_user(string command, int code)
    {
        using var folder = new TemporaryFolder();
        MakePipe(folder["pipe"]);

        var run = await Tool.RunAsync(folder.FullPath, [], [.. command.Split(' '), "pipe"], async process =>
        {
            // It opens for writing when the other side is open for reading.
            await using var pipe = await Task.Run(() => new FileStream(folder["pipe"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
            Send("TERM", process.Id);
            await process.WaitForExitAsync();
        });

        Assert.That((run.ExitCode, Directory.Exists(folder["run"])), Is.EqualTo((code, false)), run.Errors);
    }

    [Test]
    [Platform("Linux")]
    public async Task A_pipe_in_a_run_folder_is_refused([Values("decisions.json", "run.json")] string file)
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");
        await Tool.RunAsync(folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run");
        File.Delete(folder[$"run/{file}"]);
        MakePipe(folder[$"run/{file}"]);

        var apply = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run");

        Assert.That((apply.ExitCode, apply.Text), Is.EqualTo((2, "")), apply.Errors);
        Assert.That(apply.Errors, Does.Contain($"run/{file} is a pipe, a socket or a device, not a file."));
    }

    [TestCase("apply", "--all", "run", "--jobs", "1")]
    [TestCase("push", "run", "--jobs", "1")]
    [TestCase("revert", "run", "--jobs", "1")]
    [TestCase("status", "--remote", "run", "--jobs", "1")]
    public async Task An_interrupted_step_tells_what_was_done_and_the_command_that_goes_on(params string[] command)
    {
        var (isSlow, isReached) = (false, false);
        await using var remotes = await Remotes.ServeAsync("http", (context, stop) =>
        {
            if (!isSlow || !context.Request.Path.StartsWithSegments("/birch.git", StringComparison.Ordinal))
                return Task.FromResult(false);
            isReached = true;
            return GitHttpServer.Stall(context, stop);
        });
        remotes.Add("amber");
        remotes.Add("birch");
        await remotes.ToolAsync("plan", remotes.Source("amber"), remotes.Source("birch"), "--out", "run");
        if (command[0] != "apply")
            await remotes.ToolAsync("apply", "--all", "run");
        if (command[0] is "revert" or "status")
            await remotes.ToolAsync("push", "run");
        isSlow = true;

        var run = await Tool.RunAsync(
            remotes.Folder.FullPath,
            [],
            command,
            async process =>
            {
                await Wait.UntilAsync(() => isReached || process.HasExited);
                Send("INT", process.Id);
            },
            remotes.Environment());

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(130), run.Text + run.Errors);
            Assert.That(run.Text, Does.Match("(?m)^    [12] [a-z]+$").Or.Contain("\nDelivery:   2 pushed\n"));
            Assert.That(run.Text, Does.Contain("\nInterrupted: ").And.EndsWith($"\n\nRun folder: run\nNext:       manifest-migrator {string.Join(' ', command)}\n"));
        });
    }

    private static void MakePipe(string path)
    {
        using var mkfifo = Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
    }

    /// <summary>Whether a process is gone, but for what its parent has yet to ask about it.</summary>
    private static bool HasEnded(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task EndTwiceAsync(Process process)
    {
        // Two looks in a row that find the same call: it is not just passing through.
        var before = new HashSet<string>(StringComparer.Ordinal);
        await Wait.UntilAsync(() =>
        {
            var now = Writes(process);
            (var isBlocked, before) = (now.Overlaps(before), now);
            return isBlocked;
        });

        Send("INT", process.Id);
        await Wait.UntilAsync(() => !HasPendingSignal(process.Id));
        Assert.That(process.HasExited, Is.False, "the first lets it finish");
        Send("INT", process.Id);
        await process.WaitForExitAsync();
    }

    [Test]
    [Platform("Linux")]
    public async Task Where_a_signal_is_ignored_it_stays_so_and_TERM_works([Values("INT", "HUP")] string ignored)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeAsync(folder);
        using var process = Start(folder, "bash", "-c", $"trap '' {ignored}; exec dotnet exec '{Tool.Program}' {string.Join(' ', Plan(server))}");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await UntilItReadsTheSlowOneAsync(folder, server);

        Send(ignored, process.Id);
        Assert.That(Ignores(process.Id, ignored), Is.True);
        Send("TERM", process.Id);
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(130), await errors);
        Assert.That(Rows(folder), Has.Member("quick migrated changes-planned"));
        Assert.That(await output, Does.Contain("--only interrupted"));
    }

    [Test]
    [Platform("Linux")]
    public async Task A_terminal_that_is_closed_loses_no_report()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeAsync(folder);
        var command = $"echo $$ > pid; exec dotnet exec '{Tool.Program}' {string.Join(' ', Plan(server))}";
        using var terminal = Start(folder, "script", "--quiet", "--flush", "--command", command, "/dev/null");
        terminal.StandardInput.AutoFlush = true;
        _ = terminal.StandardOutput.ReadToEndAsync();
        await UntilItReadsTheSlowOneAsync(folder, server);

        terminal.Kill();
        var tool = int.Parse((await File.ReadAllTextAsync(folder["pid"])).Trim(), CultureInfo.InvariantCulture);
        await Wait.UntilAsync(() => !Directory.Exists($"/proc/{tool}"));

        Assert.That(Rows(folder), Is.EqualTo(new[] { "later interrupted interrupted", "quick migrated changes-planned", "slow interrupted interrupted" }));
    }

    private static string[] Plan(GitHttpServer server) =>
        ["plan", $"{server.Address}/quick.git", $"{server.Address}/slow.git", $"{server.Address}/later.git", "--jobs", "2", "--out", "run"];

    /// <summary>Repositories of which only the first is answered for.</summary>
    private static async Task<GitHttpServer> ServeAsync(TemporaryFolder folder, Func<bool>? isSlow = null)
    {
        foreach (var name in new[] { "quick", "slow", "later" })
            GitRepository.Create(folder[$"served/{name}.git"], new GitFile("manifest.konnector", $$"""{ "slug": "{{name}}" }"""));
        return await GitHttpServer.StartAsync(folder["served"], before: (context, stop) =>
            isSlow?.Invoke() == false || context.Request.Path.StartsWithSegments("/quick.git", StringComparison.Ordinal) ? Task.FromResult(false) : GitHttpServer.Stall(context, stop));
    }

    private static Task UntilItReadsTheSlowOneAsync(TemporaryFolder folder, GitHttpServer server) => Wait.UntilAsync(() =>
        Directory.Exists(folder["run/.work"])
        && Directory.GetFiles(folder["run/.work"], "result-*.json").Length > 0
        && server.Requests.Any(request => request.Contains("slow", StringComparison.Ordinal)));

    private static Process Start(TemporaryFolder folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.FullPath,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = folder[".cache"];
        start.Environment["TERM"] = "xterm";
        return Process.Start(start)!;
    }

    private static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The calls of a process's threads that write and do not return until somebody reads.</summary>
    private static HashSet<string> Writes(Process process) =>
    [
        .. Directory.GetDirectories($"/proc/{process.Id}/task")
            .Select(Call)
            .Where(call => call.StartsWith(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "64 " : "1 ", StringComparison.Ordinal)),
    ];

    private static string Call(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/syscall");
        }
        catch (IOException)
        {
            // It ended just now.
            return "";
        }
    }

    private static bool HasPendingSignal(int process) => Mask(process, "ShdPnd") != 0;

    private static bool Ignores(int process, string signal) => (Mask(process, "SigIgn") & (1L << ((signal == "INT" ? 2 : 1) - 1))) != 0;

    private static long Mask(int process, string name) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Rows(TemporaryFolder folder, string run = "run") =>
        File.ReadAllLines(folder[$"{run}/repositories.csv"]).Skip(1).Select(row => row.Split(',')).Select(row => $"{row[0].Split('/')[^1]} {row[4]} {row[5]}");
}
