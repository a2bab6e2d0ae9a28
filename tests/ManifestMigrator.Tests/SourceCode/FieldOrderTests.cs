using static ManifestMigrator.Tests.SourceCode.RemovedField;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>Names that hold the fields for a while. The field <c>clientId</c> goes; each row says what has to block.</summary>
public sealed class FieldOrderTests
{
    // The order of the text is not the order of the run.
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

    // A value of the code's own takes the place of the field.
    [TestCase("function start(f) { f = { ...f, clientId: 'web' }; send(f.clientId) }", Nothing)]
    [TestCase("function start(f) { f = { ...f, login: 'web' }; send(f.clientId) }", Lost)]
    [TestCase("function start(f) { if (a) { f = { ...f, clientId: 'web' } }\n send(f.clientId) }", Lost)]
    [TestCase("function start(f) { let creds = {}; creds.clientId = 1; creds = f; send(creds.clientId) }", Lost)]
    public void JavaScript(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("creds = {}\nlogin = -> send creds.clientId\nmodule.exports = new BaseKonnector (f) ->\n  creds = f\n  login()", Lost)]
    [TestCase("start = (f) ->\n  f = {}\n  send f.clientId", Nothing)]
    public void CoffeeScript(string code, string finding) => Assert.That(Blocking(("index.coffee", code)), Is.EqualTo(finding));

    [Test]
    public void A_module_s_variable_holds_the_fields_that_another_file_sets() => Assert.That(
        Blocking(
            ("index.js", "import { setFields, login } from './api'\nexport default new BaseKonnector(async f => { setFields(f); await login() })"),
            ("api.js", "let creds = {}\nexport const login = () => send(creds.clientId)\nexport const setFields = f => { creds = f }")),
        Is.EqualTo(Lost));
}
