using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ManifestMigrator.Tests.Forges;

/// <summary>What a forge answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON; <see langword="null"/> for none.</param>
internal sealed record FakeAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>What is sent in the place of JSON, as HTML; <see langword="null"/> for none.</summary>
    public string? Page { get; init; }

    public static FakeAnswer Message(int status, string message) =>
        new(status, new JsonObject { ["message"] = message, ["documentation_url"] = "https://docs.example" });
}

/// <summary>Trouble that a forge makes once.</summary>
/// <param name="Method">Method of the requests it is made for.</param>
/// <param name="Path">What their path ends with.</param>
/// <param name="Answer">What is answered in the place of the right answer; <see langword="null"/> to cut the connection.</param>
/// <param name="IsDone">Whether what was asked for is done all the same.</param>
internal sealed record Trouble(string Method, string Path, FakeAnswer? Answer, bool IsDone = false)
{
    /// <summary>What happens just before, e.g. a person who is faster.</summary>
    public Action? Before { get; init; }

    /// <summary>What the right answer is made into.</summary>
    public Func<FakeAnswer, FakeAnswer>? Changes { get; init; }

    /// <summary>Is told that it is done; the answer then never comes.</summary>
    public Action? Hangs { get; init; }
}

/// <summary>A forge on loopback with state, real repositories behind it, and the behaviour that clients fall over. Every exchange is held
/// against the contract.</summary>
internal abstract class FakeForge : IAsyncDisposable
{
    public const string Token = "t0ken-of-ada";

    private readonly WebApplication _application;
    private readonly Contract _contract;
    private readonly Lock _gate = new();
    private readonly List<Trouble> _troubles = [];
    private Action? _hanging;

