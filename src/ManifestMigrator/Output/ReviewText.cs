using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>What <c>review --terminal</c> shows of a repository.</summary>
internal static class ReviewText
{
    public static void Show(this Terminal terminal, RunHeader run, RepositoryResult repository, Decision? decision, int number, int count)
    {
        terminal.Line();
        terminal.Results.Write(new Spectre.Console.Rule(Markup.Escape(Messages.Position(number, count))) { Justification = Justify.Left });
        terminal.Results.Write(new Spectre.Console.Text(VisibleText.Escape(repository.Repository) + "\n", new Style(decoration: Decoration.Bold)));
        terminal.Told(Messages.Origin(repository));
        if (decision is not null)
            terminal.Told(Messages.DecidedBefore(decision));

        foreach (var manifest in repository.Manifests.Where(manifest => manifest.Changes.Count > 0))
            terminal.Show(run, manifest);
        foreach (var finding in repository.Findings)
            terminal.Show(finding);
    }

    private static void Show(this Terminal terminal, RunHeader run, ManifestResult manifest)
    {
        terminal.Line();
        terminal.Told($"{manifest.Path}: {Messages.ImpactOf(manifest.Impact)}");
        foreach (var rule in manifest.Changes.Select(change => change.Rule).Distinct(StringComparer.Ordinal))
            terminal.Told($"  {rule}: {run.Rules.GetValueOrDefault(rule, "")}");
        foreach (var finding in manifest.Findings)
            terminal.Show(finding);
        terminal.Line();
        terminal.Diff(manifest.Hunks);
    }

    private static void Show(this Terminal terminal, Finding finding)
    {
        terminal.Results.Write(new Spectre.Console.Text($"  {Spelling.Spell(finding.Severity)} ", Colors.For(finding.Severity)));
        terminal.Told($"{finding.Code}{Messages.AtLine(finding.Line)}: {finding.Message} {finding.Hint}");
    }
}
