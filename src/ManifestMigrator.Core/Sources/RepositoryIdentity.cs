namespace ManifestMigrator.Sources;
public static class RepositoryIdentity { public static string? Of(string source) => null; }
