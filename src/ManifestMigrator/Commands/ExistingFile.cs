using System.CommandLine;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary>Options that name a file which must be there.</summary>
internal static class ExistingFile
{
    public static Option<FileInfo?> Option(string name, string description)
    {
        var option = new Option<FileInfo?>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file)
                result.AddError(Messages.PathNotFound(file.ToString()));
        });
        return option;
    }
}
