using ManifestMigrator.Forges;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Where tokens come from, and where they never go.</summary>
internal sealed class TokenTests
{
    private static readonly ForgeHost GitHub = new("github.com", ForgeKind.GitHub, new Uri("https://api.github.com/"));
    private static readonly ForgeHost Enterprise = new("git.alder.example:8443", ForgeKind.GitHub, new Uri("https://git.alder.example:8443/api/v3/"));

    private static IEnumerable<TestCaseData> Places()
    {
        yield return new TestCaseData(GitHub,
            "MANIFEST_MIGRATOR_TOKEN_GITHUB_COM_ALDER_INC MANIFEST_MIGRATOR_TOKEN_GITHUB_COM GH_TOKEN").Returns(
            "MANIFEST_MIGRATOR_TOKEN_GITHUB_COM_ALDER_INC");
        yield return new TestCaseData(GitHub, "MANIFEST_MIGRATOR_TOKEN_GITHUB_COM GH_TOKEN").Returns("MANIFEST_MIGRATOR_TOKEN_GITHUB_COM");
        yield return new TestCaseData(GitHub, "GH_TOKEN GITHUB_TOKEN").Returns("GH_TOKEN");
        yield return new TestCaseData(GitHub, "GITHUB_TOKEN gh").Returns("GITHUB_TOKEN");
        yield return new TestCaseData(GitHub, "gh git").Returns("gh auth token");
        yield return new TestCaseData(GitHub, "git").Returns("git credential fill");
        yield return new TestCaseData(GitHub, "").Returns("none");
        yield return new TestCaseData(GitHub, "MANIFEST_MIGRATOR_TOKEN_GITHUB_COM_BIRCH GITLAB_TOKEN GH_ENTERPRISE_TOKEN").Returns("none");
        yield return new TestCaseData(Enterprise, "MANIFEST_MIGRATOR_TOKEN_GIT_ALDER_EXAMPLE_8443").Returns("MANIFEST_MIGRATOR_TOKEN_GIT_ALDER_EXAMPLE_8443");
        yield return new TestCaseData(Enterprise, "GH_TOKEN GITHUB_TOKEN GH_ENTERPRISE_TOKEN").Returns("none");
        yield return new TestCaseData(Enterprise, "GH_ENTERPRISE_TOKEN GH_HOST=git.alder.example:8443").Returns("GH_ENTERPRISE_TOKEN");
        yield return new TestCaseData(Enterprise, "GH_ENTERPRISE_TOKEN GH_HOST=other.example").Returns("none");
        yield return new TestCaseData(new ForgeHost("gitlab.com", ForgeKind.GitLab, new Uri("https://gitlab.com/api/v4/")),
            "GITLAB_TOKEN").Returns("GITLAB_TOKEN");
        yield return new TestCaseData(new ForgeHost("gitlab.com", ForgeKind.GitLab, new Uri("https://gitlab.com/api/v4/")),
            "GITLAB_TOKEN GITLAB_HOST=lab.example").Returns("none");
        yield return new TestCaseData(new ForgeHost("lab.example", ForgeKind.GitLab, new Uri("https://lab.example/api/v4/")),
            "GITLAB_TOKEN GITLAB_HOST=https://lab.example").Returns("GITLAB_TOKEN");
        yield return new TestCaseData(new ForgeHost("codeberg.org", ForgeKind.Forgejo, new Uri("https://codeberg.org/api/v1/")),
            "FORGEJO_TOKEN").Returns("FORGEJO_TOKEN");
        yield return new TestCaseData(new ForgeHost("tea.example", ForgeKind.Gitea, new Uri("https://tea.example/api/v1/")), "GITEA_TOKEN").Returns("none");
    }

    [TestCaseSource(nameof(Places))]
    public async Task<string> The_first_place_that_is_meant_for_the_host_counts(ForgeHost host, string places)
    {
        var set = places.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(place => place.Split('='))
            .ToDictionary(place => place[0], place => place.Length > 1 ? place[1] : $"secret-{place[0]}", StringComparer.Ordinal);
        var tokens = new ForgeTokens(set.GetValueOrDefault, new Programs(set.GetValueOrDefault("gh"), set.GetValueOrDefault("git")));

        var token = await tokens.FindAsync(host, "Alder-Inc/voltaire", CancellationToken.None);

        Assert.That($"{token}", Does.Not.Contain("secret"));
        return token?.Source ?? "none";
    }

    [TestCase("two words")]
    [TestCase("line\nbreak: x")]
    [TestCase(" ")]
    public void What_can_be_no_token_is_refused_without_being_shown(string value)
    {
        var tokens = new ForgeTokens(name => name == "GH_TOKEN" ? value : null, new Programs(null, null));

        var refused = Assert.ThrowsAsync<UsageException>(() => tokens.FindAsync(GitHub, "alder/voltaire", CancellationToken.None));

        Assert.That(refused!.Message, Does.Contain("GH_TOKEN").And.Not.Contain(value.Trim() + "x"));
    }

