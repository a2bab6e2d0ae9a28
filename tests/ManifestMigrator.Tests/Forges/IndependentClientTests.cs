using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;

namespace ManifestMigrator.Tests.Forges;

/// <summary>A client that we did not write meets the same GitHub: <c>gh</c> where it is installed, else a plain HTTP client that says the same.</summary>
[StartsPrograms]
internal sealed class IndependentClientTests
{
    [Test]
    public async Task What_another_client_opens_is_found_and_what_it_does_wrong_is_refused()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        var pull = new JsonObject { ["title"] = "By gh", ["head"] = World.Branch, ["base"] = "main", ["body"] = "Text" };

        var created = await SendAsync(world, "POST", "repos/alder/voltaire/pulls", pull);
        var twice = await SendAsync(world, "POST", "repos/alder/voltaire/pulls", pull);
        var ours = await world.RequestAsync();
        var moved = await SendAsync(world, "PUT", "repos/alder/voltaire/pulls/1/merge", new JsonObject { ["sha"] = new string('0', 40) });
        var merged = await SendAsync(world, "PUT", "repos/alder/voltaire/pulls/1/merge",
            new JsonObject { ["sha"] = world.Commit, ["merge_method"] = "squash" });
        var landed = await world.RequestAsync();

        Assert.Multiple(() =>
        {
            Assert.That((created, twice, moved, merged), Is.EqualTo((true, false, false, true)));
            Assert.That((ours.State, ours.Reason, world.Repository.Requests.Count), Is.EqualTo((RequestState.Open, "", 1)));
            Assert.That(world.Repository.Requests[0].Body, Is.EqualTo("Text"), "what the other one wrote stays");
            Assert.That(landed.State, Is.EqualTo(RequestState.Landed));
        });
    }

    private static async Task<bool> SendAsync(World world, string method, string path, JsonObject body)
    {
        var gh = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, "gh")).FirstOrDefault(File.Exists);
        if (gh is null)
        {
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(new HttpMethod(method),
                world.Forge.Address + path)
            { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("other", "1"));
            request.Headers.Authorization = new AuthenticationHeaderValue("token", FakeForge.Token);
            using var response = await client.SendAsync(request);
            return response.IsSuccessStatusCode;
        }

        // To gh, github.localhost speaks plain HTTP; the proxy leads it to us.
        using var process = Process.Start(new ProcessStartInfo(gh, ["api", "--hostname", "github.localhost", "--method", method, path, "--input", "-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HTTP_PROXY"] = new Uri(world.Forge.Address).GetLeftPart(UriPartial.Authority),
                    ["http_proxy"] = new Uri(world.Forge.Address).GetLeftPart(UriPartial.Authority), ["NO_PROXY"] = "", ["no_proxy"] = "",
                ["GH_ENTERPRISE_TOKEN"] = FakeForge.Token, ["GH_TOKEN"] = FakeForge.Token, ["GH_CONFIG_DIR"] = world.Folder["gh"],
                    ["GH_NO_UPDATE_NOTIFIER"] = "1", ["GH_PROMPT_DISABLED"] = "1",
            },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(body.ToJsonString());
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Out.WriteLine($"{method} {path}: {process.ExitCode} {await errors} {output[..Math.Min(200, output.Length)]}");
        return process.ExitCode == 0;
    }
}
