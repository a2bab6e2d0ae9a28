using System.CommandLine;
using ManifestMigrator.Delivery;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary><c>apply --in-place</c>: writes what was planned into the local folders it was planned from.</summary>
internal static class ApplyCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> InPlace = new("--in-place") { Description = "Write the planned files into the local folders.", Required = true };
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();

    public static Command Create()
    {
        var command = new Command("apply", "Writes what was planned into local folders; a file that is not the planned one any more is left alone.")
        {
            Run, InPlace, Mappings,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var terminal = CommonOptions.Terminal(arguments);
            var run = RunArgument.Open(arguments.GetValue(Run));
            var delivery = InPlaceDelivery.Of(run, BuiltIn.Mappings(arguments.GetValue(Mappings)), cancellation);
            return Task.FromResult(terminal.Tell(delivery));
        });
        return command;
    }
}
