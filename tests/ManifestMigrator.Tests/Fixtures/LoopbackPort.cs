using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>Ports of the loopback address.</summary>
internal static class LoopbackPort
{
    /// <summary>A port on which nobody listens, and nobody can while this is not disposed.</summary>
    public static Socket Closed()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>Starts a server that cannot choose a port itself, with another port where somebody was quicker, and waits until it listens.</summary>
    public static async Task<(Process Server, int Port)> ServeAsync(Func<int, ProcessStartInfo> start)
    {
        while (true)
        {
            int port;
            using (var free = Closed())
                port = ((IPEndPoint)free.LocalEndPoint!).Port;
            var server = Process.Start(start(port))!;
            await Wait.UntilAsync(() => server.HasExited || Listens(port));
            if (!server.HasExited)
                return (server, port);
            server.Dispose();
        }
    }

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
