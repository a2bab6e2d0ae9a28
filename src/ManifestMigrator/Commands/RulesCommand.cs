using System.CommandLine;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Rules;
using Spectre.Console;

namespace ManifestMigrator.Commands;

/// <summary><c>rules</c>: the rules in their order, or one of them in full with an example.</summary>
internal static class RulesCommand
{
    private static readonly Argument<string?> Id = new("RULE") { Description = "A rule to explain.", Arity = ArgumentArity.ZeroOrOne };
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

    private static void List(Terminal terminal, Mappings mappings)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("[bold]rule[/]", "[bold]kind[/]", "[bold]place[/]", "[bold]why[/]");
        table.AddRow(new Spectre.Console.Text($"({RepairStep.Id})"), new Spectre.Console.Text(""), new Spectre.Console.Text(""), new Spectre.Console.Text($"With --repair, before all rules. {RepairStep.Why}"));
        foreach (var rule in mappings.Rules)
        {
            var id = rule.IsEnabled ? rule.Id : $"{rule.Id} (off)";
            table.AddRow(new Spectre.Console.Text(id), new Spectre.Console.Text(rule.Kind), new Spectre.Console.Text(string.Join('\n', rule.Places)), new Spectre.Console.Text(rule.Why));
        }
        terminal.Results.Write(table);
    }

    private static void Explain(Terminal terminal, Mappings mappings, string id)
    {
        var rule = mappings.Rules.FirstOrDefault(rule => rule.Id == id)
            ?? throw new UsageException(Messages.UnknownRule(id, mappings.Rules.Select(known => known.Id)));

        terminal.Line($"{rule.Id}: {rule.Kind}{(rule.IsEnabled ? "" : " (off)")}");
        terminal.Line(rule.Why);
        terminal.Line();
        terminal.Line(rule.Json.Replace("\n    ", "\n", StringComparison.Ordinal));
        if (RuleExample.Find(rule, mappings) is { } example)
        {
            terminal.Line();
            terminal.Line(Messages.Example(example.Case));
            terminal.Diff(example.Hunks);
        }
    }
}
