using ManifestMigrator.SourceCode;
using static ManifestMigrator.Tests.SourceCode.RemovedField;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>The field <c>clientId</c> goes. Each row is a way to read it, or to look as if one did, and what has to block.</summary>
public sealed class FieldFlowTests
{
    [TestCase("module.exports = new BaseKonnector(start)\nasync function start(f) { use(f.clientId) }", Lost)]
    [TestCase("module.exports = new BaseKonnector(run)\nconst run = async p => { use(p.clientId) }", Lost)]
    [TestCase("async function main(input) { use(input.clientId) }\nmodule.exports = new BaseKonnector(main)", Lost)]
    [TestCase("module.exports = new BaseKonnector(async (params, cozyParameters) => { use(params.clientId) })", Lost)]
    [TestCase("module.exports = new BaseKonnector(async function (params) { use(params.clientId) })", Lost)]
    [TestCase("const k = new CookieKonnector(function go(params) { return params.clientId })", Lost)]
    [TestCase("module.exports = new BaseKonnector(start.bind(null))\nfunction start(p) { p.clientId }", Lost)]
    [TestCase("module.exports = new BaseKonnector(start.bind(null, browser))\nfunction start(browser, p) { p.clientId }", Lost)]
    [TestCase("const worker = { run(p) { return p.clientId } }\nnew BaseKonnector(worker.run)", Lost)]
    [TestCase("const worker = { run: p => p.clientId }\nnew BaseKonnector(worker.run.bind(worker))", Lost)]
    [TestCase("new BaseKonnector(wrap(go))\nfunction go(p) { p.clientId }", Lost)]
    [TestCase("const libs = require('cozy-konnector-libs')\nnew libs.BaseKonnector(p => p.clientId)", Lost)]
    [TestCase("class K extends BaseKonnector { async fetch(p) { return p.clientId } }", Lost)]
    [TestCase("class K extends CookieKonnector { fetch = async (p) => { return p.clientId } }", Lost)]
    [TestCase("class K extends BaseKonnector { constructor() { super(p => p.clientId) } }", Lost)]
    [TestCase("class K extends MyKonnector { async login() { return this.fields.clientId } }", Lost)]
    [TestCase("new BaseKonnector(start)\nasync function start() { helper.call(this) }\nfunction helper() { return this.fields.clientId }", Lost)]
    [TestCase("class K extends BaseKonnector { a() { const self = this; return () => self.fields.clientId } }", Lost)]
    [TestCase("class K extends BaseKonnector { a() { const { fields } = this; return fields.clientId } }", Lost)]
    [TestCase("class K extends BaseKonnector { a() { const { fields: { clientId } } = this } }", Lost)]
    public void Every_way_to_write_an_entry_gets_the_fields(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(f) { const copy = f; copy.clientId }", Lost)]
    [TestCase("function start(f) { let copy; copy = f; copy.clientId }", Lost)]
    [TestCase("function start(f) { const a = f, b = a; b.clientId }", Lost)]
    [TestCase("function start(f) { const copy = { ...f, extra: 1 }; copy.clientId }", Lost)]
    [TestCase("function start(f) { const copy = Object.assign({}, f); copy.clientId }", Lost)]
    [TestCase("function start(f) { const copy = {}; Object.assign(copy, f); copy.clientId }", Lost)]
    [TestCase("function start(f) { const copy = _.cloneDeep(f); copy.clientId }", Lost)]
    [TestCase("function start(f) { const copy = JSON.parse(JSON.stringify(f)); copy.clientId }", Lost)]
    [TestCase("function start(f) { const options = { fields: f }; options.fields.clientId }", Lost)]
    [TestCase("function start(f) { const ctx = {}; ctx.input = f; go(ctx)\nfunction go(c) { c.input.clientId } }", Lost)]
    [TestCase("function start(f) { this.input = f; later.call(this) }\nfunction later() { this.input.clientId }", Lost)]
    [TestCase("let input\nfunction start(f) { input = f }\nfunction later() { return input.clientId }", Lost)]
    [TestCase("function start(f) { const { clientId } = f }", Lost)]
    [TestCase("function start(f) { const { clientId: id = 'x' } = f }", Lost)]
    [TestCase("function start(f) { const { login, ...rest } = f; rest.clientId }", Lost)]
    [TestCase("function start(f) { let clientId; ({ clientId } = f) }", Lost)]
    [TestCase("function start({ clientId }) {}", Lost)]
    [TestCase("function start({ login, clientId: id = '' } = {}) {}", Lost)]
    [TestCase("function start({ login, ...rest }) { rest.clientId }", Lost)]
    [TestCase("function start(f) { const { input: { clientId } } = { input: f } }", Lost)]
    [TestCase("function start(f) { (f || {}).clientId }", Lost)]
    [TestCase("function start(f) { const g = f || {}; g.clientId }", Lost)]
    [TestCase("function start(f) { const g = ok ? f : {}; g.clientId }", Lost)]
    [TestCase("function start(f) { const g = ok ? {} : f; g.clientId }", Lost)]
    [TestCase("function start(f) { f?.clientId }", Lost)]
    [TestCase("function start(f) { f?.['clientId'] }", Lost)]
    [TestCase("function start(f) { const KEY = 'clientId'; f[KEY] }", Lost)]
    [TestCase("function start(f) { const { ['clientId']: id } = f }", Lost)]
    [TestCase("function start(f) { if ('clientId' in f) go() }", Lost)]
    [TestCase("function start(f) { f.hasOwnProperty('clientId') }", Lost)]
    [TestCase("function start(f) { _.get(f, 'clientId') }", Lost)]
    [TestCase("function start(f) { _.pick(f, ['login', 'clientId']) }", Lost)]
    [TestCase("function start(f) { `${f.clientId}` }", Lost)]
    [TestCase("function start(f) { post({ form: { id: f.clientId } }) }", Lost)]
    public void Names_spreads_and_patterns_are_followed(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(f) { signIn(f) }\nfunction signIn(x) { x.clientId }", Lost)]
    [TestCase("function start(f) { signIn(1, f) }\nconst signIn = (a, x) => x.clientId", Lost)]
    [TestCase("function start(f) { signIn({ f, a: 1 }) }\nfunction signIn({ f }) { f.clientId }", Lost)]
    [TestCase("function start(f) { signIn({ ...f }) }\nfunction signIn({ clientId }) {}", Lost)]
    [TestCase("function start(f) { signIn({ data: f }) }\nfunction signIn(o) { o.data.clientId }", Lost)]
    [TestCase("function start(f) { return signIn.call(this, f) }\nfunction signIn(x) { x.clientId }", Lost)]
    [TestCase("function start(f) { return signIn.apply(this, [1, f]) }\nfunction signIn(a, x) { x.clientId }", Lost)]
    [TestCase("class K extends BaseKonnector { async fetch(f) { await this.signIn(f) }\n signIn(x) { return x.clientId } }", Lost)]
    [TestCase("class Api { constructor(x) { this.x = x }\n go() { return this.x.clientId } }\nfunction start(f) { new Api(f).go() }", Lost)]
    [TestCase("const api = { signIn(x) { return x.clientId } }\nfunction start(f) { api.signIn(f) }", Lost)]
    [TestCase("function start(f) { const g = prepare(f); g.clientId }\nfunction prepare(x) { return x }", Lost)]
    [TestCase("async function start(f) { const { f: g } = await prepare(f); g.clientId }\nconst prepare = async x => ({ f: x })", Lost)]
    [TestCase("function start(f) { return Promise.resolve(f).then(signIn) }\nfunction signIn(x) { x.clientId }", Lost)]
    [TestCase("function start(f) { const go = () => f.clientId; go() }", Lost)]
    [TestCase("(function (x) { x.clientId })(fields)", Lost)]
    [TestCase("fetcher.new().use(signIn).args(requiredFields, {}, {}).fetch(done)\nfunction signIn(requiredFields, entries) { requiredFields.clientId }", Lost)]
    [TestCase("const signIn = async fields => { fields.clientId }\nmodule.exports = { signIn }", Lost)]
    [TestCase("module.exports = { fetch: function (input, cb) { input.clientId }, fields: { clientId: 'text' }, name: 'K' }", Lost)]

    [TestCase("async function start(f) { await signIn.bind(this)(f) }\nfunction signIn(x) { x.clientId }", Lost)]
    [TestCase("async function start(f) { await signIn(f).then(({ x }) => x.clientId) }\nconst signIn = async x => ({ x })", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { return signIn.bind(this)(this) }}\nfunction signIn(k) { return k.fields.clientId }", Lost)]
    [TestCase("async function start(fields) { const { clientId } = await fields }", Lost)]
    [TestCase("function start({ ...all }) { all.clientId }", Lost)]
    public void The_fields_are_followed_into_functions(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(f) { _.get(f, name) }", Escapes)]
    [TestCase("function start(f) { request.post(url, f) }", Escapes)]
    [TestCase("const client = require('vendor-client')\nfunction start(f) { client.login(f) }", Escapes)]
    [TestCase("function start(f) { request({ form: { ...f } }) }", Escapes)]
    [TestCase("function start(f) { new Client(f) }", Escapes)]
    [TestCase("function start(f) { Object.values(f) }", Escapes)]
    [TestCase("function start(f) { post(JSON.stringify(f)) }", Escapes)]
    [TestCase("function start(f) { callback(null, f) }", Escapes)]
    [TestCase("function start(f) { session.create(f) }", Escapes)]
    [TestCase("function start(f) { cache.set('fields', f) }", Escapes)]
    [TestCase("function start(f) { store.resolve(f) }", Escapes)]
    [TestCase("function start(f) { client.get(f, 'login') }", Escapes)]
    [TestCase("function start(f) { qs.stringify(f) }", Escapes)]
    [TestCase("function start(f) { f[name] }", Computed)]
    [TestCase("function start(f) { for (const key in f) use(f[key]) }", Computed)]
    [TestCase("function start(f) { const { [name]: x } = f }", Computed)]
    public void What_goes_out_of_sight_blocks(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(f) { log('debug', f) }", Nothing)]
    [TestCase("function start(f) { console.log(f, JSON.stringify(f)) }", Nothing)]
    [TestCase("function start(f) { log('info', Object.keys(f)) }", Nothing)]
    [TestCase("function start(f) { if (!f || f === null || typeof f !== 'object') return }", Nothing)]
    [TestCase("function start(f) { return saveBills(bills, f, { identifiers: ['x'] }) }", Nothing)]
    [TestCase("class K extends BaseKonnector { async fetch(f) { await this.saveFiles(files, f); await this.saveBills(b, f) } }", Nothing)]
    [TestCase("const { updateOrCreate, linkBankOperations } = require('cozy-konnector-libs')\nfunction start(f) { updateOrCreate(x, y, f); linkBankOperations(x, y, z, f) }", Nothing)]
    [TestCase("function start(f) { f.clientId = 'mine'; use(f.clientId) }", Nothing)]
    [TestCase("function start(f) { if (a) { f.clientId = 'mine' }\n use(f.clientId) }", Lost)]
    [TestCase("function start(f) { if (a) f.clientId = 'mine'\n use(f.clientId) }", Lost)]
    [TestCase("function start(f) { f.clientId = f.clientId || 'mine' }", Lost)]
    [TestCase("function start(f) { delete f.clientId }", Nothing)]
    [TestCase("function start(f) { f = other(); use(f.clientId) }", Nothing)]
    [TestCase("function start(f) { if (a) { f = other() }\n use(f.clientId) }", Lost)]
    [TestCase("function start(f) { rows.map(f => f.clientId) }", Nothing)]
    [TestCase("function start(f) { for (const f of rows) use(f.clientId) }", Nothing)]
    [TestCase("function start(f) { { const f = row(); use(f.clientId) } }", Nothing)]
    [TestCase("function start(f) { try { go() } catch (f) { use(f.clientId) } }", Nothing)]
    [TestCase("const fields = parse(form)\nuse(fields.clientId)", Nothing)]
    [TestCase("import fields from './fields.json'\nfields.clientId", Nothing)]
    [TestCase("rows.map(fields => fields.clientId)", Nothing)]
    [TestCase("rows.map(parseRow)\nfunction parseRow(fields) { return fields.clientId }", Nothing)]
    [TestCase("rows.map(({ fields }) => fields.clientId)", Nothing)]
    [TestCase("airtable.load().then(({ fields }) => fields.clientId)", Nothing)]
    [TestCase("class Row { constructor(fields) { this.fields = fields }\n id() { return this.fields.clientId } }\nnew Row(cells)", Nothing)]
    [TestCase("function start(fields) { fields.map(field => field.x); fields[0] }", Nothing)]
    [TestCase("function start(f) { f.clientId = 'mine'; rows.map(() => f.clientId) }", Nothing)]
    [TestCase("function start(f) { function later() { return f.clientId }\n f.clientId = 'mine'; later() }", Lost)]
    [TestCase("form.parse(request, (error, fields) => { fields.clientId; fields[name] })", Nothing)]
    [TestCase("function clean(fields) { return fields.clientId }\nclean(row)", Nothing)]
    [TestCase("function start(f) { record.fields.clientId }", Nothing)]
    [TestCase("records.map(record => record.fields.clientId)", Nothing)]
    [TestCase("class Form { constructor() { this.fields = [] }\n go() { return this.fields[0].clientId } }", Nothing)]
    [TestCase("const o = { fields: { clientId: 1 } }", Nothing)]
    [TestCase("function start(f) { const form = { clientId: 1 }; form.clientId }", Nothing)]
    [TestCase("function start(f) { other.clientId; clientId }", Nothing)]
    [TestCase("async function start(context) { context.clientId }", Nothing)]
    [TestCase("// fields.clientId\nconst s = 'fields.clientId'", Nothing)]
    public void Nothing_blocks_where_nothing_could_miss_the_field(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("class Client { login(c) { return send(c.clientId) } }\nclass K extends BaseKonnector { constructor() { super(); this.client = new Client() }\n async fetch(f) { await this.login(f) }\n async login(f) { return this.client.login(f) } }", Lost)]
    [TestCase("const Client = require('vendor-client')\nclass K extends BaseKonnector { async fetch(f) { this.client = new Client(); await this.login(f) }\n login(f) { return this.client.login(f) } }", Escapes)]
    [TestCase("const Client = require('vendor-client')\nclass K extends BaseKonnector { fetch(f) { return this.login(f) }\n login(f) { const client = new Client(); return client.login(f) } }", Escapes)]
    [TestCase("class K extends BaseKonnector { fetch(f) { return this.post('u', f) }\n post(url, body) { return this.request.post(url, body) } }", Escapes)]
    [TestCase("class B extends BaseKonnector { login(f) { send(f.clientId) } }\nclass K extends B { fetch(f) { return this.login(f) }\n login(f) { return super.login(f) } }", Lost)]
    [TestCase("class B extends BaseKonnector { fetch(f) { return this.signIn(f) }\n signIn() { throw new Error() } }\nclass K extends B { signIn(c) { send(c.clientId) } }", Lost)]
    [TestCase("class Base { constructor(c) { this.creds = c } }\nclass Site extends Base { open() { return post(this.creds.clientId) } }\nfunction start(p) { new Site(p).open() }", Lost)]
    [TestCase("class Base { open() { return post(this.creds.clientId) } }\nclass Site extends Base { constructor(c) { super(); this.creds = c } }\nfunction start(p) { new Site(p).open() }", Lost)]
    [TestCase("class Base { constructor(f) { this.f = f } }\nclass Api extends Base { constructor(x) { super(x) }\n open() { return this.f.clientId } }\nfunction start(p) { new Api(p).open() }", Lost)]
    [TestCase("function start(f) { saveBills([], f) }\nfunction saveBills(bills, x) { connect(x.clientId) }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch(f) { return this.saveFiles([], f) }\n saveFiles(docs, f) { unlock(f.clientId); return super.saveFiles(docs, f) } }", Lost)]
    public void The_same_name_on_another_object_is_another_function(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(p) { return init().then(() => p).then(x => post(x.clientId)) }", Lost)]
    [TestCase("function start(p) { return init().then(function () { return p }).then(function (q) { return post(q.clientId) }) }", Lost)]
    [TestCase("class K extends BaseKonnector { fetch() { return init().then(() => this.fields).then(({ clientId }) => post(clientId)) } }", Lost)]
    [TestCase("async function start(p) { const f = await withLock(() => p); post(f.clientId) }\nfunction withLock(run) { return run() }", Lost)]
    [TestCase("async function start(p) { const f = await withLock(() => p) }", Escapes)]
    [TestCase("function start(p) { return login(p).then(q => post(q.clientId)) }\nfunction login(f) { return request(f.login).then(() => f) }", Lost)]
    public void What_functions_that_are_given_away_return_is_followed(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("const makeStart = url => async params => { post(params.clientId) }\nnew BaseKonnector(makeStart('u'))", Lost)]
    [TestCase("function makeStart(url) { return async function (params) { post(url, params.clientId) } }\nconst go = makeStart('u')\nnew BaseKonnector(go)", Lost)]
    [TestCase("const { BaseKonnector: Base } = require('cozy-konnector-libs')\nnew Base(run)\nasync function run(params) { params.clientId }", Lost)]
    [TestCase("import { BaseKonnector as Base } from 'cozy-konnector-libs'\nclass Scraper extends Base { fetch(params) { params.clientId } }", Lost)]
    [TestCase("class Bank extends CookieKonnector {}\nclass Mine extends Bank { fetch(params) { params.clientId } }", Lost)]
    [TestCase("module.exports = baseKonnector.createNew({ fetchOperations: [login] })\nfunction login(params, entries, data, next) { params.clientId }", Lost)]
    [TestCase("module.exports = { fetch(params, done) { fetcher.new().use(signIn).args(params, {}, {}).fetch(done) } }\nfunction signIn(p, entries, data, next) { p.clientId }", Lost)]
    [TestCase("new BaseKonnector(start)\nfunction start() { post(arguments[0].clientId) }", Lost)]
    [TestCase("class K extends BaseKonnector { get creds() { return this.fields }\n fetch() { return this.creds.clientId } }", Lost)]
    [TestCase("let cur\nfunction start(p) { cur ??= p; cur.clientId }", Lost)]
    [TestCase("const { signin } = require('cozy-konnector-libs')\nfunction start(fields) { return signin({ url: 'u', formData: fields }) }", Escapes)]
    [TestCase("const { signin } = require('cozy-konnector-libs')\nfunction start(fields) { return signin({ url: 'u', formData: { ...fields } }) }", Escapes)]
    [TestCase("const { signin } = require('cozy-konnector-libs')\nfunction start(fields) { return signin({ url: 'u', formData: { login: fields.login } }) }", Nothing)]
    [TestCase("const raw = process.env.COZY_FIELDS || '{}'\nconst f = JSON.parse(raw)\npost(f.clientId)", Lost)]
    [TestCase("const { COZY_FIELDS } = process.env\nconst f = JSON.parse(COZY_FIELDS)\npost(f.clientId)", Lost)]
    [TestCase("const env = process.env\nconst f = JSON.parse(env.COZY_FIELDS || '{}')\npost(f.clientId)", Lost)]
    public void Further_entries_getters_and_shared_state_are_followed(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("const filterExisting = require('../lib/filter_existing')\nfunction operation(requiredFields, entries, data, next) { filterExisting(null, Bill)(requiredFields, entries, data, next) }", Nothing)]
    [TestCase("const { saveDataAndFile } = require('cozy-konnector-libs')\nfunction operation(requiredFields, entries, data, next) { const save = saveDataAndFile(null, X, {}); save(requiredFields, entries, data, next) }", Nothing)]
    [TestCase("function operation(requiredFields, entries, data, next) { make(null, Bill)(requiredFields, entries, data, next) }", Escapes)]
    public void The_librarys_functions_that_make_functions_are_known(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("function start(p) { return hidden(p.login).then(fields => post(fields.clientId)) }", Nothing)]
    [TestCase("function start(p) { return hidden(p.login).then(submit) }\nfunction submit(fields) { return post(fields.clientId) }", Nothing)]
    [TestCase("function start(p) { return withForm(async fields => { await post(fields.clientId) }) }\nfunction withForm(run) { return run(parse()) }", Nothing)]
    [TestCase("const connector = new AirtableConnector('base')\nconnector.fields.clientId", Nothing)]
    [TestCase("module.exports = { fields: { clientId: 1 }, row() { return this.fields.clientId } }", Nothing)]
    [TestCase("class Invoice extends AirtableRecord { code() { return this.fields.clientId } }", Nothing)]
    [TestCase("function Form() { this.load() }\nForm.prototype.submit = function () { return post(this.fields.clientId) }", Nothing)]
    [TestCase("const NAMES = { user: 'login' }\nfunction start(p) { type(p[NAMES.user]) }", Nothing)]
    [TestCase("const NAMES = { id: 'clientId' }\nfunction start(p) { type(p[NAMES.id]) }", Lost)]
    [TestCase("async function start(fields) { fields.clientId = await ask()\n await login(fields) }\nfunction login(f) { post(f.clientId) }", Nothing)]
    [TestCase("async function start(fields) { await login(fields)\n fields.clientId = 1 }\nfunction login(f) { post(f.clientId) }", Lost)]
    [TestCase("function start(p) { const f = { ...p, clientId: '1' }; post(f.clientId) }", Nothing)]
    [TestCase("function start(p) { const f = { clientId: '1', ...p }; post(f.clientId) }", Lost)]
    [TestCase("const retry = require('bluebird-retry')\nfunction start(p) { return retry(login, { interval: 5, args: [p] }) }\nfunction login(f) { return f.login }", Nothing)]
    [TestCase("const retry = require('bluebird-retry')\nfunction start(p) { return retry(login, { interval: 5, args: [1, p] }) }\nfunction login(n, f) { return f.clientId }", Lost)]
    [TestCase("function createApi(u) { function connect(f) { return f.login }\n return { connect } }\nfunction start(f) { const api = createApi('u'); api.connect(f) }", Nothing)]
    [TestCase("const STEPS = { a: stepA }\nfunction start(f) { STEPS.a(f) }\nfunction stepA(x) { return x.clientId }", Lost)]
    [TestCase("function start(p) { for (const { clientId } of [p]) post(clientId) }", Escapes)]
    [TestCase("function start(p) { return [p, 1] }", Escapes)]
    [TestCase("const addData = f => send(f.clientId)\nconst store = { addData }\nfunction start(f) { store.addData(f) }", Lost)]
    public void What_is_only_called_fields_is_not_the_fields(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("export default new BaseKonnector(start)\nasync function start(f: Fields): Promise<void> { f.clientId }", Lost)]
    [TestCase("async function start(this: K, f: { clientId: string }) { const g: Record<string, string> = f; g.clientId }", Lost)]
    [TestCase("async function start(f: Fields) { (f as any).clientId }", Lost)]
    [TestCase("async function start(f: Fields) { const g = f as unknown as Other; g.clientId }", Lost)]
    [TestCase("async function start(f?: Fields) { f!.clientId }", Lost)]
    [TestCase("async function start(f: Fields) { const g = f!; g.clientId }", Lost)]
    [TestCase("async function start(f: Fields) { const g = <Other>f; g.clientId }", Lost)]
    [TestCase("const start = async (f: Fields): Promise<Map<string, number>> => { f.clientId }\nnew BaseKonnector(start)", Lost)]
    [TestCase("async function start({ clientId }: { clientId: string }) {}", Lost)]
    [TestCase("class Api { constructor(private readonly x: Fields) {}\n go() { return this.x.clientId } }\nfunction start(f: Fields) { new Api(f).go() }", Lost)]
    [TestCase("export default class extends BaseKonnector { async fetch(f: Fields): Promise<void> { await this.go<Fields>(f) }\n private async go<T>(x: T): Promise<void> { x['clientId'] } }", Lost)]
    [TestCase("async function start(f: Fields) { request.post(url, f as any) }", Escapes)]
    [TestCase("interface Row { fields: { clientId: string } }\nfunction read(row: Row) { return row.fields.clientId }", Nothing)]
    [TestCase("async function start(fields: Fields) { let x: typeof fields.clientId; post(fields.login) }", Nothing)]
    public void TypeScript_is_read_in_the_same_way(string code, string finding) => Assert.That(Blocking(("index.ts", code)), Is.EqualTo(finding));

    [TestCase("start = (f) -> f.clientId\nmodule.exports = new BaseKonnector start", Lost)]
    [TestCase("module.exports = new BaseKonnector (f) ->\n  use f.clientId", Lost)]
    [TestCase("module.exports = new BaseKonnector(({clientId}) -> clientId)", Lost)]
    [TestCase("class K extends BaseKonnector\n  fetch: (f) ->\n    @signIn f\n  signIn: (x) ->\n    x.clientId", Lost)]
    [TestCase("class K extends BaseKonnector\n  go: ->\n    {clientId} = @fields", Lost)]
    [TestCase("signIn = (requiredFields, entries, data, next) ->\n  request.post\n    form:\n      id: requiredFields.clientId\n  , next", Lost)]
    [TestCase("start = (f) ->\n  copy = f\n  log copy.clientId", Lost)]
    [TestCase("start = (f) ->\n  signIn f, true\n\nsignIn = (x, y) ->\n  use x.clientId", Lost)]
    [TestCase("start = (f) ->\n  g = f or {}\n  g.clientId", Lost)]
    [TestCase("start = (f) ->\n  f?.clientId", Lost)]
    [TestCase("start = (f) ->\n  options =\n    form: f\n  go options\ngo = (o) -> o.form.clientId", Lost)]
    [TestCase("class Api\n  constructor: (@x) ->\n  go: -> @x.clientId\nstart = (f) ->\n  api = new Api f\n  api.go()", Lost)]
    [TestCase("start = (f) ->\n  request.post url, f, done", Escapes)]
    [TestCase("start = (f) ->\n  f[name]", Computed)]
    [TestCase("start = (f) ->\n  for key, value of f\n    use value", Computed)]
    [TestCase("start = (f) ->\n  use \"id #{f.clientId}\" unless f.login?", Lost)]
    [TestCase("start = (f) ->\n  log.info f\n  console.log 'x', f", Nothing)]
    [TestCase("start = (f) ->\n  saveBills bills, f", Nothing)]
    [TestCase("start = (f) ->\n  f.clientId = 'mine'\n  use f.clientId", Nothing)]
    [TestCase("start = (f) ->\n  rows.map (f) -> f.clientId", Nothing)]
    [TestCase("fields = parse form\nuse fields.clientId", Nothing)]
    [TestCase("use record.fields.clientId", Nothing)]
    [TestCase("# fields.clientId", Nothing)]
    [TestCase("class Api\n  constructor: ({@login, @clientId}) ->\nstart = (f) -> new Api f", Lost)]
    [TestCase("prepare = (f) ->\n  log 'x'\n  f\nstart = (f) ->\n  g = prepare f\n  post g.clientId", Lost)]
    [TestCase("prepare = (f) ->\n  creds: f\nstart = (f) ->\n  post prepare(f).creds.clientId", Lost)]
    [TestCase("class Base\n  constructor: (@f) ->\nclass Api extends Base\n  open: -> post @f.clientId\nstart = (f) -> new Api(f).open()", Lost)]
    public void CoffeeScript_is_read_in_the_same_way(string code, string finding) => Assert.That(Blocking(("index.coffee", code)), Is.EqualTo(finding));

    [TestCase("const signIn = require('./auth')\nfunction start(f) { signIn(f) }", "module.exports = x => x.clientId", Lost)]
    [TestCase("const signIn = require('./auth')\nfunction start(f) { signIn(f) }", "module.exports = go\nfunction go(x) { return x.clientId }", Lost)]
    [TestCase("const { signIn } = require('./auth')\nfunction start(f) { signIn(1, f) }", "exports.signIn = function (a, x) { return x.clientId }", Lost)]
    [TestCase("const { signIn: go } = require('./auth')\nfunction start(f) { go(f) }", "module.exports = { signIn: x => x.clientId }", Lost)]
    [TestCase("const auth = require('./auth')\nfunction start(f) { auth.signIn(f) }", "module.exports = { signIn }\nasync function signIn(x) { x.clientId }", Lost)]
    [TestCase("const signIn = require('./auth').signIn\nfunction start(f) { signIn(f) }", "module.exports.signIn = x => x.clientId", Lost)]
    [TestCase("function start(f) { require('./auth')(f) }", "module.exports = x => x.clientId", Lost)]
    [TestCase("import signIn from './auth'\nfunction start(f) { signIn(f) }", "export default async function (x) { x.clientId }", Lost)]
    [TestCase("import signIn from './auth'\nfunction start(f) { signIn(f) }", "const go = x => x.clientId\nexport default go", Lost)]
    [TestCase("import { signIn } from './auth'\nfunction start(f) { signIn(f) }", "export async function signIn(x) { x.clientId }", Lost)]
    [TestCase("import { signIn as go } from './auth'\nfunction start(f) { go({ f }) }", "export const signIn = ({ f }) => f.clientId", Lost)]
    [TestCase("import * as auth from './auth'\nfunction start(f) { auth.signIn(f) }", "const go = x => x.clientId\nexport { go as signIn }", Lost)]
    [TestCase("import Api from './auth'\nfunction start(f) { new Api(f) }", "export default class { constructor(x) { x.clientId } }", Lost)]
    [TestCase("const Api = require('./auth')\nfunction start(f) { const api = new Api(); api.signIn(f) }", "class Api { signIn(x) { return x.clientId } }\nmodule.exports = Api", Lost)]
    [TestCase("const Base = require('./auth')\nclass K extends Base { fetch(f) { return this.signIn(f) } }\nnew BaseKonnector(f => new K().fetch(f))", "class B { signIn(x) { return x.clientId } }\nmodule.exports = B", Lost)]
    [TestCase("const prepare = require('./auth')\nfunction start(f) { const g = prepare(f); g.clientId }", "module.exports = x => ({ ...x, more: 1 })", Lost)]
    [TestCase("new BaseKonnector(require('./auth'))", "module.exports = async x => x.clientId", Lost)]
    [TestCase("const go = require('./auth')\nnew BaseKonnector(go.start)", "module.exports.start = async x => x.clientId", Lost)]
    [TestCase("const { signIn } = require('./auth')\nfunction start(f) { signIn(f) }", "exports.signIn = x => request(x)", Escapes)]
    [TestCase("const { signIn } = require('./auth')\nfunction start(f) { signIn(row) }", "exports.signIn = fields => fields.clientId", Nothing)]
    [TestCase("require('./auth')", "const fields = read()\nfields.clientId", Nothing)]
    [TestCase("const api = require('./auth')\nclass K extends BaseKonnector { fetch(input) { return api.client.fetch(input) } }", "class Client { fetch(c) { return send(c.clientId) } }\nexports.client = new Client()", Lost)]
    [TestCase("const B = require('./auth')\nclass K extends B { signIn(c) { send(c.clientId) } }\nmodule.exports = new K()", "module.exports = class B extends BaseKonnector { fetch(f) { return this.signIn(f) }\n signIn() {} }", Lost)]
    [TestCase("const B = require('./auth')\nclass K extends B { fetch(params) { auth(params.clientId) } }", "class B extends CookieKonnector {}\nmodule.exports = B", Lost)]
    [TestCase("const { Site } = require('./auth')\nclass Mine extends Site { open() { return this.creds.clientId } }\nfunction start(p) { new Mine(p).open() }", "exports.Site = class { constructor(c) { this.creds = c } }", Lost)]
    [TestCase("const { saveFiles } = require('./auth')\nfunction start(f) { saveFiles([], f) }", "exports.saveFiles = (docs, options) => unlock(options.clientId)", Lost)]
    [TestCase("const state = require('./auth')\nconst go = require('./auth')\nfunction start(p) { state.creds = p; go.open() }", "const state = { open() { return post(state.creds.clientId) } }\nmodule.exports = state", Lost)]
    [TestCase("const { toRow } = require('./auth')\nfunction start(f) { rows.map(toRow) }", "exports.toRow = fields => ({ a: fields.clientId })", Nothing)]
    [TestCase("const { other } = require('./auth')\nfunction start(f) { other(f.login) }", "exports.other = x => x\nexports.toForm = fields => fields.clientId", Nothing)]
    public void Other_files_are_followed(string index, string auth, string finding) => Assert.That(Blocking(("index.js", index), ("auth.js", auth)), Is.EqualTo(finding));

    [TestCase("data")]
    [TestCase("bin")]
    [TestCase("scripts")]
    [TestCase("vendor")]
    public void What_a_konnector_imports_counts_wherever_it_stands(string folder)
    {
        var index = $"const signIn = require('./{folder}/auth')\nfunction start(f) {{ signIn(f) }}";

        Assert.That(Blocking(("index.js", index), ($"{folder}/auth.js", "module.exports = x => x.clientId")), Is.EqualTo(Lost));
        Assert.That(Blocking(("index.js", ""), ($"{folder}/auth.js", "fields.clientId")), Is.Empty);
    }

    [TestCase("module.exports = { resolve: { modules: ['src', 'node_modules'] } }")]
    [TestCase("module.exports = { resolve: { modules: [path.resolve(__dirname, 'src'), 'node_modules'] } }")]
    [TestCase("const SRC = path.resolve(__dirname, 'src')\nmodule.exports = { resolve: { modules: [SRC, 'node_modules'] } }")]
    [TestCase("module.exports = { resolve: { alias: { auth: path.resolve(__dirname, './src/auth') } } }")]
    public void Modules_are_found_where_webpack_finds_them(string configuration) => Assert.That(
        Blocking(
            ("package.json", """{ "main": "src/index.js" }"""),
            ("webpack.config.js", configuration),
            ("src/index.js", "import signIn from 'auth'\nfunction start(f) { signIn(f) }"),
            ("src/auth.js", "export default x => x.clientId")),
        Is.EqualTo(Lost));

    [TestCase("export { default as signIn } from './signIn'")]
    [TestCase("export * from './other'")]
    [TestCase("module.exports = { ...require('./other') }")]
    public void What_a_module_passes_on_is_followed(string library) => Assert.That(
        Blocking(
            ("index.js", "import { signIn } from './lib'\nfunction start(f) { signIn(f) }"),
            ("lib/index.js", library),
            ("lib/signIn.js", "export default x => x.clientId"),
            ("lib/other.js", "exports.signIn = x => x.clientId")),
        Is.EqualTo(Lost));

    [TestCase("./login.js", """{}""")]
    [TestCase("~/login", """{ "compilerOptions": { "baseUrl": "./src", "paths": { "~/*": ["./*"] } } }""")]
    [TestCase("login", """{ "compilerOptions": { "baseUrl": "./src" } }""")]
    public void Modules_are_found_where_typescript_finds_them(string specifier, string configuration) => Assert.That(
        Blocking(
            ("package.json", """{ "main": "src/index.ts" }"""),
            ("tsconfig.json", configuration),
            ("src/index.ts", $"import {{ login }} from '{specifier}'\nexport default new BaseKonnector(async p => {{ await login(p) }})"),
            ("src/login.ts", "export const login = c => post(c.clientId)")),
        Is.EqualTo(Lost));

    [Test]
    public void A_package_of_the_same_repository_is_followed() => Assert.That(
        Blocking(
            ("package.json", """{ "main": "index.js" }"""),
            ("index.js", "const { signIn } = require('@garden/auth')\nfunction start(f) { signIn(f) }"),
            ("packages/auth/package.json", """{ "name": "@garden/auth", "main": "lib/main.js" }"""),
            ("packages/auth/lib/main.js", "exports.signIn = x => x.clientId")),
        Is.EqualTo(Lost));

    [Test]
    public void A_file_that_is_loaded_and_not_read_is_told_where_a_field_goes()
    {
        var report = Read.Report(new MigratedManifest("manifest.konnector", Before, After), ("index.js", "require('./big')"), ("big.js", new string(' ', SourceNames.MaximumLength + 1)));

        Assert.That(Read.Findings(report), Is.EqualTo("Info source-large big.js:0:0, Warning source-unread big.js:0:0"));
    }

    [TestCase("index.js", "require('./auth.min.js')", "auth.min.js")]
    [TestCase("index.js", "require('./dist/auth')", "dist/auth")]
    [TestCase("index.js", "import './auth.mts'", "auth.mts")]
    [TestCase("build/index.js", "start()", "build/index.js")]
    [TestCase("main.es6", "start()", "main.es6")]
    public void Code_that_is_loaded_and_never_looked_at_is_told_where_a_field_goes(string main, string code, string unread)
    {
        var report = Read.Report(new MigratedManifest("manifest.konnector", Before, After), ("package.json", $$"""{ "main": "{{main}}" }"""), (main, code));

        Assert.That(Read.Findings(report), Is.EqualTo($"Warning source-unread {unread}:0:0"));
    }

    [Test]
    public void Where_no_field_goes_nothing_blocks() => Assert.That(
        Read.Findings(Read.Report(new MigratedManifest("manifest.konnector", After, After), ("index.js", "function start(f) { request(f); f[name] }"))), Is.Empty);

    [Test]
    public void A_folder_with_folders_in_its_place_is_not_taken_away() => Assert.That(
        Read.Findings(Read.Report(
            new MigratedManifest(
                "manifest.konnector",
                """{ "fields": { "advancedFields": { "folderPath": {} } }, "permissions": { "f": { "type": "io.cozy.files" } } }""",
                """{ "fields": {}, "folders": [{ "defaultDir": "/" }], "permissions": { "f": { "type": "io.cozy.files" } } }"""),
            ("index.js", "function start(f) { request(f); f[name]; saveFiles(files, f) }"))),
        Is.Empty);
}
