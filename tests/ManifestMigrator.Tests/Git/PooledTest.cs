using System.Globalization;
using System.Text;
using ManifestMigrator.Git;
using ManifestMigrator.Git.Http;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Git;

/// <summary>A repository behind a web server that may lie to us, and tells git the truth.</summary>
public abstract class PooledTest
{
    /// <summary>A commit that no repository has.</summary>
    protected const string Other = "1111111111111111111111111111111111111111";

    private protected TemporaryFolder Folder { get; } = new();

    /// <summary>Why git was asked after all.</summary>
    private protected List<string> Told { get; } = [];

    [TearDown]
    public void DeleteFolder() => Folder.Dispose();

    private protected GitRepository Make(string kind)
    {
        var path = Folder["served/voltaire.git"];
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
                GitRepository.Git(path: null, input: null, "clone", "--quiet", "--bare", "--depth=1", new Uri(path).AbsoluteUri, Folder["shallow.git"]);
                Directory.Delete(path, recursive: true);
                Directory.Move(Folder["shallow.git"], path);
                break;
        }
        return repository;
    }

    private protected HttpTransport Pool(long maximumSize = 1L << 30) => new(GitProgramTransport.Instance, hostJobs: 8, maximumSize, Told.Add);

    private protected static Remote Remote(GitHttpServer server) => new($"{server.Address}/voltaire.git", server.Authority, Credentials: null);

    private protected static bool IsOurs(HttpContext context) => context.Request.Headers.UserAgent.ToString().Contains("manifest-migrator", StringComparison.Ordinal);

    private protected static byte[] Line(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return [.. Encoding.ASCII.GetBytes((bytes.Length + 4).ToString("x4", CultureInfo.InvariantCulture)), .. bytes];
    }

    private protected static string Text(string line) => Encoding.Latin1.GetString(Line(line));
}
