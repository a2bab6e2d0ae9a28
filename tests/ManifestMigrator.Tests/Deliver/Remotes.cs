using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Deliver;

/// <summary>Repositories of konnectors behind a server of some kind, and a maintainer's folder beside it.</summary>
internal sealed class Remotes : IAsyncDisposable
{
    public const string Old = "{\n  \"slug\": \"SLUG\",\n  \"dataType\": [\n    \"bill\"\n  ]\n}\n";

    /// <summary>Every kind of server that people push to.</summary>
    public static readonly string[] Kinds = ["http", "git", "ssh", "file"];

    private readonly List<IDisposable> _servers = [];
    private GitHttpServer? _http;
    private string _sshCommand = "ssh";

    public TemporaryFolder Folder { get; } = new();

    /// <summary>Address before the name of a repository.</summary>
    public string Address { get; private set; } = "";

    public static async Task<Remotes> ServeAsync(string kind, Func<Microsoft.AspNetCore.Http.HttpContext, CancellationToken, Task<bool>>? before = null)
    {
        var remotes = new Remotes();
        var served = Directory.CreateDirectory(remotes.Folder["served"]).FullName;
        switch (kind)
        {
            case "http":
                remotes._http = await GitHttpServer.StartAsync(served, "ada:s3cret", before);
                remotes.Address = $"http://{remotes._http.Authority}";
                await File.WriteAllTextAsync(remotes.Folder["gitconfig"], $"[http]\n\textraHeader = Authorization: Basic {Convert.ToBase64String("ada:s3cret"u8)}\n");
                break;
            case "git":
                var daemon = await GitDaemon.StartAsync(served);
                remotes._servers.Add(daemon);
                remotes.Address = daemon.Address;
                break;
            case "ssh":
                var ssh = await SshServer.StartAsync(remotes.Folder["ssh"]);
                remotes._servers.Add(ssh);
                remotes.Address = ssh.Address + served;
                remotes._sshCommand = ssh.Command;
                break;
            default:
                remotes.Address = served;
                break;
        }
        await File.AppendAllTextAsync(remotes.Folder["gitconfig"], "[user]\n\tname = Ada Maintainer\n\temail = ada@example.org\n");
        return remotes;
    }

    /// <summary>Adds a repository that takes pushes.</summary>
    public GitRepository Add(string name, params IReadOnlyList<GitFile> files)
    {
        var repository = GitRepository.Create(Folder[$"served/{name}.git"], files.Count > 0 ? files : [new GitFile("manifest.konnector", Old.Replace("SLUG", name, StringComparison.Ordinal), "100755"), new GitFile("index.js", "// 1\n")]);
        foreach (var setting in new[] { "http.receivepack", "daemon.receivepack" })
            GitRepository.Git(repository.Path, input: null, "config", setting, "true");
        return repository;
    }

    public string Source(string name) => $"{Address}/{name}.git";

    public Task<ToolRun> ToolAsync(params string[] arguments) => Tool.RunAsync(Folder.FullPath, [], arguments, Environment());

    public (string Name, string Value)[] Environment() =>
        [("GIT_CONFIG_GLOBAL", Folder["gitconfig"]), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_SSH_COMMAND", _sshCommand)];

    /// <summary>Rows of <c>repositories.csv</c>, by the names of their columns.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string run = "run")
    {
        using var csv = new CsvHelper.CsvReader(File.OpenText(Folder[$"{run}/repositories.csv"]), System.Globalization.CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(row => ((IDictionary<string, object>)row).ToDictionary(cell => cell.Key, cell => (string)cell.Value, StringComparer.Ordinal))];
    }

    public async ValueTask DisposeAsync()
    {
        _servers.ForEach(server => server.Dispose());
        if (_http is not null)
            await _http.DisposeAsync();
        Folder.Dispose();
    }
}
