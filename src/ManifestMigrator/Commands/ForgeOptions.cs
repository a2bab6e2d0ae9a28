using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary>The options of every command that talks with forges.</summary>
internal sealed class ForgeOptions
{
    private readonly Option<string[]> _forges = new("--forge")
    {
        Description = "Which forge runs on a host: github, gitlab, gitea or forgejo. Repeatable.",
        HelpName = "HOST=KIND[@ADDRESS]",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int> _rate = RemoteOptions.Number("--rate", "Write at most N times an hour; 0 means the default for the forge.", "N", 0, least: 0);
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait when the hourly budget of writes is spent, instead of stopping." };

    public void AddTo(Command command, bool writes = true)
    {
        command.Add(_forges);
        if (!writes)
            return;
        command.Add(_rate);
        command.Add(_wait);
    }

    /// <exception cref="UsageException">A value of <c>--forge</c> is not understood.</exception>
    public ForgeHosts Hosts(ParseResult arguments) => new(arguments.GetValue(_forges) ?? []);

    /// <exception cref="UsageException">A value of <c>--forge</c> is not understood.</exception>
    public ForgeConnections Connect(ParseResult arguments, RunFolder run, Terminal terminal) => new()
    {
        Hosts = Hosts(arguments),
        Tokens = new ForgeTokens(Environment.GetEnvironmentVariable, new TokenPrograms()),
        PaceFolder = ForgeConnections.UserPaceFolder(run.FullPath),
        Rate = arguments.GetValue(_rate) is > 0 and var rate ? rate : null,
        Waits = arguments.GetValue(_wait),
        Tell = terminal.Progress,
        Detail = terminal.Detail,
    };
}

/// <summary>What <c>request</c> and <c>merge</c> have in common: the run, what they read, and how many they write.</summary>
internal sealed class WaveOptions(Delivery delivery, string dryRun, string maximum, string stopAfterFailures)
{
    private readonly Argument<string?> _run = RunArgument.Create();
    private readonly Option<bool> _dryRun = new("--dry-run", "-n") { Description = dryRun };
    private readonly Option<int> _maximum = RemoteOptions.Number("--max", maximum, "N", 0, least: 1);
    private readonly Option<int> _stopAfterFailures = RemoteOptions.Number("--stop-after-failures", stopAfterFailures, "N", 0, least: 0);
    private readonly ForgeOptions _forges = new();
    private readonly RemoteOptions _remotes = new(jobs: 8);

    public void AddTo(Command command)
    {
        command.Add(_run);
        command.Add(_dryRun);
        command.Add(_maximum);
        command.Add(_stopAfterFailures);
        _forges.AddTo(command);
        _remotes.AddTo(command, withOffline: false);
    }

    /// <param name="arguments">What was typed.</param>
    /// <param name="options">What is wanted, but for the options of this class.</param>
    /// <param name="texts">Writes the texts of a run's requests.</param>
    /// <param name="cancellation">Ends the wave; what is done is kept.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> GoAsync(ParseResult arguments, RequestOptions options, Func<RunFolder, Decisions, RequestTexts> texts, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var run = RunArgument.Open(arguments.GetValue(_run), terminal);
        using var hold = RunArgument.Lock(run);
        using var forges = _forges.Connect(arguments, run, terminal);
        var decisions = DecisionsFile.Read(run);
        var walk = new DeliveryWalk(run, new Gate(delivery, decisions), terminal)
        {
            IsDryRun = arguments.GetValue(_dryRun),
            SoFar = outcomes => RequestDelivery.SoFar(delivery, outcomes),
        };
        if (!walk.Begin())
        {
            RunArgument.TellWaiting(arguments.GetValue(_run), run, terminal, delivery);
            return ExitCode.Done;
        }

        using var connections = _remotes.Access(arguments).Connect(terminal.Progress, terminal.Detail);
        using var journal = walk.IsDryRun ? RequestJournal.Read(run.FullPath, forges.Time, terminal.Progress)
            : RequestJournal.Open(run.FullPath, forges.Time, terminal.Progress);
        var wave = new RequestDelivery
        {
            Walk = walk,
            Run = run,
            Forges = forges,
            Journal = journal,
            Texts = texts(run, decisions),
            Connections = connections,
            Terminal = terminal,
            Jobs = _remotes.Jobs(arguments),
            Options = options with
            {
                Maximum = arguments.GetValue(_maximum) is > 0 and var most ? most : int.MaxValue,
                StopAfterFailures = arguments.GetValue(_stopAfterFailures),
            },
        };
        var exitCode = await wave.GoAsync(cancellation);
        RunArgument.TellWaiting(arguments.GetValue(_run), run, terminal, delivery);
        return exitCode;
    }
}
