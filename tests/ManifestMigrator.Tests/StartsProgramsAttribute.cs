namespace ManifestMigrator.Tests;

/// <summary>Starts git, the tool, a server or a browser: part of the whole suite, not of the fast one (<c>tests/fast.runsettings</c>).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class StartsProgramsAttribute : CategoryAttribute;
