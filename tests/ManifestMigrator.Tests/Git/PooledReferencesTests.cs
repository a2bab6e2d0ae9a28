using System.Globalization;
using System.IO.Compression;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Git.Http;
using ManifestMigrator.Plans;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Git;

/// <summary>What we ask web servers ourselves: it is what git would have been told, or it is left to git.</summary>
[StartsPrograms]
public sealed class PooledReferencesTests : PooledTest
{
    [TestCase("a branch")]
    [TestCase("branches, tags and requests")]
    [TestCase("no commit")]
    [TestCase("no default branch")]
    [TestCase("a default that is no branch")]
    [TestCase("a default of which only the commit is told")]
    [TestCase("a shallow repository")]
    [TestCase("packed references")]
    public async Task The_references_are_those_that_git_lists(string kind)
    {
        Make(kind);
        await using var server = await GitHttpServer.StartAsync(Folder["served"]);
        using var pool = Pool();

        var ours = await pool.ReferencesAsync(Remote(server), CancellationToken.None);
        var gits = await GitProgramTransport.Instance.ReferencesAsync(Remote(server), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(ours.ObjectNames, Is.EquivalentTo(gits.ObjectNames));
            Assert.That((ours.Head, ours.RedirectedTo, ours.IsWhole), Is.EqualTo((gits.Head, gits.RedirectedTo, true)));
            Assert.That(Told, Is.Empty);
        });
    }

    [Test]
    public async Task The_server_sees_a_git_without_cookies()
    {
        Make("a branch");
        var seen = new List<(string Agent, string Cookie)>();
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: (context, _) =>
        {
            seen.Add((context.Request.Headers.UserAgent.ToString(), context.Request.Headers.Cookie.ToString()));
            context.Response.Headers.SetCookie = "session=1";
            return Task.FromResult(false);
        });
        using var pool = Pool();

        await pool.CloneAsync(Remote(server), revision: null, Folder["ours.git"], CancellationToken.None);

        Assert.That(seen, Has.Count.EqualTo(2).And.All.Matches<(string Agent, string Cookie)>(each => each.Agent.StartsWith("git/", StringComparison.Ordinal) && each.Cookie.Length == 0));
    }

    [TestCase("cut in a line")]
    [TestCase("cut between lines")]
    [TestCase("cut connection")]
    [TestCase("nothing")]
    [TestCase("garbage")]
    [TestCase("a page for people")]
    [TestCase("no service line")]
    [TestCase("a wrong length")]
    [TestCase("an object name that is too short")]
    [TestCase("a name with a line feed")]
    [TestCase("a name with a space")]
    [TestCase("an error line")]
    [TestCase("more after the end")]
    [TestCase("broken gzip")]
    [TestCase("a default outside of the references")]
    [TestCase("a default with another commit")]
    [TestCase("a reference told twice")]
    [TestCase("no content")]
    [TestCase("not authorized")]
    [TestCase("a redirection to nowhere")]
    [TestCase("a redirection to no address")]
    [TestCase("a redirection to a page")]
    [TestCase("redirections without end")]
    public async Task What_a_server_that_lies_about_its_references_says_is_asked_of_git_once(string lie)
    {
        var repository = Make("a branch");
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: (context, stop) => IsOurs(context) ? LieAsync(context, lie, stop) : Task.FromResult(false));
        using var pool = Pool();

        var references = await pool.BranchesAsync(Remote(server), CancellationToken.None);
        await pool.BranchesAsync(Remote(server), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(references.Branch("main"), Is.EqualTo(repository.CommitOf("main")));
            Assert.That(Told, Has.Count.EqualTo(1));
        });
    }

    [TestCase("endless")]
    [TestCase("a gzip bomb")]
    public async Task A_list_of_references_that_nobody_could_read_is_given_up_and_not_asked_of_git(string lie)
    {
        Make("a branch");
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: (context, stop) => LieAsync(context, lie, stop));
        using var pool = Pool();

        foreach (var isWhole in new[] { false, true })
        {
            Assert.That(
                () => isWhole ? pool.ReferencesAsync(Remote(server), CancellationToken.None) : pool.BranchesAsync(Remote(server), CancellationToken.None),
                Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge).And.Message.Contains("longer than 16 MB"));
        }
        Assert.That((Told.Count, server.Requests.Count), Is.EqualTo((0, 4)));
    }

    [Test]
    public async Task A_list_of_references_that_nobody_could_read_is_given_up_where_git_asks_too()
    {
        Make("a branch");
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: (context, stop) => LieAsync(context, "a gzip bomb", stop));

        Assert.That(
            () => GitProgramTransport.Instance.ReferencesAsync(Remote(server), CancellationToken.None),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
    }

    [Test]
    public async Task A_hundred_thousand_references_are_asked_by_protocol_2_and_only_for_branches_and_tags()
    {
        var repository = Make("branches, tags and requests");
        var commit = repository.CommitOf("main");
        File.WriteAllLines(
            Path.Combine(repository.Path, "packed-refs"),
            Enumerable.Range(0, 100_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"{commit} refs/pull/{number:D6}/head")));
        await using var server = await GitHttpServer.StartAsync(Folder["served"]);
        using var pool = Pool();

        var ours = await pool.BranchesAsync(Remote(server), CancellationToken.None);
        var whole = await pool.ReferencesAsync(Remote(server), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(ours.ObjectNames, Is.EquivalentTo(whole.ObjectNames.Where(entry => !entry.Key.StartsWith("refs/pull/", StringComparison.Ordinal))));
            Assert.That((ours.Head, ours.IsWhole, whole.Head, whole.IsWhole), Is.EqualTo(("refs/heads/main", false, "refs/heads/main", true)));
            Assert.That(whole.ObjectNames.Keys, Has.Some.EqualTo("refs/pull/099999/head"));
            Assert.That(Told, Is.Empty);
        });
    }

    [Test]
    public async Task A_repository_with_objects_of_another_kind_is_gits()
    {
        GitRepository.Git(path: null, input: null, "init", "--quiet", "--bare", "--object-format=sha256", "--initial-branch=main", Folder["served/voltaire.git"]);
        new GitRepository(Folder["served/voltaire.git"]).Commit("main", new GitFile("a", "one"));
        await using var server = await GitHttpServer.StartAsync(Folder["served"]);
        using var pool = Pool();

        var references = await pool.ReferencesAsync(Remote(server), CancellationToken.None);

        Assert.That((references.Branch("main")?.Length, Told.Count), Is.EqualTo((64, 1)));
    }

    [Test]
    public void Nobody_is_followed_from_https_to_http() => Assert.That(
        () => HttpPool.Next("https://example.org/a.git", new Uri("http://example.org/a.git/info/refs?service=git-upload-pack"), new PlainHttp([], new Dictionary<string, string>(StringComparer.Ordinal), netrc: null)),
        Throws.TypeOf<RepositoryException>().With.Message.Contains("from https to http"));

    [TestCase("https://example.org/a.git", "https://ada:secret@example.org/b.git/info/refs?service=git-upload-pack")]
    [TestCase("https://example.org/a.git", "ssh://example.org/b.git/info/refs?service=git-upload-pack")]
    [TestCase("https://example.org/a.git", "https://inside.example.org/b.git/info/refs?service=git-upload-pack")]
    [TestCase("https://example.org/a.git", null)]
    public void Some_redirections_are_not_followed(string from, string? to) => Assert.That(
        () => HttpPool.Next(from, to is null ? null : new Uri(to), new PlainHttp([("http.https://inside.example.org.proxy", "http://proxy")], new Dictionary<string, string>(StringComparer.Ordinal), netrc: null)),
        Throws.TypeOf<UnexpectedAnswerException>());

    private static async Task<bool> LieAsync(HttpContext context, string lie, CancellationToken stop)
    {
        var response = context.Response;
        var good = string.Concat(new[] { "# service=git-upload-pack\n" }.Select(Text)) + "0000" + Text($"{Other} HEAD\0symref=HEAD:refs/heads/main\n") + Text($"{Other} refs/heads/main\n");
        response.ContentType = "application/x-git-upload-pack-advertisement";
        switch (lie)
        {
            case "a page for people":
                response.ContentType = "text/html";
                await response.WriteAsync("<html>", stop);
                return true;
            case "no content":
                response.StatusCode = StatusCodes.Status204NoContent;
                return true;
            case "not authorized":
                response.StatusCode = StatusCodes.Status401Unauthorized;
                return true;
            case "a redirection to nowhere":
                response.StatusCode = StatusCodes.Status302Found;
                return true;
            case "a redirection to no address":
                response.StatusCode = StatusCodes.Status302Found;
                response.Headers.Location = "//[";
                return true;
            case "a redirection to a page":
                if (context.Request.Path != "/page")
                    response.Redirect("/page");
                else
                    await response.WriteAsync($"{good}0000", stop);
                return true;
            case "redirections without end":
                response.Redirect($"{context.Request.Path}{context.Request.QueryString}");
                return true;
            case "endless":
                await response.WriteAsync(good, stop);
                while (!context.RequestAborted.IsCancellationRequested)
                    await response.WriteAsync(Text($"{Other} refs/heads/{Guid.NewGuid():N}\n"), stop);
                return true;
            case "cut connection":
                response.ContentLength = 10_000;
                await response.WriteAsync(good, stop);
                await response.Body.FlushAsync(stop);
                context.Abort();
                return true;
            case "broken gzip":
                response.Headers.ContentEncoding = "gzip";
                await response.WriteAsync($"{good}0000", stop);
                return true;
            case "a gzip bomb":
                response.Headers.ContentEncoding = "gzip";
                await using (var zip = new GZipStream(response.Body, CompressionLevel.Optimal))
                {
                    await zip.WriteAsync(Encoding.Latin1.GetBytes(good), stop);
                    for (var count = 0; count < 300_000; count++)
                        await zip.WriteAsync(Encoding.Latin1.GetBytes(Text($"{Other} refs/heads/{count}\n")), stop);
                    await zip.WriteAsync("0000"u8.ToArray(), stop);
                }
                return true;
        }
        await response.WriteAsync(
            lie switch
            {
                "cut in a line" => good[..^10],
                "cut between lines" => good,
                "nothing" => "",
                "garbage" => "\u0001\u0002garbage",
                "no service line" => good[Text("# service=git-upload-pack\n").Length..] + "0000",
                "a wrong length" => good + "0003" + "0000",
                "an object name that is too short" => good + Text("1111 refs/heads/x\n") + "0000",
                "a name with a line feed" => good + Text($"{Other} refs/heads/x\nrefs/heads/y\n") + "0000",
                "a name with a space" => good + Text($"{Other} refs/heads/x y\n") + "0000",
                "an error line" => Text("# service=git-upload-pack\n") + "0000" + Text("ERR access denied"),
                "more after the end" => good + "0000" + Text("more"),
                "a default outside of the references" => Text("# service=git-upload-pack\n") + "0000" + Text($"{Other} HEAD\0symref=HEAD:config\n") + Text($"{Other} refs/heads/main\n") + "0000",
                "a default with another commit" => good.Replace($"{Other} HEAD", $"{new string('2', 40)} HEAD", StringComparison.Ordinal) + "0000",
                "a reference told twice" => good + Text($"{Other} refs/heads/main\n") + "0000",
                _ => throw new ArgumentOutOfRangeException(nameof(lie), lie, "Unknown."),
            },
            Encoding.Latin1,
            stop);
        return true;
    }
}
