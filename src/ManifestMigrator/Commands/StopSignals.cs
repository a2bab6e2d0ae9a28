using System.Runtime.InteropServices;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary>
/// Control-C, TERM and HUP. The first asks the command to stop: it ends its children and writes what it has, however long that takes.
/// The second ends the process and its children at once, also while reports are written; so does the first while a file of the user is read,
/// which may be a pipe that nobody writes to: nothing has begun then. What the process was started to ignore stays ignored.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;

    public StopSignals() => _registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM), Register(PosixSignal.SIGHUP)];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, Handle);

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _received) > 1 || InputFile.IsAwaited)
        {
            Programs.EndAll();
            Environment.Exit(ExitCode.Interrupted);
        }
        _ = _stop.CancelAsync();
    }
}

/// <summary>
/// A terminal that may be closed while we write to it, as before a HUP, or a log that is closed or on a full disk. What it is sent from
/// then on is lost; the work goes on.
/// </summary>
/// <param name="inner">Writes to the terminal.</param>
internal sealed class ClosableTerminal(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private bool _isClosed;

    public override System.Text.Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Send(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Send(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Send(() => inner.Write(value));

    public override void Flush() => Send(inner.Flush);

    private void Send(Action send)
    {
        if (_isClosed)
            return;
        try
        {
            send();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _isClosed = true;
        }
    }
}
