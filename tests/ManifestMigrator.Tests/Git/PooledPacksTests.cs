using System.Diagnostics;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Git.Http;
using ManifestMigrator.Plans;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Git;

/// <summary>What we fetch from web servers ourselves: it is what git would have fetched, or it is left to git.</summary>
[StartsPrograms]
public sealed class PooledPacksTests : PooledTest
{
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
        await using var server = await GitHttpServer.StartAsync(Folder["served"]);
        using var pool = Pool();

        var ours = await pool.CloneAsync(Remote(server), revision, Folder["ours.git"], CancellationToken.None);
        var posts = server.Requests.Count;
        var gits = await GitProgramTransport.Instance.CloneAsync(Remote(server), revision, Folder["gits.git"], CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(ours, Is.EqualTo(gits));
            Assert.That(Content("ours.git"), Is.EqualTo(Content("gits.git")));
            Assert.That(() => GitRepository.Git(Folder["ours.git"], input: null, "fsck", "--strict"), Throws.Nothing);
            Assert.That((posts, Told.Count), Is.EqualTo((2, 0)));
        });
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
    [TestCase("an object that is there no more")]
    public async Task What_a_server_that_lies_about_a_pack_sends_is_fetched_by_git_once(string lie)
    {
        var repository = Make("a merge");
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: async (context, stop) =>
        {
            if (!IsOurs(context) || context.Request.Method != "POST")
                return false;
            await LieAboutPackAsync(context, repository, lie, stop);
            return true;
        });
        using var pool = Pool(maximumSize: 1 << 20);

        var tip = await pool.CloneAsync(Remote(server), revision: null, Folder["ours.git"], CancellationToken.None);
        await GitProgramTransport.Instance.CloneAsync(Remote(server), revision: null, Folder["gits.git"], CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(tip?.ObjectName, Is.EqualTo(repository.CommitOf("main")));
            Assert.That(Content("ours.git"), Is.EqualTo(Content("gits.git")));
            Assert.That(Told, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_pack_that_is_larger_than_allowed_is_given_up_and_not_fetched_again()
    {
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        GitRepository.Create(Folder["served/voltaire.git"], new GitFile("a", content));
        await using var server = await GitHttpServer.StartAsync(Folder["served"]);
        using var pool = Pool(maximumSize: 10_000);

        Assert.That(
            () => pool.CloneAsync(Remote(server), revision: null, Folder["ours.git"], CancellationToken.None),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Progress_without_end_is_given_up_and_not_fetched_again()
    {
        var repository = Make("a merge");
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: async (context, stop) =>
        {
            if (context.Request.Method == "POST")
                await LieAboutPackAsync(context, repository, "endless progress", stop);
            return context.Request.Method == "POST";
        });
        using var pool = Pool(maximumSize: 1 << 20);

        Assert.That(
            () => pool.CloneAsync(Remote(server), revision: null, Folder["ours.git"], CancellationToken.None),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("another type")]
    [TestCase("an object that is there no more")]
    public async Task A_repository_that_is_answered_oddly_leaves_the_others_of_its_host_in_the_pool(string lie)
    {
        var repository = Make("a branch");
        GitRepository.Create(Folder["served/other.git"], new GitFile("a", "two"));
        var fetched = new List<string>();
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: async (context, stop) =>
        {
            if (!IsOurs(context) || context.Request.Method != "POST")
                return false;
            fetched.Add(context.Request.Path.Value!);
            if (!context.Request.Path.StartsWithSegments("/voltaire.git", StringComparison.Ordinal))
                return false;
            await LieAboutPackAsync(context, repository, lie, stop);
            return true;
        });
        using var pool = Pool();

        foreach (var name in new[] { "voltaire", "other" })
            await pool.CloneAsync(Remote(server) with { Url = $"{server.Address}/{name}.git" }, revision: null, Folder[$"{name}.git"], CancellationToken.None);

        Assert.That((fetched.Count, Told.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_host_that_fetches_by_an_older_protocol_alone_is_asked_only_once_for_a_newer([Values(null, "expected want; got: command=fetch")] string? words)
    {
        Make("a branch");
        GitRepository.Create(Folder["served/other.git"], new GitFile("a", "two"));
        await using var server = await GitHttpServer.StartAsync(Folder["served"], before: async (context, stop) =>
        {
            context.Request.Headers.Remove("Git-Protocol");
            if (words is null || !IsOurs(context) || context.Request.Method != "POST")
                return false;
            context.Response.ContentType = "application/x-git-upload-pack-result";
            await context.Response.WriteAsync(Text($"ERR {words}"), stop);
            return true;
        });
        using var pool = Pool();

        foreach (var name in new[] { "voltaire", "other" })
            await pool.CloneAsync(Remote(server) with { Url = $"{server.Address}/{name}.git" }, revision: null, Folder[$"{name}.git"], CancellationToken.None);

        Assert.That(Told, Has.Count.EqualTo(1));
    }

    /// <summary>Everything in a repository that anybody can see: references, the default, objects, the shallow boundary.</summary>
    private string Content(string name)
    {
        var path = Folder[name];
        return GitRepository.Git(path, input: null, "for-each-ref", "--format=%(refname) %(objectname)")
            + File.ReadAllText(Path.Combine(path, "HEAD"))
            + GitRepository.Git(path, input: null, "cat-file", "--batch-all-objects", "--batch-check")
            + (File.Exists(Path.Combine(path, "shallow")) ? File.ReadAllText(Path.Combine(path, "shallow")) : "")
            + GitRepository.Git(path, input: null, "config", "--list", "--local").Contains("core.bare=true", StringComparison.Ordinal);
    }

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
            "an object that is there no more" => Text($"ERR upload-pack: not our ref {commit}"),
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
