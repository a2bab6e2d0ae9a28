using System.Diagnostics;
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

/// <summary>Our own talk with web servers: it is what git's would be, or it is left to git.</summary>
[StartsPrograms]
public sealed class HttpTransportTests
{
    private const string Other = "1111111111111111111111111111111111111111";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _told = [];

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

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
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        using var pool = Pool();

        var ours = await pool.ReferencesAsync(Remote(server), CancellationToken.None);
        var gits = await GitProgramTransport.Instance.ReferencesAsync(Remote(server), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(ours.ObjectNames, Is.EquivalentTo(gits.ObjectNames));
            Assert.That((ours.Head, ours.RedirectedTo, ours.IsWhole), Is.EqualTo((gits.Head, gits.RedirectedTo, true)));
            Assert.That(_told, Is.Empty);
        });
    }

    [TestCase("a branch", null)]
    [TestCase("a merge", null)]
    [TestCase("a default that is no branch", null)]
    [TestCase("a default of which only the commit is told", null)]
    [TestCase("a default of which only the commit is told, and master", null)]
    [TestCase("a shallow repository", null)]
    [TestCase("branches, tags and requests", "spring")]
    [TestCase("branches, tags and requests", "v1")]
    [TestCase("branches, tags and requests", "v2")]
    public async Task A_clone_has_what_a_clone_of_git_has(string kind, string? revision)
    {
        Make(kind);
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        using var pool = Pool();

        var ours = await pool.CloneAsync(Remote(server), revision, _folder["ours.git"], CancellationToken.None);
        var posts = server.Requests.Count;
        var gits = await GitProgramTransport.Instance.CloneAsync(Remote(server), revision, _folder["gits.git"], CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(ours, Is.EqualTo(gits));
            Assert.That(Content("ours.git"), Is.EqualTo(Content("gits.git")));
            Assert.That(() => GitRepository.Git(_folder["ours.git"], input: null, "fsck", "--strict"), Throws.Nothing);
            Assert.That((posts, _told.Count), Is.EqualTo((2, 0)));
        });
    }

    [Test]
    public async Task The_server_sees_a_git_without_cookies()
    {
        Make("a branch");
        var seen = new List<(string Agent, string Cookie)>();
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: (context, _) =>
        {
            seen.Add((context.Request.Headers.UserAgent.ToString(), context.Request.Headers.Cookie.ToString()));
            context.Response.Headers.SetCookie = "session=1";
            return Task.FromResult(false);
        });
        using var pool = Pool();

        await pool.CloneAsync(Remote(server), revision: null, _folder["ours.git"], CancellationToken.None);

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
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: (context, stop) => IsOurs(context) ? LieAsync(context, lie, stop) : Task.FromResult(false));
        using var pool = Pool();

        var references = await pool.BranchesAsync(Remote(server), CancellationToken.None);
        await pool.BranchesAsync(Remote(server), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(references.Branch("main"), Is.EqualTo(repository.CommitOf("main")));
            Assert.That(_told, Has.Count.EqualTo(1));
        });
    }

    [TestCase("endless")]
    [TestCase("a gzip bomb")]
    public async Task A_list_of_references_that_nobody_could_read_is_given_up_and_not_asked_of_git(string lie)
    {
        Make("a branch");
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: (context, stop) => LieAsync(context, lie, stop));
        using var pool = Pool();

        foreach (var isWhole in new[] { false, true })
        {
            Assert.That(
                () => isWhole ? pool.ReferencesAsync(Remote(server), CancellationToken.None) : pool.BranchesAsync(Remote(server), CancellationToken.None),
                Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge).And.Message.Contains("longer than 16 MB"));
        }
        Assert.That((_told.Count, server.Requests.Count), Is.EqualTo((0, 4)));
    }

    [Test]
    public async Task A_list_of_references_that_nobody_could_read_is_given_up_where_git_asks_too()
    {
        Make("a branch");
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: (context, stop) => LieAsync(context, "a gzip bomb", stop));

        Assert.That(
            () => GitProgramTransport.Instance.ReferencesAsync(Remote(server), CancellationToken.None),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
    }

    [TestCase("cut in the pack")]
    [TestCase("cut before the end")]
    [TestCase("nothing")]
    [TestCase("garbage")]
    [TestCase("endless garbage")]
    [TestCase("a wrong length")]
    [TestCase("a flipped bit in the pack")]
    [TestCase("a pack of another commit")]
    [TestCase("an empty pack")]
    [TestCase("another commit is shallow")]
    [TestCase("two commits are shallow")]
    [TestCase("no commit is shallow")]
    [TestCase("a commit is no longer shallow")]
    [TestCase("an error beside the pack")]
    [TestCase("another band")]
    [TestCase("another section")]
    [TestCase("more after the end")]
    [TestCase("more after the pack")]
    [TestCase("much more after the pack")]
    [TestCase("two packs")]
    [TestCase("not found")]
    [TestCase("another type")]
    public async Task What_a_server_that_lies_about_a_pack_sends_is_fetched_by_git_once(string lie)
    {
        var repository = Make("a merge");
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: async (context, stop) =>
        {
            if (!IsOurs(context) || context.Request.Method != "POST")
                return false;
            await LieAboutPackAsync(context, repository, lie, stop);
            return true;
        });
        using var pool = Pool(maximumSize: 1 << 20);

        var tip = await pool.CloneAsync(Remote(server), revision: null, _folder["ours.git"], CancellationToken.None);
        await GitProgramTransport.Instance.CloneAsync(Remote(server), revision: null, _folder["gits.git"], CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(tip?.ObjectName, Is.EqualTo(repository.CommitOf("main")));
            Assert.That(Content("ours.git"), Is.EqualTo(Content("gits.git")));
            Assert.That(_told, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_pack_that_is_larger_than_allowed_is_given_up_and_not_fetched_again()
    {
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        GitRepository.Create(_folder["served/voltaire.git"], new GitFile("a", content));
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        using var pool = Pool(maximumSize: 10_000);

        Assert.That(
            () => pool.CloneAsync(Remote(server), revision: null, _folder["ours.git"], CancellationToken.None),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Progress_without_end_is_given_up_and_not_fetched_again()
    {
        var repository = Make("a merge");
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: async (context, stop) =>
        {
            if (context.Request.Method == "POST")
                await LieAboutPackAsync(context, repository, "endless progress", stop);
            return context.Request.Method == "POST";
        });
        using var pool = Pool(maximumSize: 1 << 20);

        Assert.That(
            () => pool.CloneAsync(Remote(server), revision: null, _folder["ours.git"], CancellationToken.None),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_repository_that_is_answered_oddly_leaves_the_others_of_its_host_in_the_pool()
    {
        var repository = Make("a branch");
        GitRepository.Create(_folder["served/other.git"], new GitFile("a", "two"));
        var fetched = new List<string>();
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: async (context, stop) =>
        {
            if (!IsOurs(context) || context.Request.Method != "POST")
                return false;
            fetched.Add(context.Request.Path.Value!);
            if (!context.Request.Path.StartsWithSegments("/voltaire.git", StringComparison.Ordinal))
                return false;
            await LieAboutPackAsync(context, repository, "another type", stop);
            return true;
        });
        using var pool = Pool();

        foreach (var name in new[] { "voltaire", "other" })
            await pool.CloneAsync(Remote(server) with { Url = $"{server.Address}/{name}.git" }, revision: null, _folder[$"{name}.git"], CancellationToken.None);

        Assert.That((fetched.Count, _told.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_hundred_thousand_references_are_asked_by_protocol_2_and_only_for_branches_and_tags()
    {
        var repository = Make("branches, tags and requests");
        var commit = repository.CommitOf("main");
        File.WriteAllLines(
            Path.Combine(repository.Path, "packed-refs"),
            Enumerable.Range(0, 100_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"{commit} refs/pull/{number:D6}/head")));
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        using var pool = Pool();

        var ours = await pool.BranchesAsync(Remote(server), CancellationToken.None);
        var whole = await pool.ReferencesAsync(Remote(server), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(ours.ObjectNames, Is.EquivalentTo(whole.ObjectNames.Where(entry => !entry.Key.StartsWith("refs/pull/", StringComparison.Ordinal))));
            Assert.That((ours.Head, ours.IsWhole, whole.Head, whole.IsWhole), Is.EqualTo(("refs/heads/main", false, "refs/heads/main", true)));
            Assert.That(whole.ObjectNames.Keys, Has.Some.EqualTo("refs/pull/099999/head"));
            Assert.That(_told, Is.Empty);
        });
    }

    [Test]
    public async Task A_repository_with_objects_of_another_kind_is_gits()
    {
        GitRepository.Git(path: null, input: null, "init", "--quiet", "--bare", "--object-format=sha256", "--initial-branch=main", _folder["served/voltaire.git"]);
        new GitRepository(_folder["served/voltaire.git"]).Commit("main", new GitFile("a", "one"));
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);
        using var pool = Pool();

        var references = await pool.ReferencesAsync(Remote(server), CancellationToken.None);

        Assert.That((references.Branch("main")?.Length, _told.Count), Is.EqualTo((64, 1)));
    }

    [Test]
    public async Task A_host_that_fetches_by_an_older_protocol_alone_is_asked_only_once_for_a_newer()
    {
        Make("a branch");
        GitRepository.Create(_folder["served/other.git"], new GitFile("a", "two"));
        await using var server = await GitHttpServer.StartAsync(_folder["served"], before: (context, _) =>
        {
            context.Request.Headers.Remove("Git-Protocol");
            return Task.FromResult(false);
        });
        using var pool = Pool();

        foreach (var name in new[] { "voltaire", "other" })
            await pool.CloneAsync(Remote(server) with { Url = $"{server.Address}/{name}.git" }, revision: null, _folder[$"{name}.git"], CancellationToken.None);

        Assert.That(_told, Has.Count.EqualTo(1));
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

    private GitRepository Make(string kind)
    {
        var path = _folder["served/voltaire.git"];
        if (kind == "no commit")
            return GitRepository.CreateEmpty(path);
        var repository = GitRepository.CreateEmpty(path).Commit(kind == "no default branch" ? "other" : "main", new GitFile("manifest.konnector", "{}"), new GitFile("src/index.js", "one"));
        switch (kind)
        {
            case "branches, tags and requests" or "packed references":
                repository.Commit("spring", new GitFile("a", "two")).Commit("main", new GitFile("a", "three")).Tag("v1", "spring");
                GitRepository.Git(path, input: null, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "tag", "-a", "-m", "Second", "v2", "main");
                GitRepository.Git(path, input: null, "update-ref", "refs/pull/7/head", "refs/heads/spring");
                if (kind == "packed references")
                    GitRepository.Git(path, input: null, "pack-refs", "--all");
                break;
            case "a merge":
                repository.Commit("spring", new GitFile("a", "two")).Commit("main", new GitFile("a", "three"));
                var merge = GitRepository.Git(path, input: null, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit-tree", "-p", "main", "-p", "spring", "-m", "Merge", "main^{tree}").Trim();
                GitRepository.Git(path, input: null, "update-ref", "refs/heads/main", merge);
                break;
            case "a default that is no branch":
                GitRepository.Git(path, input: null, "update-ref", "--no-deref", "HEAD", repository.CommitOf("main"));
                repository.Commit("main", new GitFile("a", "two"));
                break;
            case "a default of which only the commit is told" or "a default of which only the commit is told, and master":
                repository.Commit("aside", new GitFile("a", "two"));
                foreach (var branch in kind.EndsWith("master", StringComparison.Ordinal) ? new[] { "before", "master" } : ["before"])
                    GitRepository.Git(path, input: null, "update-ref", $"refs/heads/{branch}", "refs/heads/main");
                GitRepository.Git(path, input: null, "update-ref", "--no-deref", "HEAD", repository.CommitOf("main"));
                break;
            case "a shallow repository":
                repository.Commit("main", new GitFile("a", "two"));
                GitRepository.Git(path: null, input: null, "clone", "--quiet", "--bare", "--depth=1", new Uri(path).AbsoluteUri, _folder["shallow.git"]);
                Directory.Delete(path, recursive: true);
                Directory.Move(_folder["shallow.git"], path);
                break;
        }
        return repository;
    }

    private HttpTransport Pool(long maximumSize = 1L << 30) => new(GitProgramTransport.Instance, hostJobs: 8, maximumSize, _told.Add);

    private static Remote Remote(GitHttpServer server) => new($"{server.Address}/voltaire.git", server.Authority, Credentials: null);

    private static bool IsOurs(HttpContext context) => context.Request.Headers.UserAgent.ToString().Contains("manifest-migrator", StringComparison.Ordinal);

    /// <summary>Everything in a repository that anybody can see: references, the default, objects, the shallow boundary.</summary>
    private string Content(string name)
    {
        var path = _folder[name];
        return GitRepository.Git(path, input: null, "for-each-ref", "--format=%(refname) %(objectname)")
            + File.ReadAllText(Path.Combine(path, "HEAD"))
            + GitRepository.Git(path, input: null, "cat-file", "--batch-all-objects", "--batch-check")
            + (File.Exists(Path.Combine(path, "shallow")) ? File.ReadAllText(Path.Combine(path, "shallow")) : "")
            + GitRepository.Git(path, input: null, "config", "--list", "--local").Contains("core.bare=true", StringComparison.Ordinal);
    }

    private static byte[] Line(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return [.. Encoding.ASCII.GetBytes((bytes.Length + 4).ToString("x4", CultureInfo.InvariantCulture)), .. bytes];
    }

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

    private static string Text(string line) => Encoding.Latin1.GetString(Line(line));

    private static async Task LieAboutPackAsync(HttpContext context, GitRepository repository, string lie, CancellationToken stop)
    {
        var response = context.Response;
        var commit = repository.CommitOf("main");
        var honest = Encoding.Latin1.GetString(await UploadPackAsync(repository.Path, ShallowPack.Request(lie == "a pack of another commit" ? repository.CommitOf("spring") : commit)));
        var shallow = Text($"shallow {commit}");
        Assert.That(honest, lie == "a pack of another commit" ? Does.Contain("packfile") : Does.Contain(shallow));
        response.ContentType = "application/x-git-upload-pack-result";
        if (lie == "not found")
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (lie == "another type")
            response.ContentType = "text/plain";
        var pack = honest.IndexOf("packfile", StringComparison.Ordinal) + "packfile\n".Length;
        if (lie.StartsWith("endless", StringComparison.Ordinal))
        {
            await response.WriteAsync(honest[..pack] + (lie == "endless garbage" ? Text("\u0001PACK\0\0\0\u0002\0\0\0\u0001") : ""), Encoding.Latin1, stop);
            var more = Line((lie == "endless garbage" ? '\u0001' : '\u0002') + new string('x', 60_000));
            while (!context.RequestAborted.IsCancellationRequested)
                await response.Body.WriteAsync(more, stop);
            return;
        }
        var answer = lie switch
        {
            "cut in the pack" => honest[..(pack + 60)],
            "cut before the end" => honest[..^4],
            "nothing" => "",
            "garbage" => "garbage!",
            "a wrong length" => honest[..pack] + "0004" + honest[pack..],
            "a flipped bit in the pack" => honest[..(pack + 40)] + (char)(honest[pack + 40] ^ 1) + honest[(pack + 41)..],
            "a pack of another commit" => honest.Replace($"shallow {repository.CommitOf("spring")}", $"shallow {commit}", StringComparison.Ordinal),
            "an empty pack" => honest[..pack] + Text("\u0001PACK\0\0\0\u0002\0\0\0\0\u0002\u009d\u0008\u0082\u003b\u00d8\u00a8\u00ea\u00b5\u0010\u00ad\u006a\u00c7\u005c\u0082\u003c\u00fd\u003e\u00d3\u001e") + "0000",
            "another commit is shallow" => honest.Replace(shallow, Text($"shallow {Other}"), StringComparison.Ordinal),
            "two commits are shallow" => honest.Replace(shallow, shallow + Text($"shallow {Other}"), StringComparison.Ordinal),
            "no commit is shallow" => honest.Replace(shallow, "", StringComparison.Ordinal),
            "a commit is no longer shallow" => honest.Replace(shallow, shallow + Text($"unshallow {Other}"), StringComparison.Ordinal),
            "an error beside the pack" => honest[..pack] + Text("\u0003out of memory"),
            "another band" => honest[..pack] + Text("\u0004what") + honest[pack..],
            "another section" => Text("acknowledgments\n") + Text("NAK\n") + "0001" + honest,
            "more after the end" => honest + Text("more"),
            "more after the pack" => honest[..^4] + Text("\u0001more") + "0000",
            "much more after the pack" => honest[..^4] + string.Concat(Enumerable.Repeat(Text("\u0001" + new string('x', 60_000)), 15)) + "0000",
            "two packs" => honest[..^4] + honest[pack..],
            "another type" => honest,
            _ => throw new ArgumentOutOfRangeException(nameof(lie), lie, "Unknown."),
        };
        await response.WriteAsync(answer, Encoding.Latin1, stop);
    }

    /// <summary>What git itself answers to a command of protocol 2.</summary>
    private static async Task<byte[]> UploadPackAsync(string repository, byte[] request)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["upload-pack", "--stateless-rpc", repository])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["GIT_PROTOCOL"] = "version=2", ["GIT_CONFIG_GLOBAL"] = "/dev/null" },
        })!;
        await process.StandardInput.BaseStream.WriteAsync(request);
        process.StandardInput.Close();
        using var answer = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(answer);
        await process.WaitForExitAsync();
        return answer.ToArray();
    }
}
