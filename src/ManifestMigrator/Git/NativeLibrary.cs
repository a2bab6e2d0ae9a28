using System.Reflection;
using System.Runtime.Loader;
using LibGit2Sharp;
using ManifestMigrator.Output;

namespace ManifestMigrator.Git;

/// <summary>Finds the native half of LibGit2Sharp: the one of its package, or the operating system's libgit2.</summary>
internal static class NativeLibrary
{
    /// <summary>The versions whose structs are laid out as LibGit2Sharp 0.29 expects them, the nearest first.</summary>
    private static readonly string[] SystemLibraries = ["libgit2.so.1.7", "libgit2.so.1.6", "libgit2.so.1.5"];

    /// <summary>Why the library cannot be used; <see langword="null"/> when it can.</summary>
    public static string? Problem { get; } = Load();

    private static string? Load()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(Repository).Assembly)!;
        context.ResolvingUnmanagedDll += Resolve;
        try
        {
            _ = GlobalSettings.Version.Features;
            AvoidProgramData();
            return null;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or LibGit2SharpException)
        {
            return Messages.NativeLibraryMissing(SystemLibraries);
        }
    }

    /// <summary>libgit2 1.5 takes a missing system-wide file for an error; an empty search path has none to miss.</summary>
    private static void AvoidProgramData() => GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.ProgramData, "");

    private static nint Resolve(Assembly assembly, string name)
    {
        if (!name.StartsWith("git2-", StringComparison.Ordinal))
            return 0;
        foreach (var library in SystemLibraries)
        {
            if (System.Runtime.InteropServices.NativeLibrary.TryLoad(library, out var handle))
                return handle;
        }
        return 0;
    }
}
