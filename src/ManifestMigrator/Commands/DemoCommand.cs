using System.CommandLine;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary><c>demo</c>: plans a made-up fleet, served from local git repositories; needs no network.</summary>
internal static class DemoCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "The run folder. Default: migration/runs/<UTC time>.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("demo", "Plans a made-up fleet of konnectors, some of them broken on purpose. Needs no network.") { Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        const string folder = "./migration/demo";
        var list = await DemoFleet.MakeAsync(folder, cancellation);
        terminal.Progress(Messages.DemoFleet(folder));

        using var cache = new ScratchFolder();
        var options = new BatchOptions
        {
            Mappings = BuiltIn.Mappings(file: null),
            RunFolder = arguments.GetValue(Out),
            Access = new RemoteAccess { CacheFolder = cache.FullPath },
            Jobs = 2 * Environment.ProcessorCount,
        };
        var summary = await Batch.PlanAsync([.. SourceList.Read(list)], options, terminal, cancellation);
        terminal.Summarize(summary);
        return summary.ExitCode(isCheck: false);
    }
}
