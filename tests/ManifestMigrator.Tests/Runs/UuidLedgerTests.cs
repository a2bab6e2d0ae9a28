using ManifestMigrator.Output;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Runs;

public sealed class UuidLedgerTests
{
    private const string Uuid = "0123456789abcdef0123456789abcdef";
    private const string Other = "fedcba9876543210fedcba9876543210";
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("", "1: A ledger needs the columns uuid, repository and path, separated by commas.")]
    [TestCase("uuid;slug;repository;path\n", "1: A ledger needs the columns uuid, repository and path, separated by commas.")]
    [TestCase("uuid,repository\n", "1: A ledger needs the columns uuid, repository and path, separated by commas.")]
    [TestCase($"uuid,repository,path\n{Uuid},r\n", "2: The row has 2 cells, the header 3.")]
    [TestCase($"uuid,repository,path\n{Uuid},r,\"a\nb\n{Other},r,c\n", "2: A quote is opened here and never closed.")]
    [TestCase($"uuid,repository,path\r\n\r\n{Uuid},r,\"a\"b\r\n", "3: Text follows the closing quote of a cell.")]
    [TestCase($"uuid,repository,path\r{Uuid},r,a\"b\r", "2: A cell with a quote in it must be quoted, and the quote doubled.")]
    [TestCase("uuid,repository,path\nABC,r,p\n", "2: 'ABC' is not a UUID of 32 lower-case hex digits.")]
    [TestCase($"uuid,repository,path\n{Uuid},R/n,p\n{Other},r/n,p\n", "3: r/n p has two different UUIDs.")]
    [TestCase($"uuid,repository,path,uuid\n{Uuid},h/o/n,p,{Other}\n", "1: The column uuid is there twice.")]
    [TestCase($"uuid,repository,path\n{Uuid},h/o/n,p\n{Uuid},h/o/m,p\n", $"3: {Uuid} is already the UUID of h/o/n p.")]
    [TestCase($"uuid,repository,path\n{Uuid},h/o/n,p\n{Uuid},h/o/n,q\n", $"3: {Uuid} is already the UUID of h/o/n p.")]
    [TestCase($"uuid,repository,path\n{Uuid},h/o/n,../p\n", "2: '../p' is not the path of a manifest in its repository.")]
    [TestCase($"uuid,repository,path\n{Uuid},h/o/n,/p\n", "2: '/p' is not the path of a manifest in its repository.")]
    [TestCase($"uuid,repository,path\n{Uuid},h/o/n,\n", "2: '' is not the path of a manifest in its repository.")]
    [TestCase($"uuid,repository,path\n{Uuid},h/../n,p\n", "2: 'h/../n' is not a repository: it is written host/owner/name.")]
    [TestCase($"uuid,repository,path\n{Uuid},,p\n", "2: '' is not a repository: it is written host/owner/name.")]
    public void A_damaged_ledger_is_refused_with_file_line_and_cause(string text, string problem)
    {
        File.WriteAllText(_folder["uuids.csv"], text);
        var file = new FileInfo(_folder["uuids.csv"]);

        Assert.That(() => UuidLedger.Read(file), Throws.TypeOf<UsageException>().With.Message.EqualTo($"{file}:{problem}"));
    }

    [Test]
    public void A_ledger_that_is_not_UTF_8_is_refused_with_the_line()
    {
        File.WriteAllBytes(_folder["uuids.csv"], [.. "uuid,repository,path\n"u8, 0xE9, (byte)'\n']);

        Assert.That(() => UuidLedger.Read(new FileInfo(_folder["uuids.csv"])), Throws.TypeOf<UsageException>().With.Message.EndsWith(":2: The file is not UTF-8."));
    }

    [TestCase($"uuid,slug,repository,path\n{Uuid},s,h/o/n,a\\b\n", "a\\b")]
    [TestCase($"\uFEFFuuid,slug,repository,path\r\n{Uuid},s,h/o/n,\"a,\r\"\"b\"\r\n", "a,\r\"b")]
    [TestCase($"uuid,repository,path\n{Uuid},h/o/n,p\n{Uuid},h/o/n#next,p\n{Other},h/o/n#last,p\n", "p")]
    [TestCase($"path,uuid,repository\r'=x,{Uuid},H/O/N\r", "=x")]
    public void A_ledger_is_read_as_it_was_written_and_as_a_spreadsheet_saves_it(string text, string path)
    {
        File.WriteAllText(_folder["uuids.csv"], text);

        Assert.That(UuidLedger.Read(new FileInfo(_folder["uuids.csv"])).Uuids("h/o/n").GetValueOrDefault(path), Is.EqualTo(Uuid));
    }
}
