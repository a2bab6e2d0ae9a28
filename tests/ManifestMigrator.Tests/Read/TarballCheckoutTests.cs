using System.Formats.Tar;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Read;

[StartsPrograms]
public sealed class TarballCheckoutTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("package/", "", TestName = "As npm packs")]
    [TestCase("voltaire-1a2b3c/", "", TestName = "As the hosts pack")]
    [TestCase("", "", TestName = "Without a folder around")]
    [TestCase("./package/", "", TestName = "With dots")]
    public async Task Manifests_are_read_and_the_folder_around_everything_is_no_part_of_their_path(string top, string expected)
    {
        Write("voltaire.tgz", Tarball.Of((top + "package.json", "{}"), (top + "manifest.konnector", "{}"), (top + "konnectors/b.konnector", "[]"), (top + "node_modules/x/manifest.konnector", "no"), (top + "build/manifest.konnector", "no")));

        var checkout = await ReadAsync("voltaire.tgz");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests.Select(file => (file.Path, Encoding.UTF8.GetString(file.Content))), Is.EqualTo(new[] { (expected + "konnectors/b.konnector", "[]"), (expected + "manifest.konnector", "{}") }));
            Assert.That((checkout.Branch, checkout.Commit, checkout.Folder, checkout.HasRemote), Is.EqualTo(("", "", "", false)));
        });
    }

    [Test]
    public async Task Source_code_is_read_where_it_would_be_in_a_repository()
    {
        Write("voltaire.tgz", Tarball.Of(("package/manifest.konnector", "{}"), ("package/src/index.js", "b"), ("package/index.js", "a"), ("package/node_modules/x/index.js", "no"), ("package/bundle.js", new string(' ', 5_000_000))));

        var checkout = await ReadAsync("voltaire.tgz");

        Assert.That(checkout.Sources.Select(file => (file.Path, file.Content is { } content ? Encoding.UTF8.GetString(content) : null)), Is.EqualTo(new[] { ("bundle.js", null), ("index.js", "a"), ("src/index.js", "b") }));
    }

    [Test]
    public async Task A_tarball_is_read_from_a_server_while_it_comes()
    {
        await using var server = await ServeAsync((context, _) => SendAsync(context, Small));

        var checkout = await ReadAsync($"{server.Address}/voltaire-1.0.0.tgz");

        Assert.That((checkout.Manifests.Single().Path, checkout.Repository), Is.EqualTo(("manifest.konnector", $"{server.Authority}/voltaire-1.0.0.tgz")));
    }

    [Test]
    public async Task Links_folders_and_large_files_are_not_read_and_a_finding_says_so()
    {
        Write("voltaire.tgz", Tarball.Of(
            new PaxTarEntry(TarEntryType.SymbolicLink, "package/manifest.konnector") { LinkName = "/etc/passwd" },
            new PaxTarEntry(TarEntryType.HardLink, "package/a.konnector") { LinkName = "/etc/passwd" },
            new PaxTarEntry(TarEntryType.Fifo, "package/b.konnector"),
            Tarball.File("package/c.konnector", new string(' ', 5_000_000)),
            new PaxTarEntry(TarEntryType.Directory, "package/d.konnector/"),
            Tarball.File("package/e.konnector", "{}")));

        var checkout = await ReadAsync("voltaire.tgz");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests.Select(file => file.Path), Is.EqualTo(new[] { "e.konnector" }));
            Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "manifest-is-link", "manifest-is-no-file", "manifest-too-large", "manifest-is-link" }));
        });
    }

    [TestCase("../manifest.konnector")]
    [TestCase("package/../../manifest.konnector")]
    [TestCase("/etc/manifest.konnector")]
    [TestCase("package/..\\..\\manifest.konnector")]
    [TestCase("package/\u001b[31m/manifest.konnector")]
    public async Task A_name_that_leads_elsewhere_is_not_read(string name)
    {
        Write("voltaire.tgz", Tarball.Of(("package/package.json", "{}"), (name, "{}")));

        var checkout = await ReadAsync("voltaire.tgz");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests, Is.Empty);
            Assert.That(checkout.Findings.Single().Code, Is.EqualTo("manifest-outside"));
            Assert.That(checkout.Findings.Single().Message, Has.None.Matches<char>(char.IsControl));
            Assert.That(_folder.Files().Where(file => !file.StartsWith("cache/", StringComparison.Ordinal)), Is.EqualTo(new[] { "voltaire.tgz" }));
        });
    }

    [Test]
    public async Task Of_two_entries_of_one_name_the_last_counts()
    {
        Write("voltaire.tgz", Tarball.Of(("package/manifest.konnector", "old"), ("package/manifest.konnector", "new")));

        Assert.That(Encoding.UTF8.GetString((await ReadAsync("voltaire.tgz")).Manifests.Single().Content), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_file_that_was_cut_off_is_malformed_wherever_it_was_cut()
    {
        var whole = Tarball.Of(("package/package.json", Text(30_000)), ("package/manifest.konnector", "{}"), ("package/index.js", Text(30_000)));
        foreach (var length in new[] { 0, 5, 20, 600, whole.Length / 3, whole.Length / 2, whole.Length - 40 })
        {
            Write("voltaire.tgz", whole[..length]);

            Assert.That((await FailureAsync("voltaire.tgz")).Reason, Is.EqualTo(Reasons.MalformedRepository), $"{length} of {whole.Length}");
        }
    }

    [Test]
    public async Task Bytes_that_are_no_tarball_are_malformed()
    {
        var damaged = Tarball.Of(("package/manifest.konnector", Text(30_000)));
        damaged[damaged.Length / 2] ^= 0xff;
        foreach (var content in new[] { damaged, "<html>not found</html>"u8.ToArray(), Tarball.Bomb([], 1 << 20), Tarball.Bomb(Tarball.Header("x", '0', -1), 0) })
        {
            Write("voltaire.tgz", content);

            Assert.That((await FailureAsync("voltaire.tgz")).Reason, Is.EqualTo(Reasons.MalformedRepository));
        }
    }

    [Test]
    public async Task A_bomb_is_given_up_when_it_has_unpacked_to_what_is_allowed()
    {
        Write("voltaire.tgz", Tarball.Bomb(Tarball.Header("package/bomb.bin", '0', 200 << 20), 200 << 20));
        Assert.That(new FileInfo(_folder["voltaire.tgz"]).Length, Is.LessThan(2 << 20));

        var failure = await FailureAsync("voltaire.tgz", new ReadingOptions { MaximumSize = 8 << 20 });

        Assert.That(failure.Reason, Is.EqualTo(Reasons.RepositoryTooLarge));
    }

    [TestCase('x')]
    [TestCase('g')]
    [TestCase('L')]
    [TestCase('K')]
    public async Task A_name_of_many_megabytes_is_not_taken_into_memory(char type)
    {
        Write("voltaire.tgz", Tarball.Bomb(Tarball.Header("package/name", type, 64 << 20), 64 << 20));

        var failure = await FailureAsync("voltaire.tgz");

        Assert.That((failure.Reason, failure.Message), Is.EqualTo((Reasons.MalformedRepository, Messages.TarballName)));
    }

    [TestCase(0)]
    [TestCase(257)]
    [TestCase(511)]
    public async Task A_header_that_does_not_have_its_checksum_is_malformed(int place)
    {
        var tar = Unpacked(Tarball.Of(("package/manifest.konnector", "{}")));
        tar[place] ^= 1;
        Write("voltaire.tgz", Packed(tar));

        Assert.That((await FailureAsync("voltaire.tgz")).Reason, Is.EqualTo(Reasons.MalformedRepository));
    }

    [TestCase('L', 2000)]
    [TestCase('K', 2000)]
    [TestCase('x', 100_000)]
    public async Task The_name_of_an_entry_has_a_small_limit(char type, int length)
    {
        Write("voltaire.tgz", Tarball.Bomb(Tarball.Header("long", type, length), length));

        Assert.That((await FailureAsync("voltaire.tgz")).Message, Is.EqualTo(Messages.TarballName));
    }

    [TestCase("10 size=0\n", 1024)]
    [TestCase("20 path=package/aaa\n10 size=0\n", 1024)]
    [TestCase("", -1)]
    public async Task A_name_is_not_hidden_in_what_is_content_for_one_reader_alone(string attributes, long size)
    {
        byte[] hidden = [.. Tarball.Header("././@LongLink", 'L', 512), .. Enumerable.Repeat((byte)'a', 512), .. Tarball.Header("b", '0', 0)];
        var file = Tarball.Header("package/a", '0', size < 0 ? 0 : size);
        if (size < 0)
            "0\u0000000002000"u8[..11].CopyTo(file.AsSpan(124));
        byte[] first = attributes.Length == 0 ? [] : [.. Tarball.Header("attributes", 'x', attributes.Length), .. System.Text.Encoding.ASCII.GetBytes(attributes.PadRight(512, '\0'))];
        Write("voltaire.tgz", Packed([.. first, .. Tarball.Sealed(file), .. hidden, .. new byte[1024]]));

        Assert.That((await FailureAsync("voltaire.tgz")).Reason, Is.EqualTo(Reasons.MalformedRepository));
    }

    [TestCase(35_000)]
    [TestCase(600)]
    public async Task Folders_nested_deeper_than_anybody_could_unpack_are_refused_at_once(int depth)
    {
        var names = string.Concat(Enumerable.Repeat("d/", depth));
        Write("voltaire.tgz", Tarball.Of(Tarball.File("package/manifest.konnector", "{}"), Tarball.File($"package/{names}manifest.konnector", "{}")));

        Assert.That((await FailureAsync("voltaire.tgz", new ReadingOptions { Timeout = TimeSpan.FromSeconds(20) })).Reason, Is.EqualTo(Reasons.MalformedRepository));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_pipe_is_no_tarball()
    {
        using (var process = System.Diagnostics.Process.Start("mkfifo", [_folder["voltaire.tgz"]]))
            await process.WaitForExitAsync();

        Assert.That(() => FailureAsync("voltaire.tgz"), Throws.TypeOf<IOException>().With.Message.Contains("is a pipe"));
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress);
        using var tar = new MemoryStream();
        gzip.CopyTo(tar);
        return tar.ToArray();
    }

    private static byte[] Packed(byte[] tar)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(tar);
        return packed.ToArray();
    }

    [Test]
    public async Task An_endless_download_is_given_up()
    {
        await using var server = await ServeAsync(async (context, stop) =>
        {
            var block = new byte[1 << 16];
            new Random(1).NextBytes(block);
            // Stored blocks: what is sent is what it unpacks to.
            await context.Response.Body.WriteAsync(new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3 }, stop);
            await context.Response.Body.WriteAsync(new byte[] { 0, 0, 2, 0xff, 0xfd }, stop);
            await context.Response.Body.WriteAsync(Tarball.Header("package/x", '0', 1L << 32), stop);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[] { 0, 0xff, 0xff, 0, 0 }, context.RequestAborted);
                await context.Response.Body.WriteAsync(block.AsMemory(0, 0xffff), context.RequestAborted);
            }
        });

        var failure = await FailureAsync($"{server.Address}/voltaire.tgz", new ReadingOptions { MaximumSize = 4 << 20 });

        Assert.That(failure.Reason, Is.EqualTo(Reasons.RepositoryTooLarge));
    }

    [TestCase(404, Reasons.RepositoryNotFound)]
    [TestCase(410, Reasons.RepositoryNotFound)]
    [TestCase(401, Reasons.AuthenticationRefused)]
    [TestCase(403, Reasons.AuthenticationRefused)]
    [TestCase(429, Reasons.RateLimited)]
    [TestCase(500, Reasons.ServerError)]
    [TestCase(204, Reasons.ReadFailed)]
    public async Task An_answer_that_is_no_tarball_has_its_reason(int status, string reason)
    {
        await using var server = await ServeAsync((context, _) => Answer(context, status));

        Assert.That((await FailureAsync($"{server.Address}/voltaire.tgz")).Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task A_server_in_trouble_is_asked_again_and_one_that_has_none_is_not()
    {
        var answers = 0;
        await using var server = await ServeAsync((context, _) => Interlocked.Increment(ref answers) == 1 ? Answer(context, 503) : context.Request.Path == "/gone.tgz" ? Answer(context, 404) : SendAsync(context, Small));

        var checkout = await ReadAsync($"{server.Address}/voltaire.tgz", new ReadingOptions { Retries = 2 });
        await FailureAsync($"{server.Address}/gone.tgz", new ReadingOptions { Retries = 2 });

        Assert.That((checkout.Manifests.Count, answers), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task A_host_that_wants_a_long_pause_is_left_alone()
    {
        var answers = 0;
        await using var server = await ServeAsync((context, _) =>
        {
            answers++;
            context.Response.Headers.RetryAfter = "3600";
            return Answer(context, 429);
        });

        Assert.That(((await FailureAsync($"{server.Address}/voltaire.tgz", new ReadingOptions { Retries = 5 })).Reason, answers), Is.EqualTo((Reasons.RateLimited, 1)));
    }

    [Test]
    public async Task Nobody_at_the_address_is_a_host_that_cannot_be_reached() =>
        Assert.That((await FailureAsync("http://127.0.0.1:1/voltaire.tgz")).Reason, Is.EqualTo(Reasons.HostUnreachable));

    [Test]
    public async Task A_connection_that_breaks_is_one_that_was_lost()
    {
        await using var server = await ServeAsync(async (context, stop) =>
        {
            context.Response.ContentLength = 100_000;
            await context.Response.Body.WriteAsync(Small.AsMemory(0, 100), stop);
            await context.Response.Body.FlushAsync(stop);
            context.Abort();
        });

        Assert.That((await FailureAsync($"{server.Address}/voltaire.tgz")).Reason, Is.EqualTo(Reasons.ConnectionLost));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_server_that_stalls_is_given_up_in_time(bool hasBegun)
    {
        await using var server = await ServeAsync(async (context, stop) =>
        {
            if (hasBegun)
                await context.Response.Body.WriteAsync(Small.AsMemory(0, 100), stop);
            await GitHttpServer.Stall(context, stop);
        });

        Assert.That((await FailureAsync($"{server.Address}/voltaire.tgz", new ReadingOptions { Timeout = TimeSpan.FromSeconds(1) })).Reason, Is.EqualTo(Reasons.Timeout));
    }

    [Test]
    public async Task Credentials_and_query_go_to_the_host_they_were_given_for_and_not_where_it_sends_us()
    {
        var heard = new List<string>();
        await using var elsewhere = await ServeAsync((context, _) =>
        {
            heard.Add($"elsewhere {context.Request.QueryString} {context.Request.Headers.Authorization}");
            return SendAsync(context, Small);
        });
        await using var server = await ServeAsync((context, _) =>
        {
            heard.Add($"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization}");
            context.Response.Headers.Location = context.Request.Path == "/voltaire.tgz" ? "/moved" : $"{elsewhere.Address}/voltaire";
            return Answer(context, 302);
        });

        var checkout = await ReadAsync($"http://ada:s3cret@{server.Authority}/voltaire.tgz?token=t0ken");

        const string authorization = "Basic YWRhOnMzY3JldA==";
        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests, Has.Count.EqualTo(1));
            Assert.That(heard, Is.EqualTo(new[] { $"/voltaire.tgz?token=t0ken {authorization}", $"/moved {authorization}", "elsewhere  " }));
        });
    }

    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://127.0.0.1/voltaire.tgz")]
    [TestCase("gopher://127.0.0.1:1/x")]
    [TestCase("/voltaire.tgz")]
    [TestCase("http://[")]
    [TestCase("//[/x")]
    [TestCase(null)]
    public async Task A_server_cannot_send_us_to_other_schemes_or_in_circles(string? location)
    {
        await using var server = await ServeAsync((context, _) =>
        {
            if (location is not null)
                context.Response.Headers.Location = location;
            return Answer(context, 302);
        });

        Assert.That((await FailureAsync($"{server.Address}/voltaire.tgz")).Reason, Is.EqualTo(Reasons.ReadFailed));
        Assert.That(server.Requests, Has.Count.LessThan(8));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_not_found_and_a_server_is_not_asked_offline()
    {
        await using var server = await ServeAsync((context, _) => SendAsync(context, Small));

        Assert.That((await FailureAsync("gone.tgz")).Reason, Is.EqualTo(Reasons.RepositoryNotFound));
        Assert.That((await FailureAsync($"{server.Address}/voltaire.tgz", new ReadingOptions { IsOffline = true })).Reason, Is.EqualTo(Reasons.NotCached));
        Assert.That(server.Requests, Is.Empty);
    }

    private static byte[] Small => Tarball.Of(("package/package.json", Text(2000)), ("package/manifest.konnector", "{}"));

    /// <summary>A text that does not pack well.</summary>
    private static string Text(int length)
    {
        var random = new Random(1);
        return new string([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(' ', '~'))]);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, byte[] content) => await context.Response.Body.WriteAsync(content, context.RequestAborted);

    private Task<GitHttpServer> ServeAsync(Func<HttpContext, CancellationToken, Task> answer) => GitHttpServer.StartAsync(_folder.FullPath, before: async (context, stop) =>
    {
        await answer(context, stop);
        return true;
    });

    private void Write(string name, byte[] content) => File.WriteAllBytes(_folder[name], content);

    private async Task<Checkout> ReadAsync(string source, ReadingOptions? options = null)
    {
        using var reading = Reading.In(_folder, options);
        return await reading.ReadAsync(source.StartsWith("http", StringComparison.Ordinal) ? source : _folder[source]);
    }

    private async Task<RepositoryException> FailureAsync(string source, ReadingOptions? options = null)
    {
        try
        {
            await ReadAsync(source, options);
        }
        catch (RepositoryException exception)
        {
            return exception;
        }
        throw new AssertionException($"{source} was read.");
    }
}
