using System.CommandLine;
using System.Globalization;
using ManifestMigrator.Git;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary>The options of every command that talks to remote repositories.</summary>
internal sealed class RemoteOptions
{
    private readonly Option<string> _cache = CacheOption.Create();
    private readonly Option<bool> _offline = new("--offline") { Description = "Read the cache alone; ask no remote." };
    private readonly Option<int> _jobs;
    private readonly Option<int> _hostJobs = Number("--host-jobs", "Connections to one host at a time.", "N", 8, least: 1);
    private readonly Option<int> _timeout = Number("--timeout", "Seconds that one repository may take.", "SECONDS", 120, least: 1);
    private readonly Option<int> _retries = Number("--retries", "How often a transient failure is tried again.", "N", 3, least: 0);
    private readonly Option<int> _maximumSize = Number("--max-size", "Megabytes that one fetch may bring.", "MB", 1024, least: 1);

    /// <param name="jobs">Repositories at a time unless the user says otherwise.</param>
    public RemoteOptions(int jobs) => _jobs = Number("--jobs", "Repositories at a time.", "N", jobs, least: 1, "-j");

    public void AddTo(Command command, bool withOffline = true)
    {
        command.Add(_cache);
        if (withOffline)
            command.Add(_offline);
        command.Add(_jobs);
        command.Add(_hostJobs);
        command.Add(_timeout);
        command.Add(_retries);
        command.Add(_maximumSize);
    }

    /// <summary>Repositories at a time, at least 1.</summary>
    public int Jobs(ParseResult arguments) => arguments.GetValue(_jobs);

    public RemoteAccess Access(ParseResult arguments) => new()
    {
        CacheFolder = arguments.GetRequiredValue(_cache),
        IsOffline = arguments.GetValue(_offline),
        Timeout = TimeSpan.FromSeconds(arguments.GetValue(_timeout)),
        Retries = arguments.GetValue(_retries),
        HostJobs = arguments.GetValue(_hostJobs),
        MaximumSize = (long)arguments.GetValue(_maximumSize) * 1024 * 1024,
    };

    /// <summary>An option whose value is a whole number.</summary>
    public static Option<int> Number(string name, string description, string helpName, int value, int least, params string[] aliases)
    {
        var option = new Option<int>(name, aliases) { Description = description, HelpName = helpName, DefaultValueFactory = _ => value };
        RefuseBelow(least, option);
        return option;
    }

    /// <summary>Refuses numbers that are too small. What is no number is refused by the library, which cannot be asked for its value.</summary>
    public static void RefuseBelow(int least, Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < least)
            result.AddError(Messages.AtLeast(result.Option.Name, least));
    });
}
