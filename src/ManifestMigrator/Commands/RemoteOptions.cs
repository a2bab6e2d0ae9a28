using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ManifestMigrator.Git;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary>The options of every command that talks to remote repositories.</summary>
internal sealed class RemoteOptions
{
    /// <summary>A timer of .NET takes no more than 49 days.</summary>
    private const int LongestTimeout = 40 * 24 * 60 * 60;

    private readonly Option<string> _cache = CacheOption.Create();
    private readonly Option<bool> _offline = new("--offline") { Description = "Read only the cache; contact no remote." };
    private readonly Option<int> _jobs;
    private readonly Option<int> _hostJobs = Number("--host-jobs", "Parallel connections to one host.", "N", 8, least: 1);
    private readonly Option<int> _timeout = Number("--timeout", "Seconds one repository may take.", "SECONDS", 120, least: 1);
    private readonly Option<int> _retries = Number("--retries", "How often a failed connection is retried.", "N", 3, least: 0);
    private readonly Option<int> _maximumSize = Number("--max-size", "Megabytes one fetch may download.", "MB", 1024, least: 1);

    /// <param name="jobs">The default of <c>--jobs</c>.</param>
    public RemoteOptions(int jobs) => _jobs = Number("--jobs", "Repositories read in parallel.", "N", jobs, least: 1, "-j");

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

    /// <summary>Repositories in parallel, at least 1.</summary>
    public int Jobs(ParseResult arguments) => arguments.GetValue(_jobs);

    public RemoteAccess Access(ParseResult arguments) => new()
    {
        CacheFolder = arguments.GetRequiredValue(_cache),
        IsOffline = arguments.GetValue(_offline),
        Timeout = TimeSpan.FromSeconds(Math.Min(arguments.GetValue(_timeout), LongestTimeout)),
        Retries = arguments.GetValue(_retries),
        HostJobs = arguments.GetValue(_hostJobs),
        MaximumSize = (long)arguments.GetValue(_maximumSize) * 1024 * 1024,
    };

    /// <summary>An option whose value is a whole number of at least <paramref name="least"/>.</summary>
    public static Option<int> Number(string name, string description, string helpName, int value, int least, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => value,
        CustomParser = result => WholeNumber(result, name, least),
    };

    /// <summary>Parses the value of an option; a smaller number is an error.</summary>
    public static int WholeNumber(ArgumentResult result, string option, int least)
    {
        if (!int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least)
            result.AddError(Messages.NotWholeNumber(option, result.Tokens[0].Value, least));
        return number;
    }
}