    [TestCase("https://elsewhere.example/repositories/42")]
    [StartsPrograms]
    [TestCase("http://127.0.0.1:1/api/v3/repositories/42")]
    public async Task A_token_does_not_follow_a_redirect_to_another_place(string location)
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        world.Forge.Make(new Trouble("GET", "/voltaire", FakeAnswer.Message(301, "Moved") with { Headers = new(StringComparer.Ordinal) { ["Location"] = location } }));

        var refused = Assert.ThrowsAsync<ForgeException>(world.RequestAsync);

        Assert.That(refused!.Message, Does.Contain("own host only"));
        Assert.That(world.Forge.Log, Has.Count.EqualTo(2), "the account, and the repository once");
    }

    [Test]
    [StartsPrograms]
    public async Task The_password_of_another_host_in_a_credential_helper_is_no_token()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["credentials"], "https://ada:from-the-helper@git.alder.example\n");
        await File.WriteAllTextAsync(folder["gitconfig"],
            $"[credential]\n\thelper = store --file={folder["credentials"]}\n[user]\n\tname = Ada\n\temail = ada@example.org\n");
        GitRepository.Create(folder["served/voltaire.git"], new GitFile("manifest.konnector", "{ \"slug\": \"voltaire\", \"dataType\": [\"bill\"] }\n"));
        await using var git = await GitHttpServer.StartAsync(folder["served"]);
        (string, string)[] environment = [("GIT_CONFIG_GLOBAL", folder["gitconfig"]), ("GIT_CONFIG_NOSYSTEM", "1"), ("HOME", folder.FullPath)];

        var programs = await Tool.RunAsync(folder.FullPath, [], ["plan", $"{git.Address}/voltaire.git", "--out", "run"], environment);
        var apply = await Tool.RunAsync(folder.FullPath, [], ["apply", "run", "--all"], environment);
        var request = await Tool.RunAsync(folder.FullPath, [],
            ["request", "run", "--dry-run", "--forge", $"{git.Authority}=gitea@https://127.0.0.1:1/api/v1"], environment);

        Assert.That((programs.ExitCode, apply.ExitCode, request.ExitCode), Is.EqualTo((0, 0, 3)), request.Errors);
        Assert.That(request.Errors, Does.Contain("no-token").And.Contain($"MANIFEST_MIGRATOR_TOKEN_127_0_0_1_"));
        Assert.That(request.Text + request.Errors, Does.Not.Contain("from-the-helper"));
    }

    [TestCase("git.example", "is not HOST=KIND")]
    [TestCase("git.example=hub", "none of github")]
    [TestCase("git.example=gitea@http://git.example/api/v1", "write https")]
    [TestCase("git.example=gitea@https://u:p@git.example/", "no user")]
    [TestCase("git.example=gitea@nowhere", "must begin with https")]
    public void A_forge_that_is_not_understood_is_refused(string option, string words) =>
        Assert.That(() => new ForgeHosts([option]), Throws.TypeOf<UsageException>().With.Message.Contains(words));

    [TestCase("git.example=gitea@https://u:s3cr3t@git.example/")]
    [TestCase("git.example=gitea@https://u:a/b@s3cr3t@git.example/")]
    [TestCase("git.example=gitea@https://git.example/?token=s3cr3t")]
    [TestCase("git.example=gitea@http://s3cr3t@git.example/")]
    [TestCase("git.example=hub@https://s3cr3t@git.example/")]
    [TestCase("git.example=u:s3cr3t@git.example")]
    [TestCase("git.example=s3cr3t@https://git.example/")]
    [TestCase("git.example=gitea@u:s3cr3t@git.example")]
    [TestCase("git.example=https://git.example/?token=s3cr3t")]
    [TestCase("git.example=https://u:s3cr3t@git.example/")]
    [TestCase("u:s3cr3t@git.example=gitea")]
    [TestCase("https://u:s3cr3t@git.example/")]
    public void What_may_be_a_password_in_a_forge_that_is_refused_is_not_printed(string option) =>
        Assert.That(() => new ForgeHosts([option]), Throws.TypeOf<UsageException>().With.Message.Not.Contains("s3cr3t"));

    [TestCase("git.example=github", "https://git.example/api/v3/")]
    [TestCase("alder.ghe.com=github", "https://api.alder.ghe.com/")]
    [TestCase("GIT.example:8443=GitLab", "https://git.example:8443/api/v4/")]
    [TestCase("git.example=forgejo", "https://git.example/api/v1/")]
    [TestCase("git.example=gitea@http://127.0.0.1:3000/sub/api/v1", "http://127.0.0.1:3000/sub/api/v1/")]
    public void A_forge_has_its_usual_address_unless_one_is_given(string option, string address) =>
        Assert.That(new ForgeHosts([option]).Find(option.Split('=')[0].ToLowerInvariant() + "/a/b")!.Api.AbsoluteUri, Is.EqualTo(address));

    private sealed class Programs(string? gh, string? git) : ITokenPrograms
    {
        public Task<string?> GhAsync(string host, CancellationToken cancellation) => Task.FromResult(gh);

        public Task<string?> GitCredentialAsync(Uri repository, CancellationToken cancellation) => Task.FromResult(git);
    }
}
