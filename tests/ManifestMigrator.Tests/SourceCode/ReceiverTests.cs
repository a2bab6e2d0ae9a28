using static ManifestMigrator.Tests.SourceCode.RemovedField;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>What <c>this</c> is. The field <c>clientId</c> goes; each row says what has to block.</summary>
public sealed class ReceiverTests
{
    private const string Entry = "new BaseKonnector(start)\n";

    [TestCase(Entry + "async function start(f) { $('tr').each(function () { out.push($(this).text()) }) }", Nothing)]
    [TestCase(Entry + "async function start(f) { $('tr').each(function each() { out.push($(this).text()) }) }", Nothing)]
    [TestCase(Entry + "async function start(f) { $('tr').each(row) }\nfunction row() { out.push($(this).text()) }", Nothing)]
    [TestCase(Entry + "async function start(f) { $('tr').each(function () { out.push(this.fields.clientId) }) }", Nothing)]
    [TestCase("class K extends BaseKonnector { parse() { $('tr').map(function () { return $(this).text() }) } }", Nothing)]
    [TestCase("class K extends BaseKonnector { parse() { const self = this; $('a').each(function () { self.add(this) }) }\n add(el) { el.text() } }", Nothing)]
    [TestCase(Entry + "function start(f) { x.onload = function () { parse(this) }; x.send(f.login) }", Nothing)]
    [TestCase(Entry + "function start(f) { stream.pipe(through(function (chunk) { parse(this, chunk) })) }", Nothing)]
    [TestCase("function Poller() { EventEmitter.call(this); pollers.push(this) }\n" + Entry + "function start(f) { new Poller() }", Nothing)]
    [TestCase("class K extends BaseKonnector { fetch(f) { return [1].map(this.one, this).concat([2].map(function (x) { return this.one(x) }, this)) }\n one(x) { return x } }", Nothing)]
    [TestCase("class K extends BaseKonnector { constructor() { super(); autoBind(this); _.bindAll(this, 'one') } }", Nothing)]
    [TestCase(";(function (root) { wrap(root) })(this)\n" + Entry + "function start(f) {}", Nothing)]
    public void Code_from_elsewhere_chooses_what_it_calls_a_function_on(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase(Entry + "async function start(f) { send(this) }", Escapes)]
    [TestCase(Entry + "async function start(f) { rows.forEach(() => send(this.fields.clientId)) }", Lost)]
    [TestCase(Entry + "async function start(f) { rows.forEach(function () { send(this.fields.clientId) }, this) }", Lost)]
    [TestCase(Entry + "async function start(f) { rows.forEach(function () { send(this.fields.clientId) }.bind(this)) }", Lost)]
    [TestCase(Entry + "async function start(f) { const self = this; rows.forEach(function () { send(self.fields.clientId) }) }", Lost)]
    [TestCase(Entry + "async function start() { helper.apply(this, []) }\nfunction helper() { const k = this; return k.fields.clientId }", Lost)]
    [TestCase("class K extends BaseKonnector { parse() { send(this) } }", Escapes)]
    [TestCase("class K extends BaseKonnector { parse = () => send(this.fields.clientId) }", Lost)]
    [TestCase("class K extends BaseKonnector {}\nK.prototype.parse = function () { return this.fields.clientId }", Lost)]
    [TestCase("function later() { return this.fields.clientId }\nmodule.exports = { later }", Lost)]
    [TestCase(Entry + "function start() { return Promise.resolve().bind(this).then(function () { return this.fields.clientId }) }", Lost)]
    [TestCase(Entry + "function start(f) { return Promise.bind({}).then(function () { this.f = f }).then(function () { send(this.f.clientId) }) }", Lost)]
    [TestCase(Entry + "function start(f) { return Promise.resolve().bind({ cred: f }).then(function () { send(this.cred.clientId) }) }", Lost)]
    [TestCase(Entry + "function start(f) { return login.call(f) }\nfunction login() { send(this.clientId) }", Lost)]
    [TestCase(Entry + "function start(f) { return vendor.login.call(f) }", Escapes)]
    public void A_konnector_is_called_on_itself(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("class Client { login() { send(this.creds.clientId) } }\n" + Entry + "function start(f) { const c = new Client(); c.creds = f; c.login() }", Lost)]
    [TestCase("class Client { login() { send(this.creds.clientId) } }\nclass K extends BaseKonnector { fetch(f) { this.client = new Client(); this.client.creds = f } }", Lost)]
    [TestCase("class Client { constructor(c) { this.creds = c } }\n" + Entry + "function start(f) { const c = new Client(f); send(c.creds.clientId) }", Lost)]
    [TestCase("function Client() {}\nClient.prototype.login = function () { send(this.creds.clientId) }\n" + Entry + "function start(f) { const c = new Client(); c.creds = f }", Lost)]
    [TestCase("function Client() {}\nClient.prototype = { login() { send(this.creds.clientId) } }\n" + Entry + "function start(f) { const c = new Client(); c.creds = f }", Lost)]
    [TestCase("const client = { login() { send(this.creds.clientId) } }\n" + Entry + "function start(f) { client.creds = f; client.login() }", Lost)]
    [TestCase("const client = {}\nclient.login = function () { send(this.creds.clientId) }\n" + Entry + "function start(f) { client.creds = f; client.login() }", Lost)]
    [TestCase(Entry + "function start(f) { const api = { creds: f, login() { send(this.creds.clientId) } }; api.login() }", Lost)]
    [TestCase("class Client { login() { send(this.creds.clientId) } }\n" + Entry + "function start(f) { const c = new Client(); c.creds = { clientId: 1 }; c.user = f.login }", Nothing)]
    [TestCase("class Client { login() { send(this.creds.login) } }\n" + Entry + "function start(f) { const c = new Client(); c.creds = f; c.login() }", Nothing)]
    public void Members_that_are_set_from_outside_are_followed(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("const k = module.exports = new BaseKonnector(function (f) { this.creds = f; return login() })\nfunction login() { send(k.creds.clientId) }", Lost)]
    [TestCase("const k = new BaseKonnector(() => login())\nfunction login() { send(k.fields.clientId) }", Lost)]
    [TestCase("const k = new BaseKonnector(function (f) { this.creds = f; k.login() })\nk.login = function () { send(this.creds.clientId) }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.creds = f; login() } }\nconst k = new K()\nfunction login() { send(k.creds.clientId) }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.creds = f } }\nconst k = new K()\nrun(k)\nfunction run(konnector) { send(konnector.creds.clientId) }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.creds = f; send(this.creds.login) } }\nconst k = new K()\nk.run()\nmodule.exports = k", Nothing)]
    public void A_konnector_is_known_by_the_name_of_its_variable(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("const mixin = Base => class extends Base { login() { send(this.creds.clientId) } }\nclass K extends mixin(BaseKonnector) { fetch(f) { this.creds = f } }", Lost)]
    [TestCase("const mixin = Base => class extends Base { fetch(f) { this.creds = f } }\nclass K extends mixin(BaseKonnector) { main() { send(this.creds.clientId) } }", Lost)]
    [TestCase("const mixin = Base => class extends Base { login() { send(this.fields.login) } }\nclass K extends mixin(BaseKonnector) {}", Nothing)]
    [TestCase("const mixin = Base => class extends Base { login() { send(this.fields.clientId) } }\nclass Row extends mixin(Object) {}\n" + Entry + "function start(f) {}", Nothing)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.creds = f } }\nObject.assign(K.prototype, { login() { send(this.creds.clientId) } })", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.creds = f } }\n_.extend(K.prototype, { login() { send(this.creds.clientId) } })", Lost)]
    [TestCase("const methods = { login() { send(this.creds.clientId) } }\nclass K extends BaseKonnector { fetch(f) { this.creds = f } }\nObject.assign(K.prototype, methods)", Lost)]
    [TestCase("const methods = { login() { send(this.creds.clientId) } }\nnew BaseKonnector(function (f) { Object.assign(this, methods); this.creds = f })", Lost)]
    [TestCase("const methods = { login() { send(this.creds.clientId) } }\nclass Row {}\nObject.assign(Row.prototype, methods)\nclass K extends BaseKonnector { fetch(f) { this.creds = f } }", Nothing)]
    public void Methods_that_come_from_elsewhere_have_the_konnectors_fields(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("module.exports = new BaseKonnector (f) ->\n  $('tr').each -> out.push $(this).text()\n  $('tr').map (i, el) -> $(@).text()", Nothing)]
    [TestCase("module.exports = new BaseKonnector (f) ->\n  rows.forEach => send @fields.clientId", Lost)]
    [TestCase("class K extends BaseKonnector\n  fetch: (f) ->\n    send @", Escapes)]
    [TestCase("class Client\n  login: -> send @creds.clientId\nmodule.exports = new BaseKonnector (f) ->\n  c = new Client()\n  c.creds = f\n  c.login()", Lost)]
    public void CoffeeScript_is_read_in_the_same_way(string code, string finding) => Assert.That(Blocking(("index.coffee", code)), Is.EqualTo(finding));

    [TestCase("const Client = require('./client')\nfunction start(f) { const c = new Client(); c.creds = f; c.login() }", "module.exports = class Client { login() { send(this.creds.clientId) } }", Lost)]
    [TestCase("const client = require('./client')\nfunction start(f) { client.creds = f; client.login() }", "class Client { login() { send(this.creds.clientId) } }\nmodule.exports = new Client()", Lost)]
    [TestCase("const client = require('./client')\nfunction start(f) { client.creds = f; client.login() }", "module.exports = { login() { send(this.creds.clientId) } }", Lost)]
    [TestCase("const mixin = require('./client')\nclass K extends mixin(BaseKonnector) { fetch(f) { this.creds = f } }", "module.exports = Base => class extends Base { login() { send(this.creds.clientId) } }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { this.creds = f } }\nObject.assign(K.prototype, require('./client'))", "module.exports = { login() { send(this.creds.clientId) } }", Lost)]
    [TestCase("const parse = require('./client')\nnew BaseKonnector(async f => parse($))", "module.exports = $ => $('tr').each(function () { out.push($(this).text()) })", Nothing)]
    [TestCase("const login = require('./client')\nnew BaseKonnector(async function (f) { await login.call(this) })", "module.exports = function () { const k = this; send(k.fields.clientId) }", Lost)]
    public void Other_files_are_followed(string index, string client, string finding) => Assert.That(Blocking(("index.js", index), ("client.js", client)), Is.EqualTo(finding));
}
