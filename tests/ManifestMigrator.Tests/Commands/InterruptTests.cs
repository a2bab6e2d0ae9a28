using System.Diagnostics;
using System.Globalization;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[NonParallelizable]
public sealed class InterruptTests
{
    [Test]
    public async Task Control_C_keeps_what_was_done_and_reports_the_rest_as_interrupted()
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/quick.git"], new GitFile("manifest.konnector", "{ \"slug\": \"quick\" }"));
        await using var server = await GitHttpServer.StartAsync(
            folder["served"], before: (context, stop) => context.Request.Path.StartsWithSegments("/slow.git", StringComparison.Ordinal) ? GitHttpServer.Stall(context, stop) : Task.FromResult(false));
        var watch = new Stopwatch();

        var run = await Tool.RunAsync(
            folder.FullPath,
            [],
            ["plan", $"{server.Address}/quick.git", $"{server.Address}/slow.git", $"{server.Address}/slow.git#later", "--jobs", "2", "--out", "run"],
            async process =>
            {
                while (!Directory.Exists(folder["run/.work"]) || Directory.GetFiles(folder["run/.work"], "result-*.json").Length == 0 || !server.Requests.Any(request => request.Contains("slow", StringComparison.Ordinal)))
                    await Task.Delay(20);
                watch.Start();
                using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
                await process.WaitForExitAsync();
                watch.Stop();
            });

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(130));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
            Assert.That(
                File.ReadAllLines(folder["run/repositories.csv"]).Skip(1).Select(row => row.Split(',')[0].Split('/')[1] + " " + row.Split(',')[5]),
                Is.EqualTo(new[] { "quick changes-planned", "slow interrupted", "slow interrupted" }));
        });
    }
}
