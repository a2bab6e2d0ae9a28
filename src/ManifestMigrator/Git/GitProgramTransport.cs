using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Talks with the git program: shallow, with the user's own credential helpers, SSH, proxies and certificates.</summary>
internal sealed class GitProgramTransport : ITransport
{
    private const string User = "MANIFEST_MIGRATOR_USER";
    private const string Password = "MANIFEST_MIGRATOR_PASSWORD";
    private const string Place = "MANIFEST_MIGRATOR_PLACE";

    /// <summary>
    /// A credential helper in the shell's own words: it answers git's question for one scheme and host with what stands in the environment,
    /// and stores nothing.
    /// </summary>
    private const string Helper =
        "!f() { test \"$1\" = get || return 0; while IFS= read -r line && test -n \"$line\"; do "
        + "case \"$line\" in protocol=*) p=${line#*=};; host=*) h=${line#*=};; esac; done; "
        + $"test \"$p://$h\" = \"${Place}\" && printf 'username=%s\\npassword=%s\\n' \"${User}\" \"${Password}\"; }}; f";

    private static readonly string[] Spoken = ["https", "http", "ssh", "git"];

    /// <summary>What a push into a repository on this machine would run there.</summary>
    private static readonly string[] PushHooks =
        ["pre-receive", "update", "proc-receive", "reference-transaction", "post-receive", "post-update", "push-to-checkout"];

    private readonly Lazy<Task<string?>> _ssh = new(SshCommandAsync);

    private GitProgramTransport()
    {
    }

    public static GitProgramTransport Instance { get; } = new();

