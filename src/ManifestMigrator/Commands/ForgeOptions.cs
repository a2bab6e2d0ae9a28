using System.CommandLine;
using ManifestMigrator.Forges;
using ManifestMigrator.Output;
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
    public ForgeConnections Connect(ParseResult arguments, RunFolder run, Terminal terminal) => new()
    {
        Hosts = new ForgeHosts(arguments.GetValue(_forges) ?? []),
        Tokens = new ForgeTokens(Environment.GetEnvironmentVariable, new TokenPrograms()),
        PaceFolder = ForgeConnections.UserPaceFolder(run.FullPath),
        Rate = arguments.GetValue(_rate) is > 0 and var rate ? rate : null,
        Waits = arguments.GetValue(_wait),
        Tell = terminal.Progress,
        Detail = terminal.Detail,
    };
}
