using System.Text;
using ManifestMigrator.Catalogue;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.Catalogue;

public sealed class KonnectorDeclarationTests
{
    [Test]
    public void An_object_that_is_made_a_konnector_in_JavaScript() => Reads(
        """
        'use strict'
        const baseKonnector = require('../lib/base_konnector')
        const NAME = 'Blue ' + "Melon"
        const Bill = require('../models/bill')
        let log = require('printit')({ prefix: NAME, date: true })

        const connector = module.exports = baseKonnector.createNew({
          name: NAME, // what people call it
          vendorLink: 'https://melon.example/',
          category: `telecom`,
          color: { hex: '#ff0', 'css': "#ff0" },
          fields: {
            login: { type: 'text' },
            'password': { type: "password", min: 6, max: -1, advanced: false, },
            note: { type: 'text', default: null, pattern: /[,}]/ },
          },
          dataType: ['bill'],
          models: [Bill],
          fetchOperations: [
            logIn,
            linkBankOperation({ log, minDateDelta: 4, name: 'no, not this' })
          ],
          helper (a, b) { return { name: 'nor this' } },
          other: (a, b) => a,
          log
        })

        function logIn (requiredFields, entries, data, next) { name = 'nor that'; next({ name: 'x', fields: 7 }) }
        """,
        isCoffeeScript: false,
        "{name: Blue Melon, vendorLink: https://melon.example/, category: telecom, color: {hex: #ff0, css: #ff0}, "
        + "fields: {login: {type: text}, password: {type: password, min: 6, max: -1, advanced: false}, note: {type: text, default: null, pattern: ?}}, "
        + "dataType: [bill], models: [?Bill], fetchOperations: [?logIn, ?], helper: ?, other: ?, log: ?log}");

    [Test]
    public void A_plain_object_in_CoffeeScript() => Reads(
        """
        Bill = require '../models/bill'

        # Konnector

        module.exports =

            name: "Blue Melon"
            slug: "blue_melon"
            vendorLink: "https://melon.example/#{path}"

            fields:
                login: "text"
                password:
                    type: "password"
                    advanced: no
        # A comment that stands far out ends nothing.
                folderPath: type: "folder", advanced: true
            models:
                bill: Bill
            dataType: [
                'bill'
                'event', 'contact'
            ]
            color: { hex: '#000', css: '#000' }

            init: (callback) ->
                map = (doc) -> emit doc.date, doc
                callback name: 'not this'

            fetch: (requiredFields, callback) ->
                log.info "Import started"

        logIn = (requiredFields, billInfos, data, next) ->
            options =
                name: 'nor this'
        """,
        isCoffeeScript: true,
        "{name: Blue Melon, slug: blue_melon, vendorLink: ?, "
        + "fields: {login: text, password: {type: password, advanced: false}, folderPath: {type: folder, advanced: true}}, "
        + "models: {bill: ?Bill}, dataType: [bill, event, contact], color: {hex: #000, css: #000}, init: ?, fetch: ?}");

    [TestCase("K = module.exports = require('../lib/base_konnector').createNew\n    name: 'A'\n    fields:\n        login: type: 'text'\n    models: [\n        A, B]\n")]
    [TestCase("factory = require '../lib/base_konnector'\nconnector = module.exports = factory.createNew(\n  name: 'A',\n  fields: {login: {type: 'text'}},\n  models: [A, B])\n")]
    [TestCase("module.exports = factory.createNew name: 'A', fields: {login: type: 'text'}, models: [A, B]\n")]
    [TestCase("module.exports = factory.createNew({\n  name: 'A'\n  fields:\n    login: {type: 'text'}\n  models: [A\n    B]\n})\n")]
    [TestCase("options =\n  name: 'A'\n  fields: login: type: 'text'\n  models: [A, B]\nmodule.exports = factory.createNew options\n")]
    public void Each_way_of_calling_in_CoffeeScript(string code) =>
        Reads(code, isCoffeeScript: true, "{name: A, fields: {login: {type: text}}, models: [?A, ?B]}");

    [TestCase("module.exports = { name: 'A', slug: 'a', fetch: function (a, b) { return 1 } }", "{name: A, slug: a, fetch: ?}")]
    [TestCase("base.createNew({ name: 'A', models: [Bill] })\nmodule.exports = { name: 'B', fields: { login: 'text' } }", "{name: B, fields: {login: text}}")]
    [TestCase("const Bill = baseModel.createNew({ name: 'Bill', fields: {} })\nmodule.exports = baseKonnector.createNew({ name: 'A', models: [Bill] })", "{name: A, models: [?Bill]}")]
    [TestCase("const make = require('./lib/base_ovh_konnector')\nmodule.exports = make.createNew(api, 'A', 'a', 'a.example')", "{name: A, slug: a, vendorLink: a.example}")]
    [TestCase("var k = { name: 'A', fields: {} };\nmodule.exports = k;", "{name: A, fields: {}}")]
    [TestCase("var k = {\n  name: 'A',\n  fields: {}\n}\nmodule.exports = k", "{name: A, fields: {}}")]
    [TestCase("module.exports = base.createNew({...defaults, name: 'A', ['x']: 1, get fields () { return {} }, vendorLink: 'a' ? 'b' : 'c'})", "{name: A, vendorLink: ?}")]
    [TestCase("module.exports = base.createNew({name: 'A', name: 'B', vendorLink: link()})", "{name: A, name: B, vendorLink: ?}")]
    [TestCase("const A = B\nconst B = A\nmodule.exports = base.createNew({name: 'N', slug: A, fields: {}})", "{name: N, slug: ?A, fields: {}}")]
    [TestCase("let s = 'one'\ns = 'two'\nmodule.exports = base.createNew({name: 'N', slug: s, fields: {}})", "{name: N, slug: ?s, fields: {}}")]
    public void Each_way_of_declaring_in_JavaScript(string code, string expected) => Reads(code, isCoffeeScript: false, expected);

