using System.Text;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>What a repository packages with a manifest: icon, version, permissions, the build.</summary>
public sealed class PackagingTests
{
    private const string Empty = "{}";

    [TestCase("icon.svg", "assets/icon.svg")]
    [TestCase("./assets/icon.svg", "assets/icon.svg")]
    [TestCase("assets/icon.svg", "src/assets/icon.svg")]
    [TestCase("/icon.svg", "icon.svg")]
    public void The_icon_may_stand_wherever_the_build_takes_it_from(string icon, string picture) =>
        Assert.That(Findings(WithIcon(icon), [picture]), Is.Empty);

    [TestCase("icon.svg", "assets/myicon.svg")]
    [TestCase("icon.svg", "assets/icon.png")]
    [TestCase("assets/icon.svg", "icon.svg")]
    public void An_icon_that_is_nowhere_is_told(string icon, string picture) =>
        Assert.That(Findings(WithIcon(icon), [picture]), Is.EqualTo("Warning icon-missing :0:0"));

    [TestCase("https://voltaire.example/icon.svg")]
    [TestCase("")]
    [TestCase("none")]
    public void What_is_no_file_is_no_missing_icon(string icon) => Assert.That(Findings(WithIcon(icon), []), Is.Empty);

    [Test]
    public void A_manifest_all_alone_is_no_konnector_that_lacks_its_icon() => Assert.That(Findings(WithIcon("icon.svg"), []), Is.Empty);

    [Test]
    public void Code_without_any_picture_lacks_its_icon() => Assert.That(Findings(WithIcon("icon.svg"), [], ("index.js", "run()")), Is.EqualTo("Warning icon-missing :0:0"));

    [Test]
    public void Where_nobody_looked_for_pictures_none_is_missing() => Assert.That(Findings(WithIcon("icon.svg"), pictures: null), Is.Empty);

    [TestCase("1.0.0", "1.0.0", "")]
    [TestCase("1.0.0", "1.1.0", "Warning version-differs :0:0")]
    public void The_version_is_that_of_the_package(string manifest, string package, string findings) =>
        Assert.That(Findings($$"""{ "version": "{{manifest}}" }""", [], ("package.json", $$"""{ "version": "{{package}}" }""")), Is.EqualTo(findings));

    [TestCase(Empty)]
    [TestCase("{ nonsense")]
    public void A_package_without_a_version_says_nothing(string package) =>
        Assert.That(Findings("""{ "version": "1.0.0" }""", [], ("package.json", package)), Is.Empty);

    [Test]
    public void A_package_further_up_is_of_everything_below() => Assert.That(
        Read.Findings(Report([new("edf/manifest.konnector", Empty, """{ "version": "1.0.0" }""")], [], ("package.json", """{ "version": "2.0.0" }"""))),
        Is.EqualTo("Warning version-differs :0:0"));

    [TestCase("cozyClient.data.create('io.cozy.contacts', x)", "index.js:1:24")]
    [TestCase("const { addData } = require('x')\naddData(entries, \"io.cozy.bank.operations\")", "index.js:2:18")]
    [TestCase("addData(entries, 'com.bitwarden.ciphers')", "index.js:1:18")]
    [TestCase("addData(entries, 'io.cozy.bank2.OperationLogs')", "index.js:1:18")]
    [TestCase("const DOCTYPE = 'io.cozy.contacts'\nupdateOrCreate(entries, DOCTYPE, ['id'])", "index.js:2:25")]
    [TestCase("const TYPES = { contact: 'io.cozy.contacts' }\nclient.query(Q(TYPES.contact))", "index.js:2:16")]
    [TestCase("client.collection('io.cozy.contacts').create(x)", "index.js:1:19")]
    [TestCase("client.create({ _type: 'io.cozy.contacts' })", "index.js:1:24")]
    [TestCase("cozyClient.fetchJSON('GET', '/data/io.cozy.contacts/_all_docs')", "index.js:1:29")]
    [TestCase("cozyClient.fetchJSON('GET', `/data/io.cozy.contacts/${id}`)", "index.js:1:29")]
    [TestCase("cozyClient.fetchJSON('GET', `/data/${TYPE}/_all_docs`)\nconst TYPE = 'io.cozy.contacts'", "index.js:1:29")]
    [TestCase("const TYPE = 'io.cozy.contacts'\ncozyClient.fetchJSON('GET', '/data/' + TYPE + '/_all_docs')", "index.js:2:29")]
    [TestCase("cozyClient.new.all('io.cozy.contacts')", "index.js:1:20")]
    [TestCase("cozyClient.new.save({ _type: 'io.cozy.contacts' })", "index.js:1:30")]
    [TestCase("saveIdentity(contact, account)", "index.js:1:1")]
    [TestCase("save(c, 'io.cozy.contacts')\nfunction save(docs, type) { addData(docs, type) }", "index.js:1:9")]
    [TestCase("class K { fetch() { this.client.query(this.client.find('com.bitwarden.ciphers')) } }", "index.js:1:56")]
    [TestCase("const Contact = require('../models/contact')", "index.js:1:25")]
    [TestCase("const base = require('../lib/base_konnector')", "index.js:1:22")]
    public void A_doctype_without_a_permission_is_told(string code, string place) =>
        Assert.That(Findings(Permissions("io.cozy.bills"), [], ("package.json", Read.Package("^2.0.0")), ("index.js", code)), Is.EqualTo($"Warning doctype-not-permitted {place}"));