    public async Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation)
    {
        // Protocol 2 needs a second request for the same list.
        string[] question = ["-c", "protocol.version=0", "ls-remote", "--symref", .. await ServedByAsync(remote, "upload-pack"), "--", remote.Url];
        var output = await TalkAsync(remote, question, cancellation);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string? head = null;
        foreach (var line in output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t') is not [var value, var name])
                continue;
            if (!value.StartsWith("ref: ", StringComparison.Ordinal))
                names[name] = value;
            else if (name == "HEAD")
                head = value["ref: ".Length..];
        }
        return new RemoteReferences(names, head) { RedirectedTo = output.Words.RedirectedTo }.WithGuessedHead(await GitProgram.DefaultBranchAsync());
    }

    public Task<RemoteReferences> BranchesAsync(Remote remote, CancellationToken cancellation) => ReferencesAsync(remote, cancellation);

    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) =>
        revision is null ? CloneDefaultAsync(remote, folder, cancellation) : CloneRevisionAsync(remote, revision, folder, cancellation);

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) =>
        FetchAsync(remote, "--depth=1", reference, localReference, folder, cancellation);

    private async Task<string?> FetchAsync(Remote remote, string part, string reference, string localReference, string folder, CancellationToken cancellation)
    {
        var output = await TalkAsync(
            remote,
            [
                "--git-dir", folder, "fetch", part, "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-show-forced-updates",
                "--no-recurse-submodules", .. await ServedByAsync(remote, "upload-pack"), "--", remote.Url, $"+{reference}:{localReference}",
            ],
            cancellation);
        return output.Words.RedirectedTo;
    }

    public Task FetchCommitsAsync(Remote remote, string branch, DateTimeOffset? since, string localReference, string folder, CancellationToken cancellation)
    {
        var part = since is { } date ? $"--shallow-since={date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}" : "--filter=tree:0";
        return FetchAsync(remote, part, RemoteTip.Branch(branch), localReference, folder, cancellation);
    }

    public async Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation)
    {
        if (remote.IsLocal && await HasHooksAsync(new Uri(remote.Url).LocalPath, cancellation))
            throw new RepositoryException(Reasons.PushRefused, Messages.HooksNotRun);
        var output = await TalkAsync(
            remote,
            [
                "--git-dir", folder, "push", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no", $"--force-with-lease={push.Reference}:{push.Lease}",
                .. push.Options.SelectMany(option => new[] { "-o", option }), .. await ServedByAsync(remote, "receive-pack"), "--", remote.Url, push.Refspec,
            ],
            cancellation);
        return output.Words.Text;
    }

    /// <summary>A clone finds the default branch and fetches it in one connection.</summary>
    private async Task<RemoteTip?> CloneDefaultAsync(Remote remote, string folder, CancellationToken cancellation)
    {
        var output = await TalkAsync(
            remote,
            [
                "clone", "--bare", "--depth=1", "--single-branch", "--no-tags", "--template=", .. await ServedByAsync(remote, "upload-pack"),
                "--", remote.Url, folder,
            ],
            cancellation);
        var head = await BareSkeleton.HeadAsync(folder, cancellation);
        var name = await ObjectReaders.Best.ReferenceAsync(folder, head ?? "HEAD", cancellation);
        if (name is null)
            return (await ReferencesAsync(remote, cancellation)).Tip(revision: null);

        var tip = new RemoteTip(head ?? "HEAD", name) { RedirectedTo = output.Words.RedirectedTo };
        if (head is null)
            await ObjectWriters.Best.SetReferenceAsync(folder, tip.LocalReference, name, cancellation);
        return tip;
    }

    /// <summary>Tries what the revision may be, one after another, instead of asking first.</summary>
    private async Task<RemoteTip?> CloneRevisionAsync(Remote remote, string revision, string folder, CancellationToken cancellation)
    {
        BareSkeleton.Write(folder);
        foreach (var local in RemoteTip.LocalReferences(revision))
        {
            try
            {
                var redirectedTo = await FetchAsync(remote, RemoteTip.IsObjectName(revision) ? revision : local, local, folder, cancellation);
                var name = await ObjectReaders.Best.ReferenceAsync(folder, local, cancellation);
                return new RemoteTip(RemoteTip.IsObjectName(revision) ? revision : local, name!) { RedirectedTo = redirectedTo };
            }
            catch (RepositoryException exception) when (exception.Reason == Reasons.BranchNotFound)
            {
                // The next one may be there.
            }
        }
        throw new RepositoryException(Reasons.BranchNotFound, Messages.NoRevision(revision));
    }

    private async Task<GitOutput> TalkAsync(Remote remote, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!remote.IsLocal && await _ssh.Value is { } ssh)
            environment["GIT_SSH_COMMAND"] = ssh;
        var settings = remote.IsLocal ? [] : await GitProgram.ConfigurationAsync();
        string[] command = [.. Redirections(settings), .. Credentials(remote, environment), .. arguments];
        return await GitProgram.TalkAsync(command, Protocols(remote, settings), environment, cancellation);
    }

    /// <summary>
    /// The protocols that are allowed, in the form of <c>GIT_ALLOW_PROTOCOL</c>: those that the user does not forbid, without http where the
    /// address has https, so that no redirection leads there.
    /// </summary>
    private static string Protocols(Remote remote, IReadOnlyList<(string Key, string Value)> settings)
    {
        if (remote.IsLocal)
            return "file";
        var isEncrypted = remote.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            && !settings.Any(setting => setting.Key.StartsWith("url.http:", StringComparison.OrdinalIgnoreCase));
        var allowed = Variable("GIT_ALLOW_PROTOCOL")?.Split(':');
        return string.Join(':', Spoken.Where(protocol => !(isEncrypted && protocol == "http")
            && (allowed is not null ? allowed.Contains(protocol, StringComparer.Ordinal) : (Last($"protocol.{protocol}.allow") ?? Last("protocol.allow")) is not "never")));

        string? Last(string key) => settings.LastOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>
    /// Refuses redirections where the user does, and where the configuration adds headers: git would send them to whatever host it is redirected to.
    /// </summary>
    private static string[] Redirections(IReadOnlyList<(string Key, string Value)> settings)
    {
        var followed = settings.LastOrDefault(setting => setting.Key.Equals("http.followredirects", StringComparison.OrdinalIgnoreCase)).Value;
        var hasHeaders = settings.Any(setting => setting.Key.StartsWith("http.", StringComparison.OrdinalIgnoreCase)
            && setting.Key.EndsWith(".extraheader", StringComparison.OrdinalIgnoreCase));
        return hasHeaders || followed?.ToUpperInvariant() is "FALSE" or "NO" or "OFF" or "0" or "" ? ["-c", "http.followRedirects=false"] : [];
    }

    /// <summary>
    /// Lets git ask our helper for the credentials of an address, and nobody else: the user's helpers would store them. Redirections are
    /// refused then: after it was asked for credentials, git follows one only half way.
    /// </summary>
    private static string[] Credentials(Remote remote, Dictionary<string, string> environment)
    {
        if (remote.Credentials is not { } credentials)
            return [];
        if (credentials.Any(char.IsControl))
            throw new RepositoryException(Reasons.AuthenticationRefused, Messages.CredentialsUnusable);
        // As git says it, with a port that is the usual one, too.
        var place = remote.Url[..remote.Url.IndexOf('/', remote.Url.IndexOf("://", StringComparison.Ordinal) + 3)];
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        environment[Place] = place;
        environment[User] = colon < 0 ? credentials : credentials[..colon];
        environment[Password] = colon < 0 ? "" : credentials[(colon + 1)..];
        return ["-c", "http.followRedirects=false", "-c", $"credential.{place}.helper=", "-c", $"credential.{place}.helper={Helper}"];
    }

    /// <summary>A repository on this machine is served to us without the commands of its configuration.</summary>
    private static async Task<string[]> ServedByAsync(Remote remote, string service) =>
        remote.IsLocal ? [$"--{service}={await GitProgram.ServeAsync(service)}"] : [];

    /// <summary>Whether a repository on this machine has hooks for pushes. They are neither run nor passed by: they may be there to refuse.</summary>
    private static async Task<bool> HasHooksAsync(string repository, CancellationToken cancellation)
    {
        if (await GitProgram.FindAsync(repository, ["config", "--local", "--get", "core.hooksPath"], cancellation) is not null)
            return true;
        return await GitProgram.FindAsync(repository, ["rev-parse", "--git-common-dir"], cancellation) is { } folder
            && PushHooks.Any(hook => Programs.IsProgram(Path.Combine(repository, folder, "hooks", hook)));
    }

    /// <summary>
    /// The user's command for SSH, in batch mode where its program is known to have one: it must not ask. <see langword="null"/> to leave it
    /// to git; nothing can ask then either, for there is no terminal.
    /// </summary>
    private static async Task<string?> SshCommandAsync()
    {
        var command = Variable("GIT_SSH_COMMAND")
            ?? await GitProgram.FindAsync(folder: null, ["config", "--get", "core.sshCommand"], CancellationToken.None)
            ?? (Variable("GIT_SSH") is { } program ? GitProgram.Quote(program) : "ssh");
        var start = command.TrimStart();
        var first = start is ['\'' or '"', ..] ? start[1..].Split(start[0])[0] : start.Split(' ')[0];
        var variant = Variable("GIT_SSH_VARIANT") ?? Path.GetFileNameWithoutExtension(first);
        return variant.ToUpperInvariant() switch
        {
            "SSH" => $"{command} -oBatchMode=yes",
            "PLINK" or "PUTTY" or "TORTOISEPLINK" => $"{command} -batch",
            _ => null,
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
