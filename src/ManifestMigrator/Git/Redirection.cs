using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Asks a web server whether it sends the readers of a repository elsewhere, as hosts do for one that was renamed.</summary>
internal static class Redirection
{
    private const string References = "/info/refs?service=git-upload-pack";

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = true,
        MaxAutomaticRedirections = 5,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        UseCookies = false,
    });

    /// <summary>The address the repository has now; <see langword="null"/> when it is where it was sought, or is not reached by HTTP.</summary>
    /// <exception cref="RepositoryException">The server does not answer the question.</exception>
    public static async Task<string?> AskAsync(Remote remote, CancellationToken cancellation)
    {
        if (!remote.Url.StartsWith("http", StringComparison.Ordinal))
            return null;

        using var question = new HttpRequestMessage(HttpMethod.Head, remote.Url + References);
        try
        {
            using var answer = await Client.SendAsync(question, cancellation);
            var address = answer.RequestMessage!.RequestUri!.AbsoluteUri;
            if (!answer.IsSuccessStatusCode || !address.EndsWith(References, StringComparison.Ordinal))
                throw new RepositoryException(Reasons.GitFailed, Messages.GitFailed(Reasons.GitFailed, $"{(int)answer.StatusCode}"));
            return address == remote.Url + References ? null : GitFailure.Readable(address[..^References.Length]);
        }
        catch (HttpRequestException exception)
        {
            throw GitFailure.Classify(exception.Message);
        }
    }
}
