using System.Globalization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Names for plans, where several may be for one identity: the second has its revision in its name, and further ones a number.</summary>
internal sealed class DistinctNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private string _identity = "";

    /// <param name="repository">The next one: those of one identity follow each other.</param>
    /// <param name="name">Its name, where it is the first.</param>
    /// <param name="withRevision">Its name otherwise.</param>
    /// <param name="extension">What every name ends with.</param>
    public string Next(RepositoryResult repository, string name, string withRevision, string extension = "")
    {
        if (repository.Repository != _identity)
        {
            _identity = repository.Repository;
            _taken.Clear();
        }
        return Candidates(name, withRevision).Select(candidate => candidate + extension).First(_taken.Add);
    }

    private static IEnumerable<string> Candidates(string name, string withRevision)
    {
        yield return name;
        yield return withRevision;
        for (var number = 2; ; number++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{withRevision}~{number}");
    }
}
