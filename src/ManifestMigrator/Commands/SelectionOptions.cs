using System.CommandLine;
using ManifestMigrator.Migration;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Commands;

/// <summary>The options of <c>plan</c> that say which sources take part.</summary>
internal static class SelectionOptions
{
    private static readonly Option<string?> From = new("--from") { Description = "Take the sources of an earlier run.", HelpName = "RUN" };
    private static readonly Option<string[]> Only = new("--only") { Description = "Of these, only those with one of these statuses or reasons, e.g. failed,blocked,moved.", HelpName = "WORDS" };
    private static readonly Option<string[]> Include = new("--include") { Description = "Only repositories that fit, e.g. 'github.com/konnectors/*' or '*bank*'.", HelpName = "GLOB" };
    private static readonly Option<string[]> Exclude = new("--exclude") { Description = "No repositories that fit.", HelpName = "GLOB" };
    private static readonly Option<int?> Limit = new("--limit") { Description = "No more than so many sources.", HelpName = "N" };
    private static readonly Option<string?> ShardOption = new("--shard") { Description = "Only part K of N; a repository always falls into the same part.", HelpName = "K/N" };

    public static void AddTo(Command command)
    {
        Limit.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int?>() is < 1)
                result.AddError(Messages.AtLeast(Limit.Name, 1));
        });
        ShardOption.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Shard.TryParse(text, out _))
                result.AddError(Messages.NoShard(text));
        });
        foreach (var option in new Option[] { From, Only, Include, Exclude, Limit, ShardOption })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Only) is not null && result.GetResult(From) is null)
                result.AddError(Messages.OnlyNeedsFrom);
        });
    }

    /// <summary>The sources of the run that <c>--from</c> names, as far as <c>--only</c> wants them.</summary>
    /// <exception cref="UsageException">There is no such run, or <c>--only</c> names no status and no reason.</exception>
    public static IReadOnlyList<string> Earlier(ParseResult arguments)
    {
        if (arguments.GetValue(From) is not { } path)
            return [];

        var words = (arguments.GetValue(Only) ?? []).SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
        if (words.FirstOrDefault(word => word.Any(character => !char.IsAsciiLetterLower(character) && character != '-')) is { } odd)
            throw new UsageException(Messages.NoStatus(odd, Spelling.All<RepositoryStatus>()));
        return [.. RunArgument.Open(path).Results().Where(result => words.Count == 0 || Words(result).Any(words.Contains)).Select(result => result.Source)];
    }

    public static BatchSelection Selection(ParseResult arguments) => new()
    {
        Include = arguments.GetValue(Include) ?? [],
        Exclude = arguments.GetValue(Exclude) ?? [],
        Limit = arguments.GetValue(Limit) ?? int.MaxValue,
        Shard = arguments.GetValue(ShardOption) is { } text && Shard.TryParse(text, out var shard) ? shard : Shard.All,
    };

    private static IEnumerable<string> Words(RepositoryResult result) => [Spelling.Of(result.Status), result.Reason, result.Delivery.Reason];
}
