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

    private static readonly Option<string?> Format = new Option<string?>("--format")
    {
        Description = "text, github (annotations), json, sarif or junit. Default: text; github in GitHub Actions.",
        HelpName = "FORMAT",
    }.AcceptOnlyFromAmong("text", "github", "json", "sarif", "junit");

    private static readonly Option<bool> Strict = new("--strict")
    {
        Description = "Also fail on warnings: what only the specification asks for.",
    };

    public static Command Create()
    {
        var command = new Command("check", "Checks that today's readers understand manifests, and that they are version 2.") { Paths, Format, Strict };
        command.SetAction(arguments => Run(
            CommonOptions.Terminal(arguments),
            arguments.GetValue(Paths)!,
            arguments.GetValue(Format) ?? (Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true" ? "github" : "text"),
            arguments.GetValue(Strict)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, string format, bool isStrict)
    {
        var files = Files(terminal, paths.Length == 0 ? ["."] : paths).ToList();
        if (files.Count == 0)
            throw new UsageException(Messages.NothingToCheck);

        var result = new CheckResult(files, isStrict, BuiltIn.Version);
        Print(terminal, result, format);
        terminal.Progress(Messages.Checked(files.Count, result.Count(Severity.Error), result.Count(Severity.Warning)));
        if (result.IsValid)
            return ExitCode.Done;

        var convertible = result.Files.Where(file => !result.IsValidFile(file) && file.IsOld).Select(file => file.Path).ToList();
        if (convertible.Count > 0)
            terminal.Progress(Messages.ConvertInstead(convertible[0], convertible.Count - 1));
        return ExitCode.Pending;
    }

    private static void Print(Terminal terminal, CheckResult result, string format)
    {
        switch (format)
        {
            case "json":
                terminal.Document(text => text.Write(CheckReports.Json(result)));
                break;
            case "sarif":
                terminal.Document(text => text.Write(CheckReports.Sarif(result)));
                break;
            case "junit":
                terminal.Document(text => text.Write(CheckReports.JUnit(result)));
                break;
            default:
                Action<string> print = format == "github" ? terminal.Command : terminal.Line;
                foreach (var line in Lines(terminal, result, asAnnotations: format == "github"))
                    print(line);
                break;
        }
    }

    private static IEnumerable<string> Lines(Terminal terminal, CheckResult result, bool asAnnotations) =>
        from file in result.Files
        from finding in file.Findings
        where asAnnotations || finding.Severity != Severity.Info || terminal.Verbosity == Verbosity.Verbose
        select asAnnotations ? CheckOutput.Annotation(InWorkspace(file.Path), finding) : CheckOutput.Line(file.Path, finding);

    /// <summary>GitHub shows annotations at files that are named relative to its workspace, which need not be the current folder.</summary>
    private static string InWorkspace(string path)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_WORKSPACE") is not { Length: > 0 } workspace || path == Messages.StandardInput)
            return path;
        var relative = Path.GetRelativePath(workspace, Path.GetFullPath(path));
        return Path.IsPathRooted(relative) || relative.Split(Path.DirectorySeparatorChar)[0] == ".." ? path : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>The manifests that are named, and those in folders that are named; what is only called like one is passed over there.</summary>
    private static IEnumerable<CheckedFile> Files(Terminal terminal, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (path == "-")
            {
                yield return new CheckedFile(Messages.StandardInput, ManifestCheck.Findings(InputFile.ReadStandardInput()));
                continue;
            }
            if (File.Exists(path))
            {
                yield return new CheckedFile(path.Replace('\\', '/'), ManifestCheck.Findings(Read(path)));
                continue;
            }
            if (!Directory.Exists(path))
                throw new UsageException(Messages.PathNotFound(path));
            var found = FoundFiles.Find(path, CancellationToken.None);
            foreach (var folder in found.Unsearched)
                yield return new CheckedFile(Path.GetRelativePath(".", path).Replace('\\', '/'), [CheckoutFindings.Unsearched(folder)]);
            foreach (var file in found.Manifests)
            {
                var shown = Path.GetRelativePath(".", file.FullPath).Replace('\\', '/');
                if (FolderCheckout.Refusal(file) is { } refusal)
                {
                    yield return new CheckedFile(shown, [refusal]);
                    continue;
                }
                var content = Read(file.FullPath);
                if (ManifestCheck.IsOther(content))
                    terminal.Progress(Messages.NotAManifest(shown));
                else
                    yield return new CheckedFile(shown, ManifestCheck.Findings(content));
            }
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            return InputFile.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message);
        }
    }
}