    protected FakeForge(ForgeKind kind)
    {
        Kind = kind;
        _contract = Contract.For(kind);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public ForgeKind Kind { get; }

    public List<FakeRepository> Repositories { get; } = [];

    /// <summary>Old paths of repositories that were renamed.</summary>
    public Dictionary<string, FakeRepository> Renamed { get; } = new(StringComparer.Ordinal);

    /// <summary>The clock of the forge.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Login of the token's account.</summary>
    public string Account { get; set; } = "ada";

    /// <summary>What came: method and path.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Exchanges that are not what the contract says.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public string Address { get; private set; } = "";

    public int Writes => Log.Count(line => !line.StartsWith("GET ", StringComparison.Ordinal) && !line.EndsWith("/graphql", StringComparison.Ordinal));

    public int Reads => Log.Count - Writes;

    protected abstract string Root { get; }

    public static FakeForge Create(ForgeKind kind) => kind switch
    {
        ForgeKind.GitHub => new FakeGitHub(),
        ForgeKind.GitLab => new FakeGitLab(),
        _ => new FakeGitea(kind),
    };

    public async Task StartAsync()
    {
        await _application.StartAsync();
        Address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + Root;
    }

    public ForgeHost Host(string name) => new(name, Kind, new Uri(Address));

    public void Make(Trouble trouble)
    {
        lock (_gate)
            _troubles.Add(trouble);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Assert.That(Violations, Is.Empty, "every exchange is what the forge's description says");
    }

    /// <summary>Opens a request as a person or a program would.</summary>
    public FakeRequest Open(FakeRepository repository, string branch, string @base, string title, string? body, string author, bool isDraft = false)
    {
        var request = new FakeRequest
        {
            Number = repository.Requests.Count + 1,
            Branch = branch,
            Base = @base,
            Title = title,
            Body = body,
            Author = author,
            IsDraft = isDraft,
            Head = repository.Tip(branch)!,
            Created = Time.GetUtcNow(),
            Updated = Time.GetUtcNow(),
        };
        repository.Requests.Add(request);
        GitRepository.Git(repository.Git.Path, input: null, "update-ref",
            $"refs/{(Kind == ForgeKind.GitLab ? "merge-requests" : "pull")}/{request.Number}/head", request.Head);
        return request;
    }

    /// <summary>Merges as the forge does: the base moves in the real repository.</summary>
    public void Land(FakeRepository repository, FakeRequest request, string method)
    {
        var git = repository.Git.Path;
        var (@base, head) = (repository.Tip(request.Base)!, request.Head);
        var tree = GitRepository.Git(git, input: null, "merge-tree", "--write-tree", @base, head).Split('\n')[0];
        string[] parents = method == "merge" ? ["-p", @base, "-p", head] : ["-p", @base];
        var commit = GitRepository.Git(git, input: null,
            ["-c", "user.name=Forge", "-c", "user.email=forge@example.org", "commit-tree", tree, .. parents, "-m",
            $"Merge {request.Number}"]).Trim();
        GitRepository.Git(git, input: null, "update-ref", $"refs/heads/{request.Base}", commit);
        (request.State, request.MergeCommit, request.Updated) = ("merged", commit, Time.GetUtcNow());
    }

    /// <summary>Heads follow their branches while they are open.</summary>
    protected void Refresh(FakeRepository repository)
    {
        foreach (var request in repository.Requests.Where(request => request.State == "open"))
        {
            if (repository.Tip(request.Branch) is not { } tip)
                request.State = "closed";
            else if (tip != request.Head)
                (request.Head, request.Updated) = (tip, Time.GetUtcNow());
        }
    }

    protected abstract bool IsAuthorized(HttpRequest request);

    /// <param name="method">GET, POST, PUT, PATCH or DELETE.</param>
    /// <param name="segments">The path below the root, split at slashes and unescaped.</param>
    /// <param name="query">The query.</param>
    /// <param name="body">The JSON that was sent.</param>
    protected abstract FakeAnswer Answer(string method, string[] segments, IQueryCollection query, JsonNode? body);

    /// <summary>What is asked outside the REST API.</summary>
    protected virtual FakeAnswer Query(string path, string text) => new(404);

    /// <summary>Whether a request could be merged; the first looks say that it is being computed.</summary>
    protected static bool? CanMerge(FakeRepository repository, FakeRequest request) =>
        request.Looks++ < repository.LooksUntilComputed ? null : repository.MergeState is "clean" or "unstable" or "blocked" or "behind";

    protected static string Time8601(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    protected static (string Blob, byte[] Content)? File(FakeRepository repository, string path, string revision)
    {
        var entry = GitRepository.Git(repository.Git.Path, input: null, "ls-tree", "--full-tree", revision, "--", path).Trim();
        if (entry.Length == 0)
            return null;
        var blob = entry.Split((char[])[' ', '\t'])[2];
        return (blob, Encoding.UTF8.GetBytes(GitRepository.Git(repository.Git.Path, input: null, "cat-file", "blob", blob)));
    }

    protected static JsonArray List<TItem>(IEnumerable<TItem> items, Func<TItem, JsonNode?> shape) => new([.. items.Select(shape)]);

    protected static FakeAnswer Content(FakeRepository repository, string path, string revision, Func<string, byte[], JsonObject> shape)
    {
        if (!Exists(repository, revision) || File(repository, path, revision) is not var (blob, content))
            return FakeAnswer.Message(404, "Not Found");
        var answer = shape(blob, content);
        answer["encoding"] = "base64";
        return new(200, answer);
    }

    /// <summary>Reads or adds comments.</summary>
    protected FakeAnswer Comments(string method, FakeRequest request, JsonNode? body, Func<FakeComment, JsonObject> shape)
    {
        if (method == "GET")
            return new(200, List(request.Comments, shape));
        request.Comments.Add(new FakeComment(Account, (string)body!["body"]!, Time.GetUtcNow()));
        return new(201, shape(request.Comments[^1]));
    }

    protected static IReadOnlyList<string> Commits(FakeRepository repository, FakeRequest request) =>
        GitRepository.Git(repository.Git.Path, input: null, "rev-list", request.Head, $"^{repository.Tip(request.Base)}").Split('\n',
            StringSplitOptions.RemoveEmptyEntries);

    protected static bool Exists(FakeRepository repository, string revision)
    {
        try
        {
            GitRepository.Git(repository.Git.Path, input: null, "rev-parse", "--verify", "--quiet", $"{revision}^{{commit}}");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        // A client that takes us for a proxy sends whole addresses, and asks for a host whose API has no prefix.
        if (Uri.TryCreate(target, UriKind.Absolute, out var whole) && whole.Scheme == "http")
            target = Root + target[$"{whole.GetLeftPart(UriPartial.Authority)}/".Length..];
        var path = target.Split('?')[0];
        Log.Enqueue($"{request.Method} {target}");
        FakeAnswer? answer;
        try
        {
            lock (_gate)
                answer = path.StartsWith(Root, StringComparison.Ordinal) ? Decide(request, path[Root.Length..], text) : Query(path, text);
        }
        catch (Exception exception)
        {
            // Seen at the end of the test, and by the program as a fault of the server.
            Violations.Enqueue(exception.ToString());
            throw;
        }
        if (_hanging is { } hanging)
        {
            _hanging = null;
            hanging();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ =>
                { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }
        if (answer is null)
        {
            context.Abort();
            return;
        }

        foreach (var problem in answer.Page is not null || !path.StartsWith(Root, StringComparison.Ordinal) ? [] : _contract.Check(request.Method, path[Root.Length..],
            request.Query.ToDictionary(entry => entry.Key, entry => entry.Value.ToString(), StringComparer.Ordinal), text, answer))
            Violations.Enqueue($"{request.Method} {path}: {problem}");
        context.Response.StatusCode = answer.Status;
        context.Response.Headers.Date = Time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Page is not null || answer.Body is not null)
        {
            context.Response.ContentType = answer.Page is null ? "application/json" : "text/html";
            await context.Response.WriteAsync(answer.Page ?? answer.Body!.ToJsonString());
        }
    }

    /// <returns><see langword="null"/> to cut the connection.</returns>
    private FakeAnswer? Decide(HttpRequest request, string path, string text)
    {
        var trouble = _troubles.Find(trouble => trouble.Method == request.Method && path.EndsWith(trouble.Path, StringComparison.Ordinal));
        if (trouble is not null)
        {
            _troubles.Remove(trouble);
            trouble.Before?.Invoke();
            if (trouble is { IsDone: false, Answer: not null })
                return trouble.Answer;
            if (trouble is { IsDone: false, Before: null, Changes: null })
                return null;
        }
        if (!IsAuthorized(request))
            return FakeAnswer.Message(401, "Bad credentials");
        Repositories.ForEach(Refresh);
        var answer = Answer(request.Method, [.. path.Split('/').Select(Uri.UnescapeDataString)], request.Query, text.Length > 0 ? JsonNode.Parse(text) : null);
        _hanging = trouble?.Hangs;
        return trouble is { Changes: { } changes } ? changes(answer) : trouble is { IsDone: true } ? trouble.Answer : answer;
    }
}
