using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
        var port = FreePort();
        var daemon = Process.Start(new ProcessStartInfo(
            "git", ["daemon", "--reuseaddr", "--export-all", "--listen=127.0.0.1", $"--port={port}", $"--base-path={folder}", folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        await UntilItListensAsync(port);
        return new GitDaemon(daemon, port);
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _daemon.Kill(entireProcessTree: true);
        _daemon.WaitForExit();
        _daemon.Dispose();
    }

    private static async Task UntilItListensAsync(int port)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }
}
