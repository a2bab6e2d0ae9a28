using System.Diagnostics;
using System.Globalization;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>Repositories of a folder over <c>git://</c> on a free port of the loopback address.</summary>
internal sealed class GitDaemon : IDisposable
{
    private readonly Process _daemon;

    private GitDaemon(Process daemon, int port)
    {
        _daemon = daemon;
        Address = string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{port}");
    }

    /// <summary>Address of the folder, without a slash at its end.</summary>
    public string Address { get; }

    public static async Task<GitDaemon> StartAsync(string folder)
    {
        var (daemon, port) = await LoopbackPort.ServeAsync(port => new ProcessStartInfo(
            "git", ["daemon", "--reuseaddr", "--export-all", "--listen=127.0.0.1", $"--port={port}", $"--base-path={folder}", folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        });
        return new GitDaemon(daemon, port);
    }

    public void Dispose()
    {
        _daemon.Kill(entireProcessTree: true);
        _daemon.WaitForExit();
        _daemon.Dispose();
    }
}
