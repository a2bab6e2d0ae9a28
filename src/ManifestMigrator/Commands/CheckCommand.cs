using System.CommandLine;
using ManifestMigrator.Disk;
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
        Description = "Manifests, or folders to search for them; - reads a manifest from standard input. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "text; or github, for annotations in GitHub Actions.",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "github");

    private static readonly Option<bool> Strict = new("--strict")
    {
        Description = "Fail on warnings too: on what only the specification asks for.",
    };

    public static Command Create()
    {
        var command = new Command("check", "Checks that today's readers understand manifests, and that they are version 2.") { Paths, Format, Strict };
        command.SetAction(arguments => Run(CommonOptions.Terminal(arguments), arguments.GetValue(Paths)!, arguments.GetValue(Format) == "github", arguments.GetValue(Strict)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, bool asAnnotations, bool isStrict)
    {
        var (files, errors, warnings) = (0, 0, 0);
        foreach (var (file, findings) in (paths.Length == 0 ? ["."] : paths).SelectMany(Files))
        {
            files++;
            foreach (var finding in findings)
            {
                if (asAnnotations)
                    terminal.Command(CheckOutput.Annotation(file, finding));
                else if (finding.Severity != Severity.Info || terminal.Verbosity == Verbosity.Verbose)
                    terminal.Line(CheckOutput.Line(file, finding));
                errors += finding.Severity == Severity.Error ? 1 : 0;
                warnings += finding.Severity == Severity.Warning ? 1 : 0;
            }
        }
        if (files == 0)
            throw new UsageException(Messages.NothingToCheck);
        terminal.Progress(Messages.Checked(files, errors, warnings));
        return errors > 0 || (isStrict && warnings > 0) ? ExitCode.Pending : ExitCode.Done;
    }

    /// <summary>The manifest that a path names, or those in the folder, and what cannot be read there.</summary>
    private static IEnumerable<(string File, IReadOnlyList<Finding> Findings)> Files(string path)
    {
        if (path == "-")
            return [(Messages.StandardInput, ManifestCheck.Findings(InputFile.ReadStandardInput()))];
        if (File.Exists(path))
            return [(path, ManifestCheck.Findings(File.ReadAllBytes(path)))];
        if (!Directory.Exists(path))
            throw new UsageException(Messages.PathNotFound(path));
        var found = FoundFiles.Find(path, CancellationToken.None);
        return
        [
            .. found.Manifests.Select(file => (Shown(file.FullPath), FolderCheckout.Refusal(file) is { } refusal ? [refusal] : ManifestCheck.Findings(File.ReadAllBytes(file.FullPath)))),
            .. found.Unsearched.Select(folder => (Shown(path), (IReadOnlyList<Finding>)[CheckoutFindings.Unsearched(folder)])),
        ];
    }

    private static string Shown(string path) => Path.GetRelativePath(".", path).Replace('\\', '/');
}
