using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Text;

/// <summary>Files of a test in a folder of their own, and the real <c>git apply</c> on them.</summary>
internal sealed class GitApply : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllBytes(_folder[path], Encoding.UTF8.GetBytes(text));
    }

    public string Read(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(_folder[path]));

    [UnsupportedOSPlatform("windows")]
    public void MakeExecutable(string path) => File.SetUnixFileMode(_folder[path], (UnixFileMode)0b111_101_101);

    [UnsupportedOSPlatform("windows")]
    public UnixFileMode Mode(string path) => File.GetUnixFileMode(_folder[path]);

    /// <summary>Applies a patch; the test fails with git's words when git refuses it.</summary>
    public void Apply(string patch)
    {
        var git = new ProcessStartInfo("git", ["apply", "--whitespace=nowarn", "-"])
        {
            WorkingDirectory = _folder.FullPath,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            Environment = { ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(_folder.FullPath), ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_GLOBAL"] = "/dev/null" },
        };
        using var process = Process.Start(git)!;
        using (var input = process.StandardInput.BaseStream)
            input.Write(Encoding.UTF8.GetBytes(patch));

        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }

    public void Dispose() => _folder.Dispose();
}
