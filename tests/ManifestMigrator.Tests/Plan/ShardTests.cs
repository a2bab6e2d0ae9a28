using ManifestMigrator.Plan;
namespace ManifestMigrator.Tests.Plan;

public sealed class ShardTests
{
    [Test]
    public void Every_repository_is_in_one_shard_and_each_shard_gets_its_part()
    {
        var repositories = Enumerable.Range(0, 1000).Select(number => $"github.com/alder/konnector-{number}").ToList();

        var shards = Enumerable.Range(1, 4).Select(number => repositories.Where(new Shard(number, 4).Has).ToList()).ToList();

        Assert.That(shards.SelectMany(shard => shard), Is.EquivalentTo(repositories));
        Assert.That(shards.Select(shard => shard.Count), Has.All.InRange(200, 300));
    }

    [TestCase("github.com/alder/voltaire", 2)]
    [TestCase("gitlab.com/bruyere/moulin-bleu", 3)]
    [TestCase("local/alder/teapot", 1)]
    [TestCase("no source at all", 4)]
    public void A_repository_stays_in_its_shard_from_one_version_of_the_tool_to_the_next(string repository, int number) =>
        Assert.That(Enumerable.Range(1, 4).Where(candidate => new Shard(candidate, 4).Has(repository)), Is.EqualTo(new[] { number }));

    [Test]
    public void However_a_repository_is_spelled_it_falls_into_the_same_shard()
    {
        string[] spellings = ["alder/voltaire", "github:alder/voltaire#main", "git@github.com:Alder/voltaire.git", "https://github.com/alder/voltaire.git"];

        var taken = Enumerable.Range(1, 7).Select(number => new BatchSelection { Shard = new Shard(number, 7) }.Select(spellings).Sources.Count);

        Assert.That(taken.Order(), Is.EqualTo(new[] { 0, 0, 0, 0, 0, 0, 4 }));
    }
}
