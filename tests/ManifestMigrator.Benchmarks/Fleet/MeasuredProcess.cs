using System.Diagnostics;
using System.Globalization;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>Runs a command to its end and measures it. Bash's <c>time</c> counts the processor time of its whole tree; Linux tells the memory.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <param name="fleet">What it talks to, in whose folder it is started.</param>
    /// <param name="command">Program and arguments.</param>
    /// <exception cref="InvalidOperationException">The command failed: it would have measured nothing.</exception>
    public static async Task<Measurement> RunAsync(ServedFleet fleet, IReadOnlyList<string> command)
    {
        var (received, requests) = (fleet.Proxy.Received, fleet.Requests);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%R %U %S'; time \"$@\"", "bash", .. command])
        {
            WorkingDirectory = fleet.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C", ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_AUTHOR_NAME"] = "Ada", ["GIT_AUTHOR_EMAIL"] = "ada@example.org", ["GIT_COMMITTER_NAME"] = "Ada", ["GIT_COMMITTER_EMAIL"] = "ada@example.org" },
        })!;
        var output = bash.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var errors = bash.StandardError.ReadToEndAsync();
        var memory = PeakMemoryOfChildAsync(bash);
        await Task.WhenAll(output, errors, bash.WaitForExitAsync());
        if (bash.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}: {await errors}");

        var times = (await errors).TrimEnd().Split('\n')[^1].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return new Measurement(times[0], times[1] + times[2], await memory, fleet.Proxy.Received - received, fleet.Requests - requests);
    }

    private static async Task<double> PeakMemoryOfChildAsync(Process bash)
    {
        var peak = 0.0;
        var children = string.Create(CultureInfo.InvariantCulture, $"/proc/{bash.Id}/task/{bash.Id}/children");
        while (!bash.HasExited)
        {
            try
            {
                if (File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var child, ..])
                    peak = Math.Max(peak, PeakMemory(File.ReadLines($"/proc/{child}/status")));
            }
            catch (IOException)
            {
                // It ended while it was looked at.
            }
            await Task.Delay(Interval);
        }
        return peak;
    }

    private static double PeakMemory(IEnumerable<string> status) => status
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
        .SingleOrDefault();
}