    [Test]
    public void A_doctype_may_come_from_another_file() => Assert.That(
        Findings(Empty, [], ("index.js", "const { TYPE } = require('./types')\naddData(x, TYPE)"), ("types.js", "exports.TYPE = 'io.cozy.contacts'")), Is.EqualTo("Warning doctype-not-permitted index.js:2:12"));

    [TestCase("saveBills(b, { a })", "bills,files,bank.operations")]
    [TestCase("saveBills(b, { a }, { linkBankOperations: false })", "bills,files")]
    [TestCase("saveFiles(b, { a })", "files")]
    public void What_the_library_stores_needs_permissions(string code, string doctypes)
    {
        var report = Report([new("manifest.konnector", Empty, Empty)], [], ("index.js", code));

        Assert.That(report.Findings.Select(found => found.Finding.Message), Has.Exactly(doctypes.Split(',').Length).Items);
        foreach (var doctype in doctypes.Split(','))
            Assert.That(report.Findings.Select(found => found.Finding.Message), Has.One.Contains($"the doctype io.cozy.{doctype},"));
    }

    [Test]
    public void Each_doctype_is_told_once() => Assert.That(
        Findings(Empty, [], ("a.js", "saveFiles(f, { a })\nsaveFiles(f, { a })"), ("b.js", "addData(x, 'io.cozy.files')")), Is.EqualTo("Warning doctype-not-permitted a.js:1:1"));

    [TestCase("io.cozy.contacts")]
    [TestCase("io.cozy.contacts.*")]
    [TestCase("io.cozy.*")]
    public void A_permission_may_be_for_more_than_one_doctype(string type) => Assert.That(
        Findings(Permissions(type), [], ("index.js", "find('io.cozy.contacts.accounts'); find('io.cozy.contacts.accounts')")), type == "io.cozy.contacts" ? Is.Not.Empty : Is.Empty);

    [TestCase("""["GET"]""", "Warning doctype-not-permitted index.js:1:9")]
    [TestCase("""["GET", "POST"]""", "")]
    [TestCase("""["ALL"]""", "")]
    public void A_permission_may_be_for_some_verbs(string verbs, string findings) => Assert.That(
        Findings($$"""{ "permissions": { "c": { "type": "io.cozy.contacts", "verbs": {{verbs}} } } }""", [], ("index.js", "addData('io.cozy.contacts')")), Is.EqualTo(findings));

    [TestCase("[]", "")]
    [TestCase("""["io.cozy.files", "io.cozy.bills"]""", "")]
    [TestCase("""["io.cozy.files"]""", "Info doctype-unlisted index.js:1:1")]
    public void A_list_of_doctypes_has_those_that_are_stored(string doctypes, string findings)
    {
        var manifest = $$"""{ "doctypes": {{doctypes}}, "permissions": { "all": { "type": "io.cozy.*" } } }""";

        Assert.That(Read.Findings(Report([new("manifest.konnector", manifest, manifest)], [], ("index.js", "saveBills(b, { a }); find('io.cozy.contacts')"))), Is.EqualTo(findings));
    }

