using System.Runtime.CompilerServices;
using ManifestMigrator.Disk;

namespace ManifestMigrator.Tests.Disk;

/// <summary>The programs that are started.</summary>
[StartsPrograms]
internal sealed class ProgramsTests
{
    [Test]
    public async Task A_program_that_has_ended_is_forgotten()
    {
        // One may still stand in the state of a method that has just ended.
        var ended = new List<WeakReference>();
        for (var number = 0; number < 5; number++)
            ended.Add(Run());
        await Task.Yield();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(ended.Count(process => process.IsAlive), Is.LessThanOrEqualTo(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Run()
    {
        using var process = Programs.Start(Programs.Prepare(Programs.Find("git")!, ["--version"]));
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new WeakReference(process);
    }
}
