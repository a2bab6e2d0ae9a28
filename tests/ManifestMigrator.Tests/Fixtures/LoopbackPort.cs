using System.Net;
using System.Net.Sockets;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>Ports of the loopback address.</summary>
internal static class LoopbackPort
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A port on which nobody listens.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens.</summary>
    public static async Task UntilItListensAsync(int port)
    {
        using var deadline = new CancellationTokenSource(Patience);
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