    [TestCase("// 'io.cozy.contacts'")]
    [TestCase("log('info', 'Saving io.cozy.contacts'); log('info', 'io.cozy.contacts')")]
    [TestCase("const name = 'io.cozy.contacts'")]
    [TestCase("const manifest = { name: 'org.fing.mesinfos' }")]
    [TestCase("addData(x, 'io.cozy.contacts:123')")]
    [TestCase("addData(x, 'io.cozy')")]
    [TestCase("addData(x, 'io.cozy.Secret word')")]
    [TestCase("addData(x, 'a.min.js')")]
    [TestCase("function addData(x, type = 'io.cozy.contacts') {}")]
    [TestCase("function saveBills(bills) {}")]
    [TestCase("class K { async saveFiles(files) {} }")]
    [TestCase("saveBills([])\nfunction saveBills(bills) {}")]
    [TestCase("class K { async fetch() { await this.saveFiles([]) }\n async saveFiles(files) {} }")]
    [TestCase("addData([{ metadata: { createdBy: 'io.cozy.x.y' }, app: 'io.cozy.konnector.x' }], type)")]
    [TestCase("client.save({ relationships: { owner: { data: { _type: 'io.cozy.contacts' } } } })")]
    [TestCase("$('table').find('tr.row.item'); $el.find('td.amount.total').text()")]
    [TestCase("_.get(res, 'body.data.items'); get(res, 'data.user.name')")]
    [TestCase("axios.get('www.example.fr'); request.get('org.w3.schema')")]
    [TestCase("config.get('site.url.base'); cache.save('foo.bar.baz'); fs.delete('a.b.c')")]
    [TestCase("store.find('fr.orange.bills'); data.get('a.b.c')")]
    [TestCase("Promise.all('io.cozy.contacts')")]
    [TestCase("log(addData('io.cozy.' + name))")]
    [TestCase("const m = new Map(); m.get('io.cozy.contacts')")]
    [TestCase("db.collection('users').find({ email: 'fr.free.mobile' })")]
    public void Only_doctypes_that_are_used_need_a_permission(string code) => Assert.That(Findings(Empty, [], ("index.js", code)), Is.Empty);

    [TestCase("test/index.spec.js")]
    [TestCase("scripts/try.js")]
    [TestCase("old.js")]
    public void What_the_konnector_does_not_load_needs_no_permission(string path) =>
        Assert.That(Findings(Empty, [], ("index.js", "run()"), (path, "find('io.cozy.contacts')")), Is.Empty);

    [Test]
    public void The_code_of_another_package_needs_no_permission_unless_it_is_imported()
    {
        (string, string)[] files =
        [
            ("package.json", "{}"), ("index.js", "run()"), ("packages/client/package.json", """{ "name": "client" }"""), ("packages/client/index.js", "find('io.cozy.contacts')"),
        ];

        Assert.That(Findings(Empty, [], files), Is.Empty);
        Assert.That(Findings(Empty, [], [.. files, ("konnector.js", "require('client')")]), Is.EqualTo("Warning doctype-not-permitted packages/client/index.js:1:6"));
    }

    [TestCase("new CopyPlugin({ patterns: ['assets', 'package.json'] })", "Warning manifest-not-copied webpack.config.js:0:0")]
    [TestCase("new CopyPlugin({ patterns: [{ from: 'manifest.konnector' }] })", "")]
    [TestCase("new CopyPlugin({ patterns: ['*.konnector'] })", "")]
    [TestCase("const shared = require('cozy-konnector-build/webpack.config'); new CopyPlugin({})", "")]
    [TestCase("module.exports = { entry: './src/index.js' }", "")]
    public void A_build_that_copies_files_copies_the_manifest(string build, string findings) => Assert.That(Findings(Empty, [], ("webpack.config.js", build)), Is.EqualTo(findings));

    [Test]
    public void A_script_may_copy_it_as_well() => Assert.That(
        Findings(Empty, [], ("webpack.config.js", "new CopyPlugin({})"), ("package.json", """{ "scripts": { "build": "webpack && cp manifest.konnector build" } }""")), Is.Empty);

    [Test]
    public void Nothing_is_told_about_a_manifest_that_will_not_be_written() => Assert.That(
        Read.Findings(Report([new("manifest.konnector", WithIcon("icon.svg"), After: null)], [], ("index.js", "find('io.cozy.contacts')"))), Is.Empty);

    private static string Findings(string manifest, string[]? pictures, params (string Path, string Text)[] files) =>
        Read.Findings(Report([new MigratedManifest("manifest.konnector", Empty, manifest)], pictures, files));

    private static SourceReport Report(IReadOnlyList<MigratedManifest> manifests, string[]? pictures, params (string Path, string Text)[] files) =>
        SourceReport.Create(SourceTree.Read(files.Select(file => new SourceFile(file.Path, Encoding.UTF8.GetBytes(file.Text))), manifests.Select(manifest => manifest.Path)), manifests, pictures);

    private static string WithIcon(string icon) => $$"""{ "icon": "{{icon}}" }""";

    private static string Permissions(string type) => $$"""{ "permissions": { "data": { "type": "{{type}}" } } }""";
}
