using static ManifestMigrator.Tests.SourceCode.RemovedField;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>Names and functions that the code takes from what it writes out. The field <c>clientId</c> goes; each row says what has to block.</summary>
public sealed class KnownNameTests
{
    // Names of fields.
    [TestCase("function start(f) { for (const k of ['login', 'password']) if (!f[k]) throw new Error(k) }", Nothing)]
    [TestCase("function start(f) { for (const k of ['login', 'clientId']) if (!f[k]) throw new Error(k) }", Lost)]
    [TestCase("function start(f) { for (const k of names) if (!f[k]) throw new Error(k) }", Computed)]
    [TestCase("function start(f) { for (const k in ['login']) use(f[k]) }", Computed)]
    [TestCase("const NAMES = ['login', 'password']\nfunction start(f) { NAMES.forEach(k => use(f[k])) }", Nothing)]
    [TestCase("const NAMES = ['login', 'clientId']\nfunction start(f) { NAMES.forEach(k => use(f[k])) }", Lost)]
    [TestCase("const NAMES = ['login']\nNAMES.push(name)\nfunction start(f) { NAMES.forEach(k => use(f[k])) }", Computed)]
    [TestCase("const NAMES = ['login', ...names]\nfunction start(f) { NAMES.forEach(k => use(f[k])) }", Computed)]
    [TestCase("let NAMES = ['login']\nif (a) NAMES = names\nfunction start(f) { NAMES.forEach(k => use(f[k])) }", Computed)]
    [TestCase("function start(f) { return ['login', 'password'].filter(k => !f[k]) }", Nothing)]
    [TestCase("function start(f) { return ['login'].every(function (k) { return f[k] }) }", Nothing)]
    [TestCase("function start(f) { return ['login'].map((item, k) => f[k]) }", Computed)]
    [TestCase("function start(f) { return _.each(['login'], k => f[k]) }", Nothing)]
    [TestCase("function start(f) { return ['login'].reduce((all, k) => all + f[k], '') }", Nothing)]
    [TestCase("const LABELS = { login: 'Login' }\nfunction start(f) { Object.keys(LABELS).forEach(k => use(f[k])) }", Nothing)]
    [TestCase("const LABELS = { clientId: 'Id' }\nfunction start(f) { Object.keys(LABELS).forEach(k => use(f[k])) }", Lost)]
    [TestCase("function start(f) { Object.keys(f).forEach(k => use(f[k])) }", Computed)]
    [TestCase("const PAIRS = [['login', 'user'], ['password', 'pwd']]\nfunction start(f) { for (const [from, to] of PAIRS) form[to] = f[from] }", Nothing)]
    [TestCase("const PAIRS = [['clientId', 'user']]\nfunction start(f) { for (const [from, to] of PAIRS) form[to] = f[from] }", Lost)]
    [TestCase("const PAIRS = [['login', 'clientId']]\nfunction start(f) { for (const [from, to] of PAIRS) form[to] = f[from] }", Nothing)]
    [TestCase("function start(f) { validate(f, ['login']) }\nfunction validate(x, names) { for (const n of names) if (!x[n]) throw new Error(n) }", Nothing)]
    [TestCase("function start(f) { validate(f, ['login']); validate(f, names) }\nfunction validate(x, names) { for (const n of names) if (!x[n]) throw new Error(n) }", Computed)]
    [TestCase("function start(f) { get(f, 'login') }\nfunction get(x, name) { return x[name] }", Nothing)]
    [TestCase("function start(f) { get(f, 'clientId') }\nfunction get(x, name) { return x[name] }", Lost)]
    [TestCase("function start(f) { get(f, 'login'); rows.map(get) }\nfunction get(x, name) { return x[name] }", Computed)]
    [TestCase("function start(f) { use(f[a ? 'login' : 'password']) }", Nothing)]
    [TestCase("function start(f) { use(f[a ? 'login' : 'clientId']) }", Lost)]
    [TestCase("function start(f) { use(f[a ? 'login' : name]) }", Computed)]
    [TestCase("function start(f) { use(f[name || 'login']) }", Computed)]
    [TestCase("const { pick } = require('lodash')\nfunction start(f) { send(pick(f, ['login', 'password'])) }", Nothing)]
    [TestCase("const NAMES = ['login']\nfunction start(f) { send(_.pick(f, NAMES)) }", Nothing)]
    [TestCase("function start(f) { send(_.pick(f, names)) }", Escapes)]
    [TestCase("class K extends BaseKonnector { fetch() { send(_.get(this, 'fields.clientId')) } }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch() { send(_.get(this, 'fields.login')) } }", Nothing)]

