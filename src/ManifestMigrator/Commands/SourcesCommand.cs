using System.CommandLine;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Commands;

/// <summary><c>sources</c>: how each source is understood; nothing is fetched.</summary>
internal static class SourcesCommand
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "Repositories: owner/name, a git address, a tarball, or a local path; each may end in #branch.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Repos = new("--repos") { Description = "A list of sources, one a line; - reads standard input.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("sources", "Tells how each source is understood: source, repository, address and branch, with tabs between. Fetches nothing.") { Sources, Repos };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var given = SourceFiles.Read(arguments.GetValue(Sources) ?? [], arguments.GetValue(Repos) ?? []);
        if (given.Count == 0)
            throw new UsageException(Messages.NoSources);

        var isUnderstood = true;
        foreach (var source in given.Select(BatchSource.Of))
        {
            if (source.Address is { } address)
            {
                terminal.Line(string.Join('\t', new[] { source.Source, address.Identity, address.Url, address.Revision ?? "" }.Select(VisibleText.Of)));
                continue;
            }
            isUnderstood = false;
            terminal.Error(source.Problem);
        }
        return isUnderstood ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
