using static ManifestMigrator.Tests.SourceCode.RemovedField;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>Functions of libraries under other names. The field <c>clientId</c> goes; each row says what has to block.</summary>
public sealed class KnownCallTests
{
    [TestCase("const { saveFiles: save } = require('cozy-konnector-libs')\nfunction start(f) { save([], f) }", Nothing)]
    [TestCase("import { saveFiles as save } from 'cozy-konnector-libs'\nfunction start(f) { save([], f) }", Nothing)]
    [TestCase("const libs = require('cozy-konnector-libs')\nconst save = libs.saveBills\nfunction start(f) { save([], f) }", Nothing)]
    [TestCase("const save = require('cozy-konnector-libs').saveBills\nfunction start(f) { save([], f) }", Nothing)]
    [TestCase("function start(f) { return saveBills.call(this, [], f) }", Nothing)]
    [TestCase("function start(f) { return this.saveBills.bind(this)([], f) }", Nothing)]
    [TestCase("class K extends BaseKonnector { fetch(f) { const save = this.saveFiles.bind(this); return save([], f) } }", Nothing)]
    [TestCase("class K extends BaseKonnector { fetch(f) { const { saveFiles: save } = this; return save([], f) } }", Nothing)]
    [TestCase("class K extends BaseKonnector { async fetch(f) { await super.fetch(f) } }", Nothing)]
    [TestCase("const { log: l } = require('cozy-konnector-libs')\nfunction start(f) { l('debug', f) }", Nothing)]
    [TestCase("const l = log.bind(null, 'info')\nfunction start(f) { l(f) }", Nothing)]
    [TestCase("const out = require('printit')({ prefix: 'x' })\nfunction start(f) { out.lineBreak(f); out.info(f) }", Nothing)]
    [TestCase("const trace = require('debug')('x')\nfunction start(f) { trace(f) }", Nothing)]
    [TestCase("function start(f) { const next = a ? saveDataAndFile(log, Bill) : filterExisting(log, Bill); next(f) }", Nothing)]
    [TestCase("const getter = fetcher.new()\nfunction start(f) { getter.args(f, {}, {}) }", Nothing)]
    [TestCase("function start(f) { const next = a ? saveDataAndFile(log, Bill) : make(log, Bill); next(f) }", Escapes)]
    [TestCase("const { post: saveFiles } = require('client')\nfunction start(f) { saveFiles([], f) }", Escapes)]
    [TestCase("const { unlock: log } = require('client')\nfunction start(f) { log(f) }", Escapes)]
    [TestCase("const save = client.post\nfunction start(f) { save([], f) }", Escapes)]
    [TestCase("const send = client.post.bind(client, 'u')\nfunction start(f) { send(f) }", Escapes)]
    [TestCase("class K extends Client { fetch(fields) { return super.post(fields) } }", Escapes)]
    [TestCase("const spawn = require('spawner')\nfunction start(f) { spawn('casper').args(f).run() }", Escapes)]
    [TestCase("const { saveFiles: save } = require('cozy-konnector-libs')\nconst post = x => send(x.clientId)\nfunction start(f) { save([], f); post(f) }", Lost)]
    [TestCase("module.exports = { fetch: function (p, done) { const f = fetcher.new(); f.use(signIn); f.args(p, {}, {}); f.fetch(done) } }\nfunction signIn(p) { send(p.clientId) }", Lost)]
    [TestCase("const steps = require('../lib/fetcher').new()\nsteps.use(signIn)\nfunction signIn(p) { send(p.clientId) }", Lost)]
    public void Functions_of_libraries_are_known_under_any_name(string code, string finding) => Assert.That(Blocking(("index.js", code)), Is.EqualTo(finding));

    [TestCase("const { saveFiles: save } = require('cozy-konnector-libs')\nfunction start(fields) { save([], fields) }", "folderPath GivenFields")]
    [TestCase("const libs = require('cozy-konnector-libs')\nconst save = libs.saveBills\nfunction start(fields) { save([], fields) }", "folderPath GivenFields, bank_identifier GivenFields")]
    [TestCase("function start(fields) { saveFiles.call(this, [], fields) }", "folderPath GivenFields")]
    [TestCase("function start(fields) { this.saveFiles.bind(this)([], fields) }", "folderPath GivenFields, login GivenFields")]
    [TestCase("function start(fields) { const save = saveFiles.bind(null, []); save(fields) }", "folderPath GivenFields")]
    [TestCase("class K extends BaseKonnector { fetch(fields) { const { saveFiles } = this; saveFiles([], fields) } }", "folderPath GivenFields, login GivenFields")]
    public void The_library_reads_the_folder_under_any_name(string code, string reads) => Assert.That(
        string.Join(", ", Read.Reads("index.js", code).Select(read => $"{read.Name} {read.Use}")), Is.EqualTo(reads));

    [TestCase("start = (f) ->\n  login f\n    .then list\nlogin = (x) -> send x.clientId", Lost)]
    [TestCase("start = (f) ->\n  login f\n  .then (a) -> list a\nlogin = (x) -> send x.clientId", Lost)]
    [TestCase("start = (f) ->\n  login f\n    .then list\n    .then (bills) -> saveBills bills, f\nlogin = (x) -> send x.clientId", Lost)]
    [TestCase("class K extends BaseKonnector\n  fetch: (f) ->\n    @login f\n    .then => @list()\n  login: (x) -> send x.clientId", Lost)]
    [TestCase("start = (f) ->\n  token = login f\n    .then list\nlogin = (x) -> send x.clientId", Lost)]
    [TestCase("start = (f) ->\n  open 'a', (page) ->\n      show page\n    .then -> send f.clientId", Lost)]
    [TestCase("start = (f) ->\n  prepare f\n    .then (g) -> send g.clientId\nprepare = (x) -> x", Lost)]
    [TestCase("start = (f) ->\n  send form:\n    f\n      .clientId", Lost)]
    [TestCase("start = (f) ->\n  login f\n    .then list\nlogin = (x) -> send x.login", Nothing)]
    [TestCase("start = (args...) ->\n  send args[0].clientId\nmodule.exports = new BaseKonnector start", Escapes)]
    [TestCase("module.exports =\n  fetch: (requiredFields, done) ->\n    fetcher.new()\n      .use signIn\n      .use filterExisting log, Bill\n      .args requiredFields, {}, {}\n      .fetch done\nsignIn = (p) -> send p.clientId", Lost)]
    [TestCase("module.exports =\n  fetch: (requiredFields, done) ->\n    fetcher.new()\n      .use signIn\n      .use filterExisting log, Bill\n      .args requiredFields, {}, {}\n      .fetch done\nsignIn = (p) -> send p.login", Nothing)]
    public void A_line_that_begins_with_a_dot_goes_on_from_the_whole_call_before_it(string code, string finding) => Assert.That(Blocking(("index.coffee", code)), Is.EqualTo(finding));
}
