using System.CommandLine;
using System.CommandLine.Invocation;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Output;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Commands;

/// <summary>Runs a command and turns what can go wrong into one sentence and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        if (!Console.IsOutputRedirected)
            Console.SetOut(new ClosableTerminal(Console.Out));
        if (!Console.IsErrorRedirected)
            Console.SetError(new ClosableTerminal(Console.Error));

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
            return ExitCode.WrongUsage;
        }

        // The library's own handling of signals would end the process in the middle of a report.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            // Commands without a cancellation have nothing to keep: a signal ends them at once.
            using var signals = parsed.Action is AsynchronousCommandLineAction ? new StopSignals() : null;
            return await parsed.InvokeAsync(configuration, signals?.Token ?? CancellationToken.None);
        }
        catch (Exception exception) when (exception is UsageException or MappingsException or CatalogueException)
        {
            CommonOptions.Terminal(parsed).Error(exception.Message);
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            CommonOptions.Terminal(parsed).Error(exception.Message);
            return ExitCode.ToolError;
        }
        catch (Exception exception)
        {
            var terminal = CommonOptions.Terminal(parsed);
            terminal.Error(Messages.ToolError(exception));
            terminal.Finding(exception.StackTrace ?? "");
            return ExitCode.ToolError;
        }
    }
}
