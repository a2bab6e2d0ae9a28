using System.Text;
using ManifestMigrator.Catalogue;

namespace ManifestMigrator.Tests.Catalogue;

public sealed class CatalogueSourceTests
{
    [TestCase("git://github.com/garden/lavendel.git#latest", "git://github.com/garden/lavendel.git", "github.com/garden/lavendel")]
    [TestCase("git://github.com/garden/lavendel.git#build", "git://github.com/garden/lavendel.git", "github.com/garden/lavendel")]
    [TestCase("git+ssh://git@git.example.org/garden/lavendel.git", "git+ssh://git@git.example.org/garden/lavendel.git", "git.example.org/garden/lavendel")]
    [TestCase("Z2l0Oi8vZ2l0LmV4YW1wbGUub3JnL2dhcmRlbi90aHltaWFuLmdpdCNidWlsZA==", "git://git.example.org/garden/thymian.git", "git.example.org/garden/thymian")]
    [TestCase("garden/thym", "garden/thym", "github.com/garden/thym", Description = "Letters of Base64 that decode to no address.")]
    public void An_address_leads_to_the_repository_and_not_to_the_branch_of_what_was_built(string written, string source, string repository)
    {
        var entry = Only($$"""[{"slug": "a", "source": "{{written}}"}]""");

        Assert.That((entry.Source, entry.Repository, entry.RegistrySlug), Is.EqualTo((source, repository, (string?)null)));
    }

    [TestCase("""{"slug": "mediaprt", "source": "registry://Mediapart/stable"}""", "registry://Mediapart/stable", "mediapart")]
    [TestCase("""{"slug": "mediaprt"}""", "registry://mediaprt", "mediaprt", Description = "An entry without a source has its own name alone.")]
    [TestCase("""{"slug": "mediaprt", "source": " "}""", "registry://mediaprt", "mediaprt")]
    public void An_entry_of_the_registry_has_a_name_and_no_repository(string json, string source, string slug)
    {
        var entry = Only(json);

        Assert.That((entry.Source, entry.Repository, entry.RegistrySlug), Is.EqualTo((source, (string?)null, slug)));
    }

    [TestCase("[", "c.json:1:2: Missing ]: the file ends, and the bracket opened in line 1 is not closed.")]
    [TestCase("", "c.json:1:1: The file is empty.")]
    [TestCase("[{\"slug\": \"a\"},\n {\"slug\": \"b\"},\n]", "c.json:2:15: Trailing comma before a closing bracket.")]
    [TestCase("[{\"slug\": \"a\"},\n 7]", "c.json:2:2: An entry of the catalogue is an object")]
    [TestCase("[{\"slug\": \"a\"},\n {\"name\": \"b\"}]", "c.json:2:2: An entry of the catalogue has a 'slug'")]
    [TestCase("[{\"slug\": 7}]", "c.json:1:11: An entry of the catalogue has a 'slug'")]
    [TestCase("[{\"slug\": \"a\", \"source\": []}]", "c.json:1:26: The 'source' of a catalogue entry must be a string.")]
    [TestCase("[{\"slug\": \"a\", \"slug\": \"b\"}]", "c.json:1:16: 'slug' appears twice in one object.")]
    public void A_malformed_catalogue_is_refused_with_its_place_and_cause(string json, string message) =>
        Assert.That(() => Read(json), Throws.TypeOf<CatalogueException>().With.Message.StartsWith(message));

    [TestCase("{\n\"a\": 'b'}", "fr.json:2:6: Single quotes")]
    [TestCase("[]", "fr.json:1:1: A file of texts must be an object.")]
    public void Malformed_texts_are_refused_with_their_place_and_cause(string json, string message) =>
        Assert.That(() => CatalogueTexts.Parse("fr", Encoding.UTF8.GetBytes(json), "fr.json"), Throws.TypeOf<CatalogueException>().With.Message.StartsWith(message));

    [TestCase("garden/lavendel", "lavendel")]
    [TestCase("garden/cozy-konnector-lavendel", "lavendel")]
    [TestCase("garden/cozy-konnector-lav-endel", "lavendel", Description = "Dashes are put anywhere.")]
    [TestCase("elsewhere/byaddress", "address")]
    [TestCase("garden/cozy-konnector-lavendel-two", "")]
    [TestCase("garden/old-lavendel", "")]
    public void An_entry_is_about_the_repository_of_its_address_or_of_its_name(string repository, string slugs)
    {
        var catalogue = Read("""
            [
              {"slug": "lavendel", "source": "registry://lavendel/stable"},
              {"slug": "address", "source": "git://git.example.org/elsewhere/byaddress.git#build"}
            ]
            """);

        Assert.That(string.Join(' ', catalogue.EntriesOf($"git.example.org/{repository}").Select(entry => entry.Slug)), Is.EqualTo(slugs));
    }

    [Test]
    public void A_repository_with_the_very_name_is_meant_before_one_that_differs_in_dashes() =>
        Assert.That(
            RegistryName.Repositories("mobile", ["h/a/mo-bile", "h/b/cozy-konnector-mobile", "h/c/mobile-two"]),
            Is.EqualTo(new[] { "h/b/cozy-konnector-mobile" }));

    private static CatalogueEntry Only(string json) => Read(json).Entries.Single();

    private static KonnectorCatalogue Read(string json) => KonnectorCatalogue.Parse(Encoding.UTF8.GetBytes(json), "c.json");
}
