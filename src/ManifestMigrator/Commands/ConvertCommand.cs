using System.CommandLine;
using ManifestMigrator.Manifest;
using ManifestMigrator.Migration;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Commands;

/// <summary><c>convert</c>: one manifest in, the migrated text out.</summary>
internal static class ConvertCommand
{
    private const string StandardInput = "-";

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A manifest; - reads standard input.",
        DefaultValueFactory = _ => StandardInput,
    };

    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();

    private static readonly Option<bool> Repair = RepairOption.Create();

    private static readonly Option<string?> Repository = new("--repository")
    {
        Description = "host/owner/name, from which the UUID follows. Default: what 'source' in the manifest says.",
        HelpName = "IDENTITY",
    };

    private static readonly Option<string> ManifestPath = new("--path")
    {
        Description = "The manifest's path in the repository.",
        HelpName = "PATH",
        DefaultValueFactory = _ => "manifest.konnector",
    };

    public static Command Create()
    {
        var command = new Command("convert", "Writes the migrated text of one manifest to standard output; findings go to standard error.")
        {
            File, Mappings, Repair, Repository, ManifestPath,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var file = arguments.GetValue(File)!;
        var content = await ReadAsync(file, cancellation);
        var origin = new ManifestOrigin(arguments.GetValue(Repository), arguments.GetValue(ManifestPath)!);
        var plan = Migrator.Plan(content, origin, BuiltIn.Mappings(arguments.GetValue(Mappings)), arguments.GetValue(Repair));

        var name = file == StandardInput ? "<standard input>" : file;
        foreach (var finding in plan.Result.Findings.Where(finding => finding.Severity == Severity.Error || terminal.Verbosity != Verbosity.Quiet))
            terminal.Finding(CheckOutput.Line(name, finding));

        if (plan.Result.Status is ManifestStatus.Blocked or ManifestStatus.Unreadable)
            return ExitCode.SomeFailed;

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(plan.PlannedBytes ?? content, cancellation);
        return ExitCode.Done;
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        if (file != StandardInput)
            return System.IO.File.Exists(file) ? await System.IO.File.ReadAllBytesAsync(file, cancellation) : throw new UsageException(Messages.PathNotFound(file));

        await using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        await input.CopyToAsync(content, cancellation);
        return content.ToArray();
    }
}
