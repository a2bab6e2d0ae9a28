using System.ComponentModel;
using ManifestMigrator.Disk;

namespace ManifestMigrator.Output;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a file in it; the browser stays open when the terminal is closed.</summary>
    /// <param name="file">Full path.</param>
    /// <returns>False when there is nobody to show it to, as over SSH, or nothing to open it with.</returns>
    public static bool Open(string file)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
                return (OperatingSystem.IsMacOS() ? Programs.Find("open") : HasDesktop ? Programs.Find("xdg-open") : null) is { } opener && Programs.StartDetached(opener, file);
            Programs.OpenOnWindows(file);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static bool HasDesktop => IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
