using System.Net;
using System.Net.Sockets;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>Stands before a server of the loopback address, counts what its clients receive, and lets them wait as a network does.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private const int BufferLength = 1 << 16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;
    private long _received;

    /// <param name="server">Address of the server.</param>
    /// <param name="delay">How much later each connection, and each thing a client says on it, reaches the server.</param>
    public CountingProxy(string server, TimeSpan delay)
    {
        _server = new Uri(server);
        _delay = delay;
        _listener.Start();
        Address = new UriBuilder(_server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.ToString().TrimEnd('/');
        _accepting = AcceptAsync();
    }

    /// <summary>What the clients are told instead of the server's address, without a slash at its end.</summary>
    public string Address { get; }

    /// <summary>Bytes that clients have received so far.</summary>
    public long Received => Interlocked.Read(ref _received);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                client.NoDelay = server.NoDelay = true;
                await Task.Delay(_delay, _stop.Token);
                await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
                var asking = PumpAsync(client, server, _ => Task.Delay(_delay, _stop.Token));
                var answering = PumpAsync(server, client, count => Task.FromResult(Interlocked.Add(ref _received, count)));
                await await Task.WhenAny(asking, answering);
                await Task.WhenAll(asking, answering);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone; the other sees its connection end, as without a proxy.
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Func<int, Task> before)
    {
        var buffer = new byte[BufferLength];
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            await before(count);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
        to.Client.Shutdown(SocketShutdown.Send);
    }
}
