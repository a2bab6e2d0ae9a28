using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>Repositories of a folder over HTTP on a free port of the loopback address: a real web server before git's own <c>http-backend</c>.</summary>
internal sealed class GitHttpServer : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(() =>
    {
        using var key = RSA.Create();
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    });

    private readonly WebApplication _application;
    private readonly string _folder;
    private readonly string? _userAndPassword;
    private readonly Func<HttpContext, CancellationToken, Task<bool>>? _before;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly CancellationTokenSource _stop = new();

    private GitHttpServer(string folder, string? userAndPassword, Func<HttpContext, CancellationToken, Task<bool>>? before, bool isEncrypted)
    {
        _folder = folder;
        _userAndPassword = userAndPassword;
        _before = before;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0, place =>
        {
            if (isEncrypted)
                place.UseHttps(Certificate.Value);
        }));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>For a server that takes requests and never answers.</summary>
    public static async Task<bool> Stall(HttpContext context, CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop);
        return true;
    }

    /// <summary>Requests that came, as method and path.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Address of the folder, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Host and port.</summary>
    public string Authority => new Uri(Address).Authority;

    /// <param name="folder">The folder that holds the repositories.</param>
    /// <param name="userAndPassword">What a client must send, with a colon between; <see langword="null"/> for everybody.</param>
    /// <param name="before">Sees each request first, and answers true when it has dealt with it.</param>
    /// <param name="isEncrypted">Whether it speaks https, with a certificate that nobody trusts.</param>
    public static async Task<GitHttpServer> StartAsync(
        string folder, string? userAndPassword = null, Func<HttpContext, CancellationToken, Task<bool>>? before = null, bool isEncrypted = false)
    {
        var server = new GitHttpServer(folder, userAndPassword, before, isEncrypted);
        await server._application.StartAsync();
        server.Address = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _application.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (_before is not null && await _before(context, _stop.Token))
            return;
        if (_userAndPassword is not null && context.Request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(_userAndPassword))}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"konnectors\"";
            return;
        }

        using var backend = Process.Start(Backend(context.Request))!;
        var output = Task.Run(() => WriteResponseAsync(backend.StandardOutput.BaseStream, context.Response));
        await context.Request.Body.CopyToAsync(backend.StandardInput.BaseStream);
        backend.StandardInput.Close();
        await output;
        await backend.WaitForExitAsync();
    }

    private ProcessStartInfo Backend(HttpRequest request) => new("git", ["http-backend"])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment =
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_PROJECT_ROOT"] = _folder,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["GIT_PROTOCOL"] = request.Headers["Git-Protocol"].ToString(),
            ["PATH_INFO"] = request.Path.Value,
            ["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?'),
            ["REQUEST_METHOD"] = request.Method,
            ["CONTENT_TYPE"] = request.ContentType ?? "",
            ["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding.ToString(),
            ["REMOTE_ADDR"] = "127.0.0.1",
        },
    };

    /// <summary>The answer of a CGI program: header lines, an empty line, the body.</summary>
    private static async Task WriteResponseAsync(Stream output, HttpResponse response)
    {
        for (var line = ReadLine(output); line.Length > 0; line = ReadLine(output))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            if (name == "Status")
                response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            else
                response.Headers[name] = value;
        }
        await output.CopyToAsync(response.Body);
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is >= 0 and not '\n'; next = stream.ReadByte())
            line.Append((char)next);
        return line.ToString().TrimEnd('\r');
    }
}
