using ManifestMigrator.SourceCode;
using static ManifestMigrator.Tests.SourceCode.RemovedField;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>Names that hold the fields for a while. The field <c>clientId</c> goes; each row says what has to block.</summary>
public sealed class FieldOrderTests
{
    [TestCase("let creds = {}\nconst login = () => send(creds.clientId)\nnew BaseKonnector(f => { creds = f; return login() })", Lost)]
    [TestCase("var creds = {}\nvar login = function () { return send(creds.clientId) }\nnew BaseKonnector(function (f) { creds = f; return login() })", Lost)]
    [TestCase("let creds = null\nconst api = { login: () => send(creds.clientId) }\nnew BaseKonnector(f => { creds = f; api.login() })", Lost)]
    [TestCase("let creds = {}\nconst login = () => send(creds.clientId)\nnew BaseKonnector(f => { ({ creds } = { creds: f }); return login() })", Lost)]
    [TestCase("function start(f) { let creds = null; const login = () => send(creds.clientId); creds = f; login() }", Lost)]
    [TestCase("function start(f) { let creds = null; for (let i = 0; i < 2; i++) { if (i) send(creds.clientId); creds = f } }", Lost)]
    [TestCase("function start(f) { let creds = {}; while (true) { try { return send(creds.clientId) } catch (e) { creds = f } } }", Lost)]
    [TestCase("let creds\nfunction start(f) { creds = {}; setUp(f); send(creds.clientId) }\nfunction setUp(f) { creds = f }", Lost)]
    [TestCase("function start(f) { f = {}; rows.forEach(() => send(f.clientId)); f = other() }", Nothing)]
    [TestCase("function start(f) { let creds = f; creds = {}; send(creds.clientId) }", Nothing)]
    [TestCase("function start(f) { let creds = f; creds = {}; rows.forEach(() => send(creds.clientId)) }", Nothing)]
    [TestCase("function start(f) { let creds = {}; send(creds.clientId); creds = f }", Nothing)]
    [TestCase("let creds = {}\nfunction start(f) { creds = f; send(creds.login); creds = {}; send(creds.clientId) }", Nothing)]
    public void The_order_of_the_text_is_not_the_order_of_the_run(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(f) { f = { ...f, clientId: 'web' }; send(f.clientId) }", Nothing)]
    [TestCase("function start(f) { f = { ...f, login: 'web' }; send(f.clientId) }", Lost)]
    [TestCase("function start(f) { if (a) { f = { ...f, clientId: 'web' } }\n send(f.clientId) }", Lost)]
    [TestCase("function start(f) { let creds = {}; creds.clientId = 1; creds = f; send(creds.clientId) }", Lost)]
    public void A_value_of_the_codes_own_takes_the_place_of_the_field(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("class K extends BaseKonnector { fetch(fields) { fields.login = fields.login.trim()\n this.fields = fields\n send({ u: fields.login }) } }", Nothing)]
    [TestCase("const store = {}\nnew BaseKonnector(fields => { fields.login = clean(fields.login)\n store.fields = fields\n send({ u: store.fields.login }) })", Nothing)]
    [TestCase("class K extends BaseKonnector { fetch(fields) { fields.login = fields.login.trim()\n this.fields = fields\n send(fields) } }", Escapes)]
    [TestCase("class K extends BaseKonnector { fetch(fields) { fields.login = fields.login.trim()\n this.fields = fields\n send(this.fields.clientId) } }", Lost)]
    [TestCase("new BaseKonnector(f => { Object.keys(f).forEach(k => { f[k] = f[k].trim() }); send(f.login) })", Nothing)]
    [TestCase("new BaseKonnector(f => { Object.keys(f).forEach(k => { other[k] = f[k].trim() }) })", Computed)]
    [TestCase("new BaseKonnector(f => { Object.keys(f).forEach(k => send(f[k] = f[k].trim())) })", Computed)]
    public void One_field_that_is_changed_and_put_back_is_not_all_of_them(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("class K extends BaseKonnector { fetch({ login }) { this.fields = { login }; send(this.fields) } }", Nothing)]
    [TestCase("class K extends BaseKonnector { fetch(f) { if (a) { this.fields = { login: 1 } }\n send(this.fields) } }", Escapes)]
    [TestCase("class K extends BaseKonnector { fetch({ login }) { send(this.fields); this.fields = { login } } }", Escapes)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.fields = {}; this.keep(f); send(this.fields) }\n keep(f) { this.fields = f } }", Escapes)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.fields = { ...this.fields, login: 1 }; send(this.fields.clientId) } }", Lost)]
    public void What_the_code_puts_in_the_place_of_the_librarys_fields_counts(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("module.exports = new BaseKonnector (fields) ->\n  fields.login = clean(fields.login)\n  @fields = fields\n  send fields.login", Nothing)]
    [TestCase("creds = {}\nlogin = -> send creds.clientId\nmodule.exports = new BaseKonnector (f) ->\n  creds = f\n  login()", Lost)]
    [TestCase("start = (f) ->\n  f = {}\n  send f.clientId", Nothing)]
    public void CoffeeScript_is_read_in_the_same_way(string code, string finding) => Assert.That(Blocking(("index.coffee", code)), Is.EqualTo(finding));

    [TestCase("if (!Object.values(f).length) throw 1", Nothing)]
    [TestCase("if (!Object.entries(f).every(([k, v]) => v)) throw 1", Nothing)]
    [TestCase("if (!Object.values(f).some(Boolean)) throw 1", Nothing)]
    [TestCase("log('debug', Object.entries(f).length)", Nothing)]
    [TestCase("Object.entries(f).every(([k, v]) => send(v))", Escapes)]
    [TestCase("Object.values(f).every(send)", Escapes)]
    [TestCase("send(Object.values(f))", Escapes)]
    [TestCase("const [a] = [f, 1]; send(a.login)", Nothing)]
    [TestCase("const [a] = [f, 1]; send(a.clientId)", Lost)]
    [TestCase("const [, a] = [1, f]; send(a.clientId)", Lost)]
    [TestCase("const [a, { clientId }] = [1, f]", Lost)]
    [TestCase("const [...all] = [1, f]", Escapes)]
    [TestCase("const [a, d] = await Promise.all([f, login(f.login)]); saveFiles(d, a)", Nothing)]
    [TestCase("return Promise.all([f, login(f.login)]).then(([a, d]) => saveFiles(d, a))", Nothing)]
    [TestCase("return Promise.all([f, login(f.login)]).then(([a, d]) => send(a.clientId))", Lost)]
    [TestCase("return Promise.all([f, x]).then(([a, s]) => Promise.all([a, s.clientId])).then(([a, d]) => saveFiles(d, a))", Nothing)]
    [TestCase("return Promise.all([f, x]).then(send)", Escapes)]
    [TestCase("send(Promise.all([f, x]))", Escapes)]
    public void Lists_that_are_counted_or_taken_apart_are_followed(string statement, string finding) => Assert.That(
        Blocking(("index.js", $"new BaseKonnector(async f => {{ {statement} }})")), Is.EqualTo(finding));

    [TestCase("send(f)", "The code uses the fields, or an object that holds them, in a way that cannot be followed. The migration removes the field 'clientId'.")]
    [TestCase("send(f[name])", "The code reads fields whose names it computes. The migration removes the field 'clientId'.")]
    public void The_finding_names_the_fields_that_go(string statement, string message) => Assert.That(
        Read.Report(new MigratedManifest("manifest.konnector", Before, After), ("index.js", $"new BaseKonnector(f => {{ {statement} }})"))
            .Findings.Select(found => found.Finding.Message),
        Does.Contain(message));

    [Test]
    public void A_module_s_variable_holds_the_fields_that_another_file_sets() => Assert.That(
        Blocking(
            ("index.js", "import { setFields, login } from './api'\nexport default new BaseKonnector(async f => { setFields(f); await login() })"),
            ("api.js", "let creds = {}\nexport const login = () => send(creds.clientId)\nexport const setFields = f => { creds = f }")),
        Is.EqualTo(Lost));
}