    // Functions.
    [TestCase("async function start(f) { for (const step of [login, list]) await step(f) }\nconst login = x => send(x.login)\nconst list = x => send(x.password)", Nothing)]
    [TestCase("async function start(f) { for (const step of [login, list]) await step(f) }\nconst login = x => send(x.login)\nconst list = x => send(x.clientId)", Lost)]
    [TestCase("function start(f) { [login].forEach(step => step(f)) }\nconst login = x => send(x.clientId)", Lost)]
    [TestCase("function start(f) { return (a ? login : list)(f) }\nconst login = x => send(x.login)\nconst list = x => send(x.password)", Nothing)]
    [TestCase("function start(f) { return (a ? login : list)(f) }\nconst login = x => send(x.login)\nconst list = x => send(x.clientId)", Lost)]
    [TestCase("function start(f) { const go = a ? login : list; go(f) }\nconst login = x => send(x.login)\nconst list = x => send(x.clientId)", Lost)]
    [TestCase("new BaseKonnector(run)\nconst run = p => p.clientId ? send(p.login) : stop()", Lost)]
    [TestCase("function start(f) { login(f) }\nconst login = x => ok ? send(x.clientId) : stop()", Lost)]
    [TestCase("function start(f) { login(f) }\nconst login = function (x) { return ok || send(x.clientId) }", Lost)]
    [TestCase("function start(f) { login(f) }\nconst login = own || (x => ok ? send(x.clientId) : stop())", Lost)]
    [TestCase("const STEPS = { login: x => send(x.login) }\nfunction start(f) { STEPS[name](f) }", Nothing)]
    [TestCase("const STEPS = { login: x => send(x.login), list }\nfunction start(f) { STEPS[name](f) }\nfunction list(x) { send(x.clientId) }", Lost)]
    [TestCase("function start(f) { promisify(login)(f) }\nfunction login(x, done) { send(x.login, done) }", Nothing)]
    [TestCase("function start(f) { promisify(login)(f) }\nfunction login(x, done) { send(x.clientId, done) }", Lost)]
    [TestCase("function start(f) { for (const step of steps) step(f) }", Escapes)]

    // Own values.
    [TestCase("function start(f) { const s = Object.assign({}, f, { clientId: 'web' }); send(s.clientId) }", Nothing)]
    [TestCase("function start(f) { const s = Object.assign({ clientId: 'web' }, f); send(s.clientId) }", Lost)]
    [TestCase("function start(f) { const s = _.defaults({ clientId: 'web' }, f); send(s.clientId) }", Nothing)]
    [TestCase("function start(f) { const s = _.defaults({}, f, { clientId: 'web' }); send(s.clientId) }", Lost)]
    [TestCase("function start(f) { f.clientId ||= 'web' }", Lost)]
    [TestCase("function start(f) { if (a) { f.clientId = 1 } else { f.clientId = 2 } send(f.clientId) }", Nothing)]
    [TestCase("function start(f) { if (a) { f.clientId = 1 } else { f.clientId = 2 } login(f) }\nconst login = x => send(x.clientId)", Nothing)]
    [TestCase("function start(f) { if (a) { f.clientId = 1 } else if (b) { f.clientId = 2 } send(f.clientId) }", Lost)]
    [TestCase("function start(f) { if (a) { f.login = 1 } else { f.clientId = 2 } send(f.clientId) }", Lost)]
    [TestCase("function start(f) { if (a) { f.clientId = 1 } else { if (b) f.clientId = 2 } send(f.clientId) }", Lost)]
    [TestCase("function start(f) { if (c) { if (a) { f.clientId = 1 } else { f.clientId = 2 } }\n send(f.clientId) }", Lost)]
    [TestCase("const retry = require('bluebird-retry')\nnew BaseKonnector(start)\nfunction start(f) { return retry(login, { args: [f], context: this }) }\nfunction login(f) { return f.login }", Nothing)]
    [TestCase("const retry = require('bluebird-retry')\nnew BaseKonnector(start)\nfunction start(f) { return retry(login, { context: this }) }\nfunction login() { const k = this; return k.fields.clientId }", Lost)]

