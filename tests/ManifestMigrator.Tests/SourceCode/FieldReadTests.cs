using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class FieldReadTests
{
    private const string Old = """{ "fields": { "login": {}, "advancedFields": { "folderPath": { "advanced": true } } }, "permissions": { "operations": { "type": "io.cozy.bank.operations" }, "bills": { "type": "io.cozy.bills" }, "files": { "type": "io.cozy.files" } } }""";
    private const string New = """{ "fields": { "login": {} }, "folders": [{ "defaultDir": "$administrative/$konnector/$account" }], "permissions": { "operations": { "type": "io.cozy.bank.operations" }, "bills": { "type": "io.cozy.bills" }, "files": { "type": "io.cozy.files" } } }""";
    private const string WithoutFolders = """{ "fields": { "login": {} }, "permissions": { "operations": { "type": "io.cozy.bank.operations" }, "bills": { "type": "io.cozy.bills" }, "files": { "type": "io.cozy.files" } } }""";

    [TestCase("fields.login", "login Read")]
    [TestCase("requiredFields.folderPath", "folderPath Read")]
    [TestCase("this.fields.folderPath", "folderPath Read")]
    [TestCase("ctx.fields = fields; ctx.fields.folderPath", "folderPath Read")]
    [TestCase("ctx.fields.folderPath", "")]
    [TestCase("fields?.login", "login Read")]
    [TestCase("fields['login']", "login Read")]
    [TestCase("fields[name]", " Computed")]
    [TestCase("const { login, password: secret } = fields", "login Read, password Read")]
    [TestCase("const { login } = this.fields", "login Read")]
    [TestCase("const { login, ...rest } = fields", "login Read")]
    [TestCase("fields.folderPath = '/x'", "folderPath Write")]
    [TestCase("fields.folderPath === '/x'", "folderPath Read")]
    [TestCase("account.auth.folderPath = '/x'", "folderPath Write")]
    [TestCase("async function start({ login, password }) {}", "login Read, password Read")]
    [TestCase("async function start(params) { return params.login }", "login Read")]
    [TestCase("class K { async start(params) { return params.login } }", "login Read")]
    [TestCase("module.exports = new BaseKonnector(async params => params.login)", "login Read")]
    [TestCase("module.exports = new BaseKonnector(function (params) { params.login })", "login Read")]
    [TestCase("module.exports = new BaseKonnector(async ({ login }) => login)", "login Read")]
    [TestCase("async function start(context) { context.login }", "")]
    [TestCase("const o = { fields: { login } }", "")]
    [TestCase("// fields.login\n'fields.login'", "")]
    [TestCase("const a = fields", "")]
    public void Reads_are_found(string code, string reads) => Assert.That(Reads(code), Is.EqualTo(reads));

    [TestCase("saveBills(bills, fields)", "folderPath GivenFields, bank_identifier GivenFields")]
    [TestCase("this.saveFiles(files, this.fields, { timeout })", "folderPath GivenFields, login GivenFields")]
    [TestCase("saveFiles(files, { ...this.fields })", "folderPath GivenFields")]
    [TestCase("saveFiles(files, { ...this.fields, folderPath: x })", "")]
    [TestCase("saveFiles(files, { ...fields, folderPath: fields.folderPath })", "folderPath Read")]
    [TestCase("saveFiles(files, fields.folderPath)", "folderPath GivenPath")]
    [TestCase("saveBills([a, b(c, d)].map(e => e), fields.folderPath, { keys })", "folderPath GivenPath")]
    [TestCase("saveFiles(files, `${fields.folderPath}/a`)", "folderPath Read")]
    [TestCase("saveFiles(files, { context, fileIdAttributes })", "")]
    [TestCase("saveFiles(files)", "")]
    [TestCase("function saveBills(bills, fields) {}", "")]
    [TestCase("class K { saveBills(bills, fields) {} }", "")]
    [TestCase("fetcher.use(saveDataAndFile(log, Bill, 'edf'))", "folderPath Middleware")]
    [TestCase("const saveDataAndFile = require('../lib/save_data_and_file')", "")]
    public void Reads_of_libraries_are_found(string code, string reads) => Assert.That(Reads(code), Is.EqualTo(reads));

    [TestCase("const cozyFields = JSON.parse(process.env.COZY_FIELDS)\ncozyFields.folder_to_save", "folder_to_save Environment")]
    [TestCase("const mine = JSON.parse(process.env.COZY_FIELDS || '{}')\nmine.account", "account Environment")]
    [TestCase("JSON.parse(process.env.COZY_FIELDS).account", "account Environment")]
    [TestCase("const { account } = JSON.parse(process.env.COZY_FIELDS)", "account Environment")]
    public void Reads_of_the_environment_are_found(string code, string reads) => Assert.That(Reads(code), Is.EqualTo(reads));

    [TestCase(".use saveDataAndFile log, Bill, {}", "folderPath Middleware")]
    [TestCase("path = requiredFields.folderPath", "folderPath Read")]
    [TestCase("{login} = @fields", "login Read")]
    public void CoffeeScript_reads_too(string code, string reads) => Assert.That(Reads(code, SourceLanguage.CoffeeScript), Is.EqualTo(reads));

    [TestCase("saveBills(bills, fields)", "")]
    [TestCase("saveBills(bills, fields.folderPath)", "")]
    [TestCase("mkdirp(fields.folderPath)", "Warning folder-path-read index.js:1:15")]
    [TestCase("fields.folderPath = 'x'; saveBills(bills, fields)", "Warning folder-path-written index.js:1:8")]
    [TestCase("use(saveDataAndFile(log))", "Warning folder-middleware index.js:1:5")]
    [TestCase("const cozyFields = JSON.parse(process.env.COZY_FIELDS)\ncozyFields.account", "Info folder-unused :0:0")]
    [TestCase("saveBills(bills, fields)\nJSON.parse(process.env.COZY_FIELDS).account", "Info environment-read index.js:2:37")]
    [TestCase("run()", "Info folder-unused :0:0")]
    [TestCase("saveFiles(files, { context })", "")]
    [TestCase("saveFiles(files, path)", "")]
    [TestCase("const { LinxoKonnector } = require('cozy-konnector-linxo')\nmodule.exports = new LinxoKonnector()", "")]
    [TestCase("request.post(url, fields)", "")]
    [TestCase("cozyClient.fetchJSON('POST', '/files/io.cozy.files.root-dir?Type=file&Name=a', body)", "")]
    [TestCase("cozyClient.fetchJSON('POST', `/files/${id}`, body)", "")]
    [TestCase("cozyClient.fetchJSON('GET', '/files/a')", "Info folder-unused :0:0")]
    [TestCase("cozyClient.files.create(data, { dirID })", "")]
    [TestCase("cozyClient.new.save({ _type: 'io.cozy.files', name: 'x' })", "")]
    public void What_BaseKonnector_supplies_does_not_block(string code, string findings) =>
        Assert.That(Read.Findings(Judged(Old, New, "^4.32.0", code)), Is.EqualTo(findings));

    [TestCase("saveBills(bills, fields)")]
    [TestCase("saveBills(bills, fields.folderPath)")]
    [TestCase("mkdirp(fields.folderPath)")]
    [TestCase("use(saveDataAndFile(log))")]
    [TestCase("const cozyFields = JSON.parse(process.env.COZY_FIELDS)\ncozyFields.folder_to_save")]
    public void Code_that_loses_its_folder_blocks(string code) =>
        Assert.That(Read.Findings(Judged(Old, WithoutFolders, "^4.32.0", code)), Does.StartWith("Error folder-lost index.js:"));

    [Test]
    public void Code_that_stores_nothing_loses_no_folder() =>
        Assert.That(Read.Findings(Judged(Old, WithoutFolders, "^4.32.0", "log(fields.login)")), Is.Empty);

    [Test]
    public void A_folder_that_was_never_asked_for_is_not_the_migrations_doing() =>
        Assert.That(Read.Findings(Judged(WithoutFolders, WithoutFolders, "^4.32.0", "saveBills(bills, fields)")), Is.EqualTo("Warning folder-undeclared index.js:1:18"));

    [Test]
    public void A_manifest_that_stays_needs_no_words() => Assert.That(Read.Findings(Judged(New, New, "^4.32.0", "saveBills(bills, fields.folderPath)")), Is.Empty);

    [Test]
    public void Before_BaseKonnector_nobody_supplies_the_folder() =>
        Assert.That(Read.Findings(Judged(Old, New, "^2.5.0", "use(saveDataAndFile(log))")), Is.EqualTo("Warning folder-old-runner index.js:1:5"));

    [Test]
    public void Early_versions_remember_the_folder_of_an_account() => Assert.That(
        Read.Findings(Judged(Old, New, "4.1.9", "saveBills(bills, fields)")), Is.EqualTo("Warning folder-remembered index.js:1:18"));

    [TestCase("fields.clientId")]
    [TestCase("const { clientId } = fields")]
    public void A_field_that_is_read_and_gone_blocks(string code) => Assert.That(
        Read.Findings(Judged("""{ "fields": { "advancedFields": { "clientId": {} } } }""", """{ "fields": {} }""", "^4.0.0", code)),
        Does.StartWith("Error field-lost index.js:1:"));

    [Test]
    public void A_field_that_was_lifted_is_still_there() => Assert.That(
        Read.Findings(Judged("""{ "fields": { "advancedFields": { "clientId": {} } } }""", """{ "fields": { "clientId": {} } }""", "^4.0.0", "fields.clientId")), Is.Empty);

    [Test]
    public void Fields_hidden_in_the_account_format_were_declared()
    {
        const string Account = """{ "fields": { "account": { "accountFormat": "login, password" } } }""";

        Assert.That(Read.Findings(Judged(Account, WithoutFolders, "^4.0.0", "fields.login\nfields.password")), Is.EqualTo("Error field-lost index.js:2:8"));
    }

    [TestCase("fields.save_folder", "Error field-lost index.js:1:8, Info folder-unused :0:0")]
    [TestCase("saveFiles(docs, fields.save_folder)", "Error field-lost index.js:1:24")]
    [TestCase("use(fields[name])", "Error field-computed index.js:1:12, Info folder-unused :0:0")]
    [TestCase("saveFiles(docs, fields)", "")]
    [TestCase("saveFiles(docs, fields.folderPath)", "")]
    public void Nothing_supplies_the_folder_under_its_old_name(string code, string findings) => Assert.That(
        Read.Findings(Judged("""{ "fields": { "save_folder": { "doctype": "io.cozy.files", "type": "folder" } } }""", New, "^4.32.0", code)), Is.EqualTo(findings));

    [TestCase("folder", "")]
    [TestCase("text", "Error field-lost index.js:1:24")]
    [TestCase("dropdown", "Error field-lost index.js:1:24")]
    public void A_field_that_is_called_like_the_folder_may_be_something_else(string type, string findings) => Assert.That(
        Read.Findings(Judged($$$"""{ "fields": { "folderPath": { "type": "{{{type}}}" } } }""", New, "^4.32.0", "saveFiles(docs, fields.folderPath)")), Is.EqualTo(findings));

    /// <summary>Before BaseKonnector the trigger supplied the account; since then it is what a field of that name says.</summary>
    [TestCase("^4.32.0", "fields.account.login", "Error field-lost index.js:1:8")]
    [TestCase("^4.32.0", "const { account: { login } } = fields", "Error field-lost index.js:1:9")]
    [TestCase("^2.5.0", "requiredFields.account", "")]
    [TestCase("^4.32.0", "const cozyFields = JSON.parse(process.env.COZY_FIELDS)\ncozyFields.account", "")]
    [TestCase("^4.32.0", "fields.login", "")]
    public void An_account_that_becomes_its_fields_is_gone(string libs, string code, string findings) => Assert.That(
        Read.Findings(Judged("""{ "fields": { "account": { "accountFormat": "login" } } }""", """{ "fields": { "login": { "type": "text" } } }""", libs, code)), Is.EqualTo(findings));

    [Test]
    public void A_field_that_was_never_declared_is_not_the_migrations_doing() =>
        Assert.That(Read.Findings(Judged(Old, New, "^4.32.0", "fields.otp\nsaveBills(b, fields)")), Is.EqualTo("Warning field-undeclared index.js:1:8"));

    [TestCase("^4.0.0", "fields.then; fields.constructor; fields.toString()", "")]
    [TestCase("^2.5.0", "requiredFields.account", "")]
    [TestCase("^4.0.0", "requiredFields.account", "Warning field-undeclared index.js:1:16")]
    public void What_any_value_has_and_what_the_old_library_supplies_need_no_declaration(string libs, string code, string findings) =>
        Assert.That(Read.Findings(Judged(WithoutFolders, WithoutFolders, libs, code)), Is.EqualTo(findings));

    [Test]
    public void A_computed_field_is_told_where_fields_go() => Assert.That(
        Read.Findings(Judged("""{ "fields": { "a": {} } }""", """{ "fields": {} }""", "^4.0.0", "fields[name]")), Is.EqualTo("Error field-computed index.js:1:8"));

    [Test]
    public void A_konnector_in_the_browser_sees_no_fields() => Assert.That(
        Read.Findings(Judged(Old, """{ "fields": {}, "clientSide": true, "permissions": { "files": { "type": "io.cozy.files" } } }""", "^4.0.0", "fields.login; saveFiles(a, fields)")), Is.Empty);

    [Test]
    public void Many_places_are_one_finding_at_the_first() => Assert.That(
        Judged(Old, WithoutFolders, "^4.0.0", "saveBills(a, fields)\nsaveBills(b, fields)\nsaveFiles(c, fields)").Findings.Single().Finding.Message,
        Does.EndWith(" The same in 2 other places."));

    [Test]
    public void What_nobody_loads_does_not_block() => Assert.That(
        Read.Findings(Read.Report(Manifest(Old, WithoutFolders), ("index.js", "run()"), ("old.js", "saveBills(a, fields)"))), Is.EqualTo("Warning folder-lost old.js:1:14"));

    [TestCase("test/index.js")]
    [TestCase("scripts/try.js")]
    public void Tests_and_tools_do_not_count(string path) =>
        Assert.That(Read.Findings(Read.Report(Manifest(Old, WithoutFolders), (path, "saveBills(a, fields)"))), Is.Empty);

    [Test]
    public void Code_belongs_to_the_manifest_that_is_nearest()
    {
        MigratedManifest[] manifests = [new("a/manifest.konnector", Old, WithoutFolders), new("b/manifest.konnector", Old, WithoutFolders), new("c/manifest.konnector", Old, null)];

        var report = Read.Report(manifests, ("a/index.js", "run()"), ("b/index.js", "saveBills(a, fields)"), ("c/index.js", "saveBills(a, fields)"));

        Assert.That(report.Findings.Select(found => found.Manifest), Is.EqualTo(["b/manifest.konnector"]));
    }

    private static SourceReport Judged(string before, string after, string libs, string code) =>
        Read.Report(Manifest(before, after), ("package.json", Read.Package(libs)), ("index.js", code));

    private static MigratedManifest Manifest(string before, string after) => new("manifest.konnector", before, after);

    private static string Reads(string code, SourceLanguage language = SourceLanguage.JavaScript) =>
        string.Join(", ", Read.Reads(language == SourceLanguage.CoffeeScript ? "index.coffee" : "index.js", code).Select(read => $"{read.Name} {read.Use}"));
}
