using System.Reflection;
using System.Security.Cryptography;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Disk;

/// <summary>The files that the program carries: the default mappings, the cases and the demo's repositories.</summary>
internal static class BuiltIn
{
    private static readonly Assembly Program = typeof(BuiltIn).Assembly;

    /// <summary>Version of the tool, without the commit it was built from.</summary>
    public static string Version { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>
    /// SHA-256 over the identities of the program and its core, which a deterministic compiler computes from all that is in them, the versions
    /// of the packages among it, so that another build is noticed that has the same version. Needs no file: a program in one file has none for each assembly.
    /// </summary>
    public static string ToolSha256 => field ??= Convert.ToHexStringLower(SHA256.HashData(
        [.. new[] { Program, typeof(Rules.Mappings).Assembly }.SelectMany(assembly => assembly.ManifestModule.ModuleVersionId.ToByteArray())]));

    /// <summary>The rules of a file, or the default ones.</summary>
    /// <param name="file">Path of a mappings file; <see langword="null"/> for the default.</param>
    /// <exception cref="MappingsException">The file says something that is not understood.</exception>
    public static Mappings Mappings(FileInfo? file) => file is null
        ? Rules.Mappings.Parse(Read("mappings.json"), "mappings.json")
        : Rules.Mappings.Parse(InputFile.ReadAllBytes(file.FullName), file.ToString());

    /// <summary>Names of the files below a folder of the corpus, with forward slashes.</summary>
    public static IEnumerable<string> FilesBelow(string folder) =>
        Program.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name)
    {
        using var stream = Program.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"The program does not carry '{name}'.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