    // Functions that only have the name of an entry.
    [TestCase("new BaseKonnector(run)\nfunction run(f) { new Worker(start) }\nfunction start(message) { send(message.clientId) }", Nothing)]
    [TestCase("new BaseKonnector(run)\nfunction run(f) {}\nnew Cron({ start: options => options.clientId })", Nothing)]
    [TestCase("exports.start = function (fields) { return fields.clientId }\nmodule.exports.konnector = new BaseKonnector(run)\nfunction run(f) {}", Nothing)]
    [TestCase("class K extends BaseKonnector { initAttributes(cozyFields, account) { this.x = cozyFields.clientId }\n fetch(f) {} }", Nothing)]
    [TestCase("new BaseKonnector(require('./' + name))\nfunction start(input) { send(input.clientId) }", Lost)]
    [TestCase("exports.go = x => send(x.clientId)\nmodule.exports = new BaseKonnector(exports.go)", Lost)]

    // Promises, generators, errors, sequences.
    [TestCase("new BaseKonnector(f => Promise.resolve(f).tap(x => send(x.clientId)))", Lost)]
    [TestCase("new BaseKonnector(f => Promise.resolve(f).tap(log).then(x => send(x.clientId)))", Lost)]
    [TestCase("new BaseKonnector(f => Promise.resolve(f).catch(stop).then(x => send(x.clientId)))", Lost)]
    [TestCase("function start(f) { const api = make({ getFields: () => f }); api.login() }\nfunction make({ getFields }) { return { login: () => send(getFields().clientId) } }", Lost)]
    [TestCase("function start(f) { const api = { creds: () => f }; send(api.creds().clientId) }", Lost)]
    [TestCase("function start(f) { const api = { creds: () => f }; send(api.creds().login) }", Nothing)]
    [TestCase("function start(f) { for (const x of one(f)) send(x.clientId) }\nfunction* one(x) { yield x }", Escapes)]
    [TestCase("const start = co.wrap(function* (f) { const x = yield prepare(f); send(x.clientId) })\nnew BaseKonnector(start)\nconst prepare = async x => x", Lost)]
    [TestCase("function start(f) { try { throw { f } } catch (e) { send(e.f.clientId) } }", Escapes)]
    [TestCase("function start(f) { let x; send((x = f).clientId) }", Lost)]
    [TestCase("function start(f) { send((0, f).clientId) }", Lost)]
    public void JavaScript(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("start = (f) ->\n  login f\nlogin = (x) ->\n  options =\n    form: x.clientId\n  request options, (err) ->\n    if err then next err\n    else\n      next()", Lost)]
    [TestCase("start = (f) ->\n  for k in ['login', 'password']\n    send f[k]", Nothing)]
    [TestCase("start = (f) ->\n  for k in ['login', 'clientId']\n    send f[k]", Lost)]
    [TestCase("start = (f) ->\n  ['login'].forEach (k) -> send f[k]", Nothing)]
    [TestCase("start = (f) ->\n  step = if a then login else list\n  step f\nlogin = (x) -> send x.login\nlist = (x) -> send x.clientId", Lost)]
    [TestCase("module.exports = new BaseKonnector (f) ->\n  Promise.resolve(f).then (x) -> send x.clientId", Lost)]
    public void CoffeeScript(string code, string finding) => Assert.That(Blocking(("index.coffee", code)), Is.EqualTo(finding));

    [TestCase("function check(f: unknown): asserts f is { clientId: string } { use(f) }\nexport default new BaseKonnector(async (fields: unknown) => { send(fields.login) })", Nothing)]
    [TestCase("function check(f: unknown): asserts f is { login: string } { if (!f.login) throw new Error() }\nexport default new BaseKonnector(async (fields: unknown) => { check(fields) })", Nothing)]
    [TestCase("export const isFields = (fields: unknown): fields is Fields => typeof (fields as Fields).clientId === 'string'\nexport default new BaseKonnector(async (f: Fields) => { send(f.login) })", Nothing)]
    [TestCase("abstract class Step<T> { abstract fetch(fields: T): Promise<void> }\nclass Id extends Step<{ clientId: string }> { async fetch(fields: X) { await send(fields.clientId) } }\nexport default new BaseKonnector(async (f: Fields) => { await new Id().fetch({ clientId: f.login }) })", Nothing)]
    public void TypeScript(string code, string finding) => Assert.That(Blocking(("index.ts", code)), Is.EqualTo(finding));
}
