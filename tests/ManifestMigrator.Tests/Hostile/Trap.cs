using System.Runtime.Versioning;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Hostile;

/// <summary>Programs that leave a mark when somebody runs them.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Trap
{
    private readonly string _marks;

    /// <param name="folder">The folder of the test.</param>
    public Trap(TemporaryFolder folder) => _marks = Directory.CreateDirectory(folder["marks"]).FullName;

    /// <summary>What was run.</summary>
    public IEnumerable<string> Sprung => Directory.EnumerateFiles(_marks).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    /// <summary>A line for a shell that leaves a mark.</summary>
    public string Command(string mark) => $"touch '{Path.Combine(_marks, mark)}'";

    /// <summary>Writes a program that leaves a mark and fails.</summary>
    /// <returns>Its full path.</returns>
    public string Plant(string path, string mark)
    {
        WriteProgram(path, $"#!/bin/sh\n{Command(mark)}\nexit 1\n");
        return path;
    }

    public static void WriteProgram(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
