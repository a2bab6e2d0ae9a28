using ManifestMigrator.Sources;

namespace ManifestMigrator.Tests.Sources;

public sealed class RequestAddressTests
{
    [TestCase("github.com/alder/voltaire", "https://github.com/alder/voltaire/compare/main...next/v%202?expand=1")]
    [TestCase("gitlab.example.org/alder/tools/voltaire", "https://gitlab.example.org/alder/tools/voltaire/-/merge_requests/new?merge_request%5Bsource_branch%5D=next%2Fv%202&merge_request%5Btarget_branch%5D=main")]
    [TestCase("codeberg.org/alder/voltaire", "https://codeberg.org/alder/voltaire/compare/main...next/v%202")]
    [TestCase("bitbucket.org/alder/voltaire", "https://bitbucket.org/alder/voltaire/pull-requests/new?source=next%2Fv%202&dest=main")]
    [TestCase("git.example.org/alder/voltaire", "")]
    public void Each_host_opens_requests_at_an_address_of_its_own(string repository, string address) =>
        Assert.That(RequestAddress.Create(repository, "main", "next/v 2"), Is.EqualTo(address));
}
