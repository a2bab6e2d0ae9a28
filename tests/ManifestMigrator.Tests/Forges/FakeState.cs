using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Forges;

/// <summary>A repository of a fake forge, with a real bare repository behind it.</summary>
internal sealed class FakeRepository(long id, string path, GitRepository git)
{
    public long Id { get; set; } = id;

    /// <summary>Its path now.</summary>
    public string Path { get; set; } = path;

    public GitRepository Git { get; } = git;

    public bool IsArchived { get; set; }

    public bool MayMerge { get; set; } = true;

    /// <summary>What the forge says about mergeability when nothing stands against it.</summary>
    public string MergeState { get; set; } = "clean";

    /// <summary>Whether a ruleset demands a merge queue; a token that may bypass rules merges past it.</summary>
    public bool HasQueueByRule { get; set; }

    /// <summary>Whether the older branch protection demands one, which GraphQL alone tells.</summary>
    public bool HasQueueByProtection { get; set; }

    /// <summary>How often it answers that it is still computing before it tells.</summary>
    public int LooksUntilComputed { get; set; } = 1;

    public List<FakeRequest> Requests { get; } = [];

    /// <summary>States of the checks by commit, in the words of commit statuses.</summary>
    public Dictionary<string, List<string>> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>Check runs by commit: status and conclusion.</summary>
    public Dictionary<string, List<(string Status, string? Conclusion)>> CheckRuns { get; } = new(StringComparer.Ordinal);

    public List<(long Id, string Name)> Labels { get; } = [];

    public FakeRequest? Find(long number) => Requests.Find(request => request.Number == number);

    public string? Tip(string branch) =>
        GitRepository.Git(Git.Path, input: null, "for-each-ref", "--format=%(objectname)", $"refs/heads/{branch}").Trim() is { Length: > 0 } tip ? tip : null;
}

internal sealed record FakeComment(string Author, string Body, DateTimeOffset At);

internal sealed class FakeRequest
{
    public required long Number { get; init; }

    public required string Branch { get; init; }

    public required string Base { get; set; }

    public required string Title { get; set; }

    public string? Body { get; set; } = "";

    public required string Author { get; init; }

    /// <summary>The commit its branch has, or had when it was closed.</summary>
    public required string Head { get; set; }

    public string State { get; set; } = "open";

    public bool IsDraft { get; set; }

    public string? MergeCommit { get; set; }

    public List<string> Labels { get; } = [];

    public List<FakeComment> Comments { get; } = [];

    public List<(string User, string State, string Commit)> Reviews { get; } = [];

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; set; }

    public int Looks { get; set; }

    /// <summary>What was pushed to the branch since the request was opened, and when; empty for the first push alone.</summary>
    public List<(string Head, DateTimeOffset At)> Versions { get; } = [];
}
