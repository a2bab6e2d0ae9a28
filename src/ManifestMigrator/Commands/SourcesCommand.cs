using System.CommandLine;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Commands;

/// <summary><c>sources</c>: how each source is understood. Nothing is read.</summary>
internal static class SourcesCommand
{
    private static readonly Argument<string[]> Sources = SourceFiles.Argument();
    private static readonly Option<string[]> Repos = SourceFiles.Option();

    public static Command Create()
    {
        var command = new Command("sources", "Tells how each source is understood, and reads none: source, repository, address and branch, with tabs between.") { Sources, Repos };
        command.SetAction(arguments =>
        {
            var sources = SourceFiles.ReadPlaces(arguments.GetValue(Sources) ?? [], arguments.GetValue(Repos) ?? []);
            if (sources.Count == 0)
                throw new UsageException(Messages.NoSources);

            var terminal = CommonOptions.Terminal(arguments);
            var refused = sources.Count(source => !Tell(terminal, source.Place, BatchSource.Parse(source.Text)));
            return refused == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        });
        return command;
    }

    /// <returns>Whether the source is understood.</returns>
    private static bool Tell(Terminal terminal, string place, BatchSource source)
    {
        if (source.Address is not { } address)
        {
            terminal.Error(place.Length == 0 ? source.Problem : $"{place}: {source.Problem}");
            return false;
        }
        terminal.Line(string.Join('\t', new[] { source.Source, source.Repository, address.Url, address.Revision ?? "" }.Select(Reports.VisibleText.Escape)));
        return true;
    }
}
