using System.CommandLine;
using System.CommandLine.Completions;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Disk;
using ManifestMigrator.Json;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Rule = ManifestMigrator.Rules.Rule;

namespace ManifestMigrator.Commands;

/// <summary><c>rules</c>: the rules in their order, or one of them in full with an example.</summary>
internal static class RulesCommand
{
    private static readonly Argument<string?> Id = new("RULE")
    {
        Description = "A rule to explain.",
        Arity = ArgumentArity.ZeroOrOne,
        CompletionSources = { _ => BuiltIn.Mappings(file: null).Rules.Select(rule => new CompletionItem(rule.Id, detail: rule.Why)) },
    };
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();

    public static Command Create()
    {
        var command = new Command("rules", "Lists the rules in their order, or explains one with an example.") { Id, Mappings };
        command.SetAction(arguments =>
        {
            var terminal = CommonOptions.Terminal(arguments);
            var mappings = BuiltIn.Mappings(arguments.GetValue(Mappings));
            if (arguments.GetValue(Id) is { } id)
                Explain(terminal, mappings, id);
            else
                List(terminal, mappings);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A table on a terminal; for another program one line a row, with tabs between the cells.</summary>
    private static void List(Terminal terminal, Mappings mappings)
    {
        string[] header = ["rule", "kind", "place", "why"];
        string[] repair = [$"({RepairStep.Id})", "", "", $"With --repair, before all rules. {RepairStep.Why}"];
        if (Terminal.ShowsTables)
        {
            terminal.Table(header, mappings.Rules.SelectMany(Rows).Prepend(repair), TableBorder.None);
            return;
        }
        terminal.Row(header);
        terminal.Row(repair);
        foreach (var rule in mappings.Rules)
            terminal.Row(Name(rule), rule.Kind, string.Join(' ', rule.Places), rule.Why);
    }

    /// <summary>A rule with several places has a row for each.</summary>
    private static IEnumerable<string[]> Rows(Rule rule) => rule.Places.DefaultIfEmpty("").Select((place, index) => index == 0
        ? new[] { Name(rule), rule.Kind, place, rule.Why }
        : ["", "", place, ""]);

    private static string Name(Rule rule) => rule.IsEnabled ? rule.Id : $"{rule.Id} (off)";

    private static void Explain(Terminal terminal, Mappings mappings, string id)
    {
        var rule = mappings.Rules.FirstOrDefault(rule => rule.Id == id)
            ?? throw new UsageException(Messages.UnknownRule(id, CommandLine.Nearest(id, mappings.Rules.Select(known => known.Id)), mappings.Rules.Select(known => known.Id)));

        terminal.Line($"{rule.Id}: {rule.Kind}{(rule.IsEnabled ? "" : " (off)")}");
        terminal.Line(rule.Why);
        terminal.Line();
        terminal.Lines(rule.Json.ReplaceLineEndings("\n").Replace("\n    ", "\n", StringComparison.Ordinal));
        if (RuleExample.Find(rule, mappings) is { } example)
        {
            terminal.Line();
            terminal.Line(Messages.Example(example.Case));
            terminal.Diff(example.Hunks);
        }
    }
}

/// <summary>What a rule does to a manifest of the corpus.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Hunks">Unified diff.</param>
internal sealed record RuleExample(string Case, string Hunks)
{
    /// <summary>The first case that was written for a rule and in which it changes something; <see langword="null"/> when there is none.</summary>
    public static RuleExample? Find(Rule rule, Mappings mappings) =>
        BuiltIn.FilesBelow("corpus/cases")
            .Where(name => name.EndsWith("/case.json", StringComparison.Ordinal))
            .Select(name => Find(name[..name.LastIndexOf('/')], rule, mappings))
            .FirstOrDefault(example => example is not null);

    private static RuleExample? Find(string folder, Rule rule, Mappings mappings)
    {
        var description = JObject.Parse(System.Text.Encoding.UTF8.GetString(BuiltIn.Read($"{folder}/case.json")));
        if ((string?)description["rule"] != rule.Id)
            return null;

        var repository = (string?)description["repository"];
        var origin = new ManifestOrigin(repository, (string?)description["path"] ?? "manifest.konnector") { Supplement = Supplement(folder, repository ?? "", mappings) };
        var result = Migrator.Plan(BuiltIn.Read($"{folder}/before.konnector"), origin, mappings).Result;
        return result.Changes.Any(change => change.Rule == rule.Id) ? new RuleExample(folder[(folder.LastIndexOf('/') + 1)..], result.Hunks) : null;
    }

    private static ObjectNode? Supplement(string folder, string repository, Mappings mappings)
    {
        if (!BuiltIn.FilesBelow(folder).Contains($"{folder}/catalogue.json", StringComparer.Ordinal))
            return null;
        var catalogue = KonnectorCatalogue.Parse(BuiltIn.Read($"{folder}/catalogue.json"), "catalogue.json");
        return new CatalogueSupplements(catalogue, [], mappings, []).Find(repository, "", manifests: 1).Manifest;
    }
}