    [Test]
    public void Arguments_in_their_order_without_the_secrets_of_the_first() => Reads(
        """
        name = 'Host EU'
        api =
            appKey: 'key'
            appSecret: 'secret'
        connector = module.exports = baseHost.createNew(api, name, 'host_eu', 'host.example', 'host_provider')
        """,
        isCoffeeScript: true,
        "{name: Host EU, slug: host_eu, vendorLink: host.example, category: host_provider}");

    [TestCase("")]
    [TestCase("module.exports = { createNew: function (options) { return options } }")]
    [TestCase("module.exports = { name: 'A' }")]
    [TestCase("module.exports = { name: 'client', fetch: function (url) { return url } }")]
    [TestCase("const base = require('../lib/base_model')\nmodule.exports = base.createNew({ name: 'Bill', displayName: 'x' })")]
    [TestCase("module.exports = cozydb.models.createNew({ name: 'Bill' })")]
    [TestCase("module.exports = require('./lib')")]
    [TestCase("// module.exports = base.createNew({name: 'A', fields: {}})")]
    [TestCase("x = 'base.createNew({name: 1, fields: {}})'")]
    [TestCase("base.createNew(")]
    [TestCase("base.createNew({name: 'A', fields: {")]
    [TestCase("module.exports =")]
    public void Code_that_declares_no_konnector(string code) => Assert.Multiple(() =>
    {
        Assert.That(Read(code, isCoffeeScript: false), Is.Null);
        Assert.That(Read(code.Replace("//", "#", StringComparison.Ordinal), isCoffeeScript: true), Is.Null);
    });

    private static void Reads(string code, bool isCoffeeScript, string expected) => Assert.Multiple(() =>
    {
        Assert.That(Written(Read(code, isCoffeeScript)?.Members), Is.EqualTo(expected));
        Assert.That(Written(Read(code.ReplaceLineEndings("\r\n"), isCoffeeScript)?.Members), Is.EqualTo(expected), "with CR/LF");
    });

    /// <summary>Beside code that uses no library of konnectors.</summary>
    [TestCase("module.exports = { name: 'logger', slug: 'logger', fetch(x) { return x }, init() {} }", false)]
    [TestCase("module.exports = factory.createNew({ name: 'Widget', slug: 'widget', fields: { color: 'text' } })", false)]
    [TestCase("module.exports = baseKonnector.createNew({ name: 'A', fields: { login: 'text' } })", true)]
    [TestCase("module.exports = { name: 'A', slug: 'a', fields: { login: 'text' }, fetch() {} }", true)]
    [TestCase("const factory = require('../lib/base_konnector')\nmodule.exports = factory.createNew({ name: 'A', fields: { login: 'text' } })", true)]
    public void What_others_write_too_is_a_konnector_only_beside_a_library_of_konnectors(string code, bool isKonnector) => Assert.Multiple(() =>
    {
        Assert.That(KonnectorDeclaration.In(SourceTree.Read([new SourceFile("index.js", Encoding.UTF8.GetBytes(code))], [])), Has.Count.EqualTo(isKonnector ? 1 : 0));
        Assert.That(Read(code, isCoffeeScript: false), Is.Not.Null);
    });

    private static KonnectorDeclaration? Read(string code, bool isCoffeeScript)
    {
        SourceFile[] files =
        [
            new("package.json", """{ "dependencies": { "cozy-konnector-libs": "^2.0.0" } }"""u8.ToArray()),
            new(isCoffeeScript ? "server/konnectors/melon.coffee" : "index.js", Encoding.UTF8.GetBytes(code)),
        ];
        return KonnectorDeclaration.In(SourceTree.Read(files, [])).SingleOrDefault()?.Declaration;
    }

    private static string Written(CodeValue? value) => value switch
    {
        CodeText text => text.Value,
        CodeLiteral literal => literal.Json,
        CodeComputed computed => "?" + computed.Name,
        CodeArray array => $"[{string.Join(", ", array.Items.Select(Written))}]",
        CodeObject @object => $"{{{string.Join(", ", @object.Members.Select(member => $"{member.Key}: {Written(member.Value)}"))}}}",
        _ => "nothing",
    };
}
