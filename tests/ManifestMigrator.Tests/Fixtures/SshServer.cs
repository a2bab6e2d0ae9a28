using System.Diagnostics;
using System.Globalization;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>OpenSSH's server on a free port of the loopback address, with keys of its own that only this test knows.</summary>
internal sealed class SshServer : IDisposable
{
    private readonly Process _server;

    private SshServer(Process server, string address, string command)
    {
        _server = server;
        Address = address;
        Command = command;
    }

    /// <summary>Address of the root of this machine, without a slash at its end.</summary>
    public string Address { get; }

    /// <summary>What <c>GIT_SSH_COMMAND</c> has to be.</summary>
    public string Command { get; }

    /// <param name="folder">A folder for keys and configuration.</param>
    public static async Task<SshServer> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var key in new[] { "host", "client" })
            await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, key));
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), $"""
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/client.pub
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            MaxStartups 100
            LogLevel QUIET

            """);
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        var (server, port) = await LoopbackPort.ServeAsync(port =>
            new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-p", port.ToString(CultureInfo.InvariantCulture), "-f", Path.Combine(folder, "config")]) { UseShellExecute = false });
        return new SshServer(
            server,
            string.Create(CultureInfo.InvariantCulture, $"ssh://{Environment.UserName}@127.0.0.1:{port}"),
            $"ssh -i {folder}/client -oIdentitiesOnly=yes -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null -oBatchMode=yes -oLogLevel=ERROR");
    }

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
