using System.ComponentModel;
using System.Diagnostics;

namespace ManifestMigrator.Output;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a file in it, where it stays when the terminal is closed.</summary>
    /// <param name="file">Full path.</param>
    /// <returns>False when nobody can be shown anything, as over SSH.</returns>
    public static bool Open(string file)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Process.Start(new ProcessStartInfo(file) { UseShellExecute = true })?.Dispose();
                return true;
            }

            using var process = OperatingSystem.IsMacOS() ? Process.Start("open", [file])
                : HasDesktop ? Process.Start("sh", ["-c", "trap '' HUP; command -v xdg-open >/dev/null && { xdg-open \"$1\" >/dev/null 2>&1 & }", "sh", file])
                : null;
            process?.WaitForExit();
            return process is { ExitCode: 0 };
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static bool HasDesktop => IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
