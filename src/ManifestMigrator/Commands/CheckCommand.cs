using System.CommandLine;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Commands;

/// <summary><c>check</c>: is this a valid version 2 manifest? Made for a konnector's own continuous integration.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Manifests, or folders to search for them. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "text; or github, for annotations in GitHub Actions.",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "github");

    private static readonly Option<bool> Strict = new("--strict")
    {
        Description = "Also fail on warnings: what only the specification asks for.",
    };

    public static Command Create()
    {
        var command = new Command("check", "Checks that today's readers understand manifests, and that they are version 2.") { Paths, Format, Strict };
        command.SetAction(arguments => Run(CommonOptions.Terminal(arguments), arguments.GetValue(Paths)!, arguments.GetValue(Format) == "github", arguments.GetValue(Strict)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, bool asAnnotations, bool isStrict)
    {
        var files = Files(paths.Length == 0 ? ["."] : paths).ToList();
        if (files.Count == 0)
            throw new UsageException(Messages.NothingToCheck);

        var errors = 0;
        var warnings = 0;
        foreach (var file in files)
        {
            foreach (var finding in ManifestCheck.Findings(File.ReadAllBytes(file)))
            {
                if (asAnnotations || finding.Severity != Severity.Info || terminal.Verbosity == Verbosity.Verbose)
                    terminal.Line(asAnnotations ? CheckOutput.Annotation(file, finding) : CheckOutput.Line(file, finding));
                errors += finding.Severity == Severity.Error ? 1 : 0;
                warnings += finding.Severity == Severity.Warning ? 1 : 0;
            }
        }
        terminal.Progress(Messages.Checked(files.Count, errors, warnings));
        return errors > 0 || (isStrict && warnings > 0) ? ExitCode.Pending : ExitCode.Done;
    }

    private static IEnumerable<string> Files(IEnumerable<string> paths) => paths.SelectMany(path =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? FoundFiles.Find(path, CancellationToken.None).Manifests.Select(file => Path.GetRelativePath(".", file.FullPath).Replace('\\', '/'))
        : throw new UsageException(Messages.PathNotFound(path)));
}
