using System.CommandLine;
using System.Text;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Commands;

/// <summary><c>convert</c>: one manifest in, the migrated text out.</summary>
internal static class ConvertCommand
{
    private const string StandardInput = "-";

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A manifest, or the code of an old konnector to draft a manifest from; - reads a manifest from standard input. Default: -.",
        DefaultValueFactory = _ => StandardInput,
    };

    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();

    private static readonly Option<bool> Repair = RepairOption.Create();

    private static readonly Option<string?> Repository = RepositoryOption.Create("The repository of the manifest, from which its UUID is computed. Without it, no UUID is added.");

    private static readonly Option<string> ManifestPath = new("--path")
    {
        Description = "The manifest's path in the repository.",
        HelpName = "PATH",
        DefaultValueFactory = _ => "manifest.konnector",
    };

    private static readonly Option<string?> Catalogue = new("--catalogue")
    {
        Description = "Make a manifest from an entry of a konnectors.json, or from a file with one entry; - reads standard input. What the entry lacks (editor, icon, source, version) is reported.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Slug = new("--slug") { Description = "Which entry of the catalogue to convert, by its slug.", HelpName = "SLUG" };

    private static readonly Option<string[]> Locales = CatalogueOptions.LocalesOption();

    public static Command Create()
    {
        var command = new Command("convert", "Writes the migrated text of one manifest to standard output; findings go to standard error.")
        {
            File, Mappings, Repair, Repository, ManifestPath, Catalogue, Slug, Locales,
        };
        command.Validators.Add(result =>
        {
            var hasCatalogue = result.GetResult(Catalogue) is not null;
            if (hasCatalogue && result.GetResult(File) is { Implicit: false })
                result.AddError(Messages.CatalogueOrFile);
            foreach (var option in new Option[] { Slug, Locales }.Where(option => !hasCatalogue && result.GetResult(option) is not null))
                result.AddError(Messages.NeedsCatalogue(option.Name));
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var mappings = BuiltIn.Mappings(arguments.GetValue(Mappings));
        var origin = new ManifestOrigin(arguments.Identity(Repository), arguments.GetValue(ManifestPath)!);
        if (arguments.GetValue(Catalogue) is { } catalogue)
        {
            var content = Read(catalogue);
            var entry = CatalogueOptions.Entry(KonnectorCatalogue.Parse(content, Name(catalogue)), arguments.GetValue(Slug));
            var supplements = new CatalogueSupplements(new KonnectorCatalogue([entry]), CatalogueOptions.Texts(arguments.GetValue(Locales)), mappings, []);
            var draft = ManifestDraft.Draft(entry, supplements, origin with { Repository = origin.Repository ?? entry.Repository }, mappings);
            Print(terminal, origin.Path, draft.Findings);
            return Write(Encoding.UTF8.GetBytes(draft.Text));
        }

        var file = arguments.GetValue(File)!;
        var before = Read(file);
        if (SourceNames.IsCode(file))
        {
            var draft = ManifestDraft.Draft(SourceTree.Read([new SourceFile(Path.GetFileName(file), before)], []), origin.Repository, mappings) is [var only] ? only : throw new UsageException(Messages.NoKonnector(file));
            Print(terminal, file, draft.Findings);
            return Write(Encoding.UTF8.GetBytes(draft.Text));
        }

        var plan = Migrator.Plan(before, origin, mappings, arguments.GetValue(Repair));
        Print(terminal, Name(file), plan.Result.Findings);
        if (plan.Result.Status == ManifestStatus.Current)
            terminal.Progress($"{Name(file)}: {Messages.NothingToConvert}");
        return plan.Result.Status is ManifestStatus.Blocked or ManifestStatus.Unreadable
            ? ExitCode.SomeFailed
            : Write(plan.PlannedBytes ?? before);
    }

    private static void Print(Terminal terminal, string name, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.Where(finding => finding.Severity == Severity.Error || terminal.Verbosity != Verbosity.Quiet))
            terminal.Log(CheckOutput.Line(name, finding));
    }

    private static int Write(byte[] content)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(content);
        return ExitCode.Done;
    }

    private static string Name(string file) => file == StandardInput ? Messages.StandardInput : file;

    private static byte[] Read(string file)
    {
        if (file == StandardInput)
            return InputFile.ReadStandardInput();
        return System.IO.File.Exists(file) ? InputFile.ReadAllBytes(file) : throw new UsageException(Messages.PathNotFound(file));
    }
}
