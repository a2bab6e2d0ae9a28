using System.CommandLine;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Commands;

/// <summary>Runs a command and turns what can go wrong into one sentence and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
            return ExitCode.WrongUsage;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(2) };
        try
        {
            return await parsed.InvokeAsync(configuration);
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or RepositoryException)
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
