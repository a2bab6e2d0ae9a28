using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>Writes all files of a run folder that follow from its results, in one pass over them.</summary>
internal static class RunReports
{
    /// <summary>
    /// Writes the patches and then renames the reports into place, <c>run.json</c> last: until then the folder has the complete earlier
    /// reports. Only <c>run.json</c> has to survive a power failure, since all others can be made from it.
    /// </summary>
    /// <param name="runFolder">Full path of the folder.</param>
    /// <param name="temporaryFolder">A folder in the same file system for files that are not complete.</param>
    /// <param name="header">What is known about the run.</param>
    /// <param name="decisions">What is decided about it now.</param>
    /// <param name="results">The results in the order of the rows, each with the path of its patch.</param>
    public static RunTotals Write(string runFolder, string temporaryFolder, RunHeader header, Decisions decisions, IEnumerable<RepositoryResult> results)
    {
        var tally = new RunTally();
        var view = new ReportView();
        var patches = new HashSet<string>(StringComparer.Ordinal);
        var drafts = new HashSet<string>(StringComparer.Ordinal);
        var places = new DraftPaths();
        var files = new List<AtomicFile>();
        try
        {
            var reports = new List<IReport>();
            foreach (var report in ReportList.All)
            {
                var file = new AtomicFile(Path.Combine(runFolder, report.FileName), temporaryFolder, isDurable: report.FileName == RunJson.FileName);
                files.Add(file);
                reports.Add(report.Begin(file.Text, header with { Program = Invocation.Line() }, decisions));
            }

            foreach (var result in results)
            {
                var shown = view.Show(result);
                tally.Add(shown);
                foreach (var (file, report) in ReportList.All.Zip(reports))
                    report.Add(file.FileName == RunJson.FileName ? result : shown);
                if (result.Patch.Length > 0)
                {
                    AtomicFile.Write(Path.GetFullPath(result.Patch, runFolder), text => text.Write(PatchText.Write(result)), temporaryFolder, isDurable: false);
                    patches.Add(result.Patch);
                }
                foreach (var draft in result.Drafts)
                {
                    var place = places.Next(result, draft);
                    WriteDraft(place, text => text.Write(draft.Text));
                    WriteDraft(DraftPaths.Findings(place), text => CheckOutput.WriteLines(text, draft));
                }
            }

            reports.ForEach(report => report.Complete(tally.Totals));
            DeleteOthers(runFolder, "patches", "*.patch", patches);
            DeleteOthers(runFolder, DraftPaths.Folder, "*.konnector*", drafts);
            files.ForEach(file => file.Commit());
            return tally.Totals;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }

        void WriteDraft(string path, Action<TextWriter> write)
        {
            AtomicFile.Write(Path.GetFullPath(path, runFolder), write, temporaryFolder, isDurable: false);
            drafts.Add(path);
        }
    }

    /// <summary>Patches and drafts of an earlier run in the same folder would pass for those of this one.</summary>
    /// <param name="runFolder">Full path of the run folder.</param>
    /// <param name="name">Name of the folder in it.</param>
    /// <param name="pattern">What such files are called.</param>
    /// <param name="written">Those that stay: paths in the run folder, with forward slashes.</param>
    private static void DeleteOthers(string runFolder, string name, string pattern, HashSet<string> written)
    {
        var folder = Path.Combine(runFolder, name);
        if (!Directory.Exists(folder))
            return;

        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var stale in Directory.EnumerateFiles(folder, pattern, everywhere).Where(file => !written.Contains(InRun(file))).ToList())
            File.Delete(stale);

        foreach (var emptied in Directory.GetDirectories(folder, "*", everywhere).OrderByDescending(path => path.Length))
        {
            if (!Directory.EnumerateFileSystemEntries(emptied).Any())
                Directory.Delete(emptied);
        }

        string InRun(string file) => Path.GetRelativePath(runFolder, file).Replace(Path.DirectorySeparatorChar, '/');
    }
}
