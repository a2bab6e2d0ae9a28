using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Forges;
using ManifestMigrator.Plans;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Forges;

/// <summary>A forge with one repository whose branch was pushed, and the tool that works on its request, on a simulated clock.</summary>
internal sealed class World : IAsyncDisposable, IRepositoryHistory
{
    public const string Branch = "manifest-v2";
    private const string Before = "{\n  \"slug\": \"voltaire\",\n  \"dataType\": [\"bill\"]\n}\n";
    private const string After = "{\n  \"slug\": \"voltaire\",\n  \"data_types\": [\"bill\"]\n}\n";

    public static readonly ForgeKind[] Kinds = Enum.GetValues<ForgeKind>();

    private readonly List<IDisposable> _opened = [];

    public TemporaryFolder Folder { get; } = new();

    public LeapingTime Time { get; } = new();

    public required FakeForge Forge { get; init; }

    public required FakeRepository Repository { get; init; }

    /// <summary>The reviewed commit.</summary>
    public string Commit { get; private set; } = "";

    public RequestSubject Subject { get; set; } = null!;

    /// <summary>Commits of earlier runs.</summary>
    public HashSet<string> OwnCommits { get; } = new(StringComparer.Ordinal);

    /// <summary>What carries requests; <see langword="null"/> for the network as it is.</summary>
    public Func<HttpMessageHandler>? Handler { get; set; }

    public bool Waits { get; set; } = true;

    public List<string> Heard { get; } = [];

    public MergeWish Wish => new() { Commit = Commit, Base = "main" };

    public static async Task<World> CreateAsync(ForgeKind kind)
    {
        var forge = FakeForge.Create(kind);
        var folder = new TemporaryFolder();
        var git = GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", Before), new GitFile("index.js", "// 1\n"));
        var repository = new FakeRepository(42, "alder/voltaire", git);
        forge.Repositories.Add(repository);
        var world = new World { Forge = forge, Repository = repository };
        world._opened.Add(folder);
        forge.Time = world.Time;
        await forge.StartAsync();
        world.Commit = world.Push(After, "Migrate manifest.konnector to version 2");
        world.Subject = world.WishFor(RequestText.Compose("chore: migrate", "What and why.", new string('a', 64)));
        return world;
    }

    /// <summary>Puts a commit with another manifest on the branch, on top of main.</summary>
    public string Push(string manifest, string message, string branch = Branch)
    {
        var git = Repository.Git.Path;
        var blob = Git(Encoding.UTF8.GetBytes(manifest), "hash-object", "-w", "--stdin");
        var tree = GitRepository.Git(git, input: null, "ls-tree", "main")
            .Replace(Git(null, "rev-parse", "main:manifest.konnector"), blob, StringComparison.Ordinal);
        var commit = Git(null, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit-tree",
            Git(Encoding.UTF8.GetBytes(tree), "mktree"), "-p", Git(null, "rev-parse", "main"), "-m", message);
        Git(null, "update-ref", $"refs/heads/{branch}", commit);
        return commit;
    }

    /// <summary>A person commits to a branch.</summary>
    public void PersonCommits(string branch = Branch, string file = "theirs.js")
    {
        var tree = Git(Encoding.UTF8.GetBytes(
            GitRepository.Git(Repository.Git.Path, null, "ls-tree",
            branch) + $"100644 blob {Git("//\n"u8.ToArray(), "hash-object", "-w", "--stdin")}\t{file}\n"), "mktree");
        Git(null, "update-ref", $"refs/heads/{branch}",
            Git(null, "-c", "user.name=Bo", "-c", "user.email=bo@example.org", "commit-tree", tree, "-p", branch, "-m", "Mine"));
    }

    public RequestSubject WishFor(RequestText text, Func<RequestWish, RequestWish>? change = null)
    {
        var wish = new RequestWish { Commit = Commit, Branch = Branch, Base = "main", Text = text };
        var manifest = new ManifestResult
        {
            Path = "manifest.konnector",
            Status = ManifestStatus.Migrated,
            Sha256Before = Digest(Before),
            Sha256After = Digest(After)
        };
        return new RequestSubject("alder/voltaire", [manifest], change is null ? wish : change(wish), this);
    }

    /// <summary>The tool as it starts: nothing of an earlier start is in memory.</summary>
    public async Task<Requests> StartAsync()
    {
        var forges = new ForgeConnections
        {
            Hosts = new ForgeHosts([$"forge.example={Forge.Kind}@{Forge.Address}"]),
            Tokens = new ForgeTokens(name => name == "MANIFEST_MIGRATOR_TOKEN_FORGE_EXAMPLE" ? FakeForge.Token : null, NoPrograms.Instance),
            PaceFolder = Folder["pace"],
            Time = Time,
            Waits = Waits,
            Tell = Heard.Add,
            Handler = Handler,
        };
        var journal = RequestJournal.Open(Directory.CreateDirectory(Folder["run"]).FullName, Time, Heard.Add);
        _opened.Insert(0, forges);
        _opened.Insert(0, journal);
        return new Requests(await forges.ToAsync("forge.example/alder/voltaire", CancellationToken.None), journal, Time);
    }

    /// <summary>Ends what was started, so that the journal can be opened again.</summary>
    public void End()
    {
        foreach (var opened in _opened.Where(opened => opened is not TemporaryFolder))
            opened.Dispose();
        _opened.RemoveAll(opened => opened is not TemporaryFolder);
    }

    /// <summary><c>request</c> for the repository, from the start.</summary>
    public async Task<RequestOutcome> RequestAsync()
    {
        End();
        var requests = await StartAsync();
        var (view, plan) = await requests.ReadAsync(Subject, snapshot: null, CancellationToken.None);
        return await requests.CarryOutAsync(Subject, view, plan, CancellationToken.None);
    }

    public async Task<RequestOutcome> MergeAsync(Func<MergeWish, MergeWish>? change = null)
    {
        End();
        return await (await StartAsync()).MergeAsync(Subject, change is null ? Wish : change(Wish), CancellationToken.None);
    }

    public async Task<RequestOutcome> CloseAsync()
    {
        End();
        return await (await StartAsync()).CloseAsync(Subject, CancellationToken.None);
    }

    public Task<bool> IsOursAsync(string commit, CancellationToken cancellation) => Task.FromResult(OwnCommits.Contains(commit));

    public Task<bool> IsReachableAsync(string branch, string commit, CancellationToken cancellation) =>
        Task.FromResult(GitRepository.Git(Repository.Git.Path, input: null, "branch", "--contains", commit,
            "--format=%(refname:short)").Split('\n').Contains(branch));

    public string Git(byte[]? input, params string[] arguments) => GitRepository.Git(Repository.Git.Path, input, arguments).Trim();

    public async ValueTask DisposeAsync()
    {
        End();
        _opened.ForEach(opened => opened.Dispose());
        Folder.Dispose();
        await Forge.DisposeAsync();
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class NoPrograms : ITokenPrograms
    {
        public static readonly NoPrograms Instance = new();

        public Task<string?> GhAsync(string host, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<string?> GitCredentialAsync(Uri repository, CancellationToken cancellation) => Task.FromResult<string?>(null);
    }
}
