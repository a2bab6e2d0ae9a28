using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class ReferenceTests
{
    private const string Libs = "cozy-konnector-libs";

    [TestCase("server/konnectors/a.coffee", "bill = require '../models/bill'", "models/bill")]
    [TestCase("konnectors/a.coffee", "bill = require '../models/bill'", "models/bill")]
    [TestCase("konnectors/a.js", "require('../lib/naming.js')", "lib/naming")]
    [TestCase("konnectors/a.js", "require('../models/edf/payment_terms')", "models/paymentterms")]
    [TestCase("konnectors/edf/a.js", "require('../../lib/naming')", "lib/naming")]
    [TestCase("lib/poller.js", "require('./naming')", "lib/naming")]
    [TestCase("konnector.js", "require('../lib/naming')", "lib/naming")]
    [TestCase("src/a.js", "import Content from '../../connectorLibs/ContentScript'", "connectorLibs/*")]
    [TestCase("src/helpers/a.js", "require('./manifest')", "")]
    [TestCase("src/a.js", "require('./lib/naming')", "")]
    [TestCase("a.js", "require('./lib')", "")]
    [TestCase("a.js", "require('./lib/html2pdf')", "")]
    [TestCase("a.js", "require('./models/feeds')", "")]
    [TestCase("a.js", "require('lib/naming')", "")]
    [TestCase("a.js", "require('./Lib/naming')", "")]
    public void A_path_is_a_shared_module_where_the_server_had_it(string path, string code, string module) =>
        Assert.That(Read.Modules(Read.Report((path, code))), Is.EqualTo(module));

    [Test]
    public void In_a_repository_of_many_each_has_folders_of_its_own() => Assert.That(
        Read.Modules(Read.Report(("packages/a/package.json", "{}"), ("packages/a/src/index.js", "require('../lib/poller')"))), Is.EqualTo("lib/poller"));

    [TestCase("require('printit')({})", "pkg:printit")]
    [TestCase("import { ContentScript } from 'cozy-clisk/dist/contentscript'", "pkg:cozy-clisk")]
    [TestCase("require('@cozy/minilog')", "pkg:@cozy/minilog")]
    [TestCase("require('cozy-konnector-libs/dist/libs/CozyBrowser')", "libs:CozyBrowser (deep)")]
    [TestCase("require('cozy-konnector-libs/libs/saveBills')", "libs:deep libs/* helpers/*")]
    [TestCase("require('cozy-konnector-libs/cozyclient')", "lib/cozyclient")]
    [TestCase("require('cozy-konnector-libs')", "pkg:cozy-konnector-libs")]
    [TestCase("const { unheardOf } = require('cozy-konnector-libs')", "pkg:cozy-konnector-libs")]
    [TestCase("require('cozy-konnector-libs-of-mine')", "")]
    [TestCase("require('cozydb-extra')", "")]
    [TestCase("require('lodash/merge')", "")]
    public void A_package_is_known_by_its_name(string code, string module) => Assert.That(Read.Modules(Read.Report(("index.js", code))), Is.EqualTo(module));

    [TestCase("^4.11.0", "BaseKonnector, log", "libs:BaseKonnector libs:log")]
    [TestCase("^2.5.0", "baseKonnector, filterExisting", "lib/base_konnector lib/filter_existing")]
    [TestCase("^2.5.0", "updateOrCreate, manifest", "lib/manifest lib/update_or_create")]
    [TestCase("^4.16.0", "updateOrCreate, manifest", "libs:manifest libs:updateOrCreate")]
    [TestCase("latest", "updateOrCreate", "libs:updateOrCreate")]
    [TestCase("^1.0.1", "saveDateAndFile", "lib/save_data_and_file")]
    [TestCase("^2.0.0", "models: { bill, baseModel }", "lib/base_model models/bill")]
    [TestCase("^2.0.0", "models", "libs:models.*")]
    [TestCase("^4.0.0", "errors: { VENDOR_DOWN }", "libs:errors")]
    public void Names_are_understood_by_the_version_that_is_asked_for(string version, string names, string modules) => Assert.That(
        Read.Modules(Read.Report(("package.json", Read.Package(version)), ("index.js", $"const {{ {names} }} = require('{Libs}')"))).Split(' '), Is.EquivalentTo(modules.Split(' ')));

    [TestCase("^4.32.0", "log", "none")]
    [TestCase("^2.5.0", "log", "none")]
    [TestCase("2.0.0", "log", "upgrade to 2.2.0")]
    [TestCase("^2.0.0", "log", "none")]
    [TestCase("4.13.1", "CookieKonnector", "upgrade to 4.13.2")]
    [TestCase("~4.12.0", "CookieKonnector", "upgrade to 4.13.2")]
    [TestCase("<4.13", "CookieKonnector", "upgrade to 4.13.2")]
    [TestCase("github:konnectors/libs#v4.2.0", "CookieKonnector", "upgrade to 4.13.2")]
    [TestCase("^4.2.0", "CookieKonnector", "none")]
    [TestCase("~4.13.0", "CookieKonnector", "none")]
    [TestCase(">=4.2.0", "CookieKonnector", "none")]
    [TestCase("4.x", "CookieKonnector", "none")]
    [TestCase("github:konnectors/libs#master", "CookieKonnector", "none")]
    [TestCase("^4.14.0", "CookieKonnector", "none")]
    [TestCase("3.0.5", "updateOrCreate", "upgrade to 3.0.9")]
    [TestCase("4.15.0", "manifest", "upgrade to 4.15.2")]
    [TestCase("^4.0.0", "request", "rename")]
    [TestCase("^2.5.0", "baseKonnector", "rewrite")]
    [TestCase("^4.0.0", "models", "rewrite")]
    [TestCase("latest", "CookieKonnector", "none")]
    public void A_reference_says_what_has_to_be_done(string version, string name, string action) => Assert.That(
        Read.Report(("package.json", Read.Package(version)), ("index.js", $"const {{ {name} }} = require('{Libs}')")).References.Select(reference => reference.Action), Is.EqualTo([action]));

    [Test]
    public void What_needs_a_later_version_is_not_to_be_kept() => Assert.That(
        Read.Report(("package.json", Read.Package("4.13.1")), ("index.js", $"const {{ CookieKonnector }} = require('{Libs}')")).References.Single().Hint, Does.Not.Contain("Keep"));

    /// <summary>What a range admits is not what is installed: a lock file says that.</summary>
    [TestCase("yarn.lock", "cozy-konnector-libs@^4.2.0:\n  version \"4.5.1\"\n  resolved \"x\"\n", "upgrade to 4.13.2")]
    [TestCase("yarn.lock", "cozy-konnector-libs@^4.2.0:\n  version \"4.56.4\"\n", "none")]
    [TestCase("yarn.lock", "a@1:\n  version \"1.0.0\"\n\ncozy-konnector-libs@^4.1.0, cozy-konnector-libs@^4.2.0:\r\n  version \"4.5.1\"\r\n", "upgrade to 4.13.2")]
    [TestCase("yarn.lock", "\"cozy-konnector-libs@npm:^4.2.0\":\n  version: 4.5.1\n", "upgrade to 4.13.2")]
    [TestCase("yarn.lock", "cozy-konnector-libs@^4.0.0:\n  version \"4.0.1\"\n", "none", Description = "it is of another package.json")]
    [TestCase("package-lock.json", """{ "packages": { "node_modules/cozy-konnector-libs": { "version": "4.5.1" } } }""", "upgrade to 4.13.2")]
    [TestCase("package-lock.json", """{ "dependencies": { "cozy-konnector-libs": { "version": "4.5.1" } } }""", "upgrade to 4.13.2")]
    [TestCase("package-lock.json", """{ "dependencies": { "cozy-konnector-libs": { "version": "3.5.1" } } }""", "none", Description = "it no longer fits")]
    [TestCase("package-lock.json", "{ nonsense", "none")]
    public void A_lock_file_says_which_version_is_installed(string name, string content, string action)
    {
        var reference = Read.Report(("package.json", Read.Package("^4.2.0")), (name, content), ("index.js", $"const {{ CookieKonnector }} = require('{Libs}')")).References.Single();

        Assert.That(reference.Action, Is.EqualTo(action));
        Assert.That(reference.Hint.Contains($"Version 4.5.1 of {Libs}, which {name} installs", StringComparison.Ordinal), Is.EqualTo(action != "none"), reference.Hint);
    }

    [Test]
    public void A_lock_file_of_a_workspace_stands_above_its_packages() => Assert.That(
        Read.Report(("packages/a/package.json", Read.Package("^4.2.0")), ("yarn.lock", "cozy-konnector-libs@^4.2.0:\n  version \"4.5.1\"\n"), ("packages/a/index.js", $"const {{ CookieKonnector }} = require('{Libs}')")).References.Single().Action,
        Is.EqualTo("upgrade to 4.13.2"));

    [TestCase("const { calculateFileKey } = require('cozy-konnector-libs/dist/libs/saveFiles')", "package root export of the same helper: calculateFileKey")]
    [TestCase("const { saveFiles } = require('cozy-konnector-libs/dist/libs/saveFiles')", "cozy-konnector-libs: saveFiles")]
    [TestCase("const log = require('cozy-konnector-libs/dist/libs/saveFiles').default", "cozy-konnector-libs: saveFiles")]
    public void A_file_of_the_library_is_replaced_by_the_names_that_are_imported(string code, string replacement) =>
        Assert.That(Read.Report(("index.js", code)).References.Single().Replacement, Is.EqualTo(replacement));

    [TestCase("cozy-konnector-libs/libs/saveBills", "cozy-konnector-libs: saveBills")]
    [TestCase("cozy-konnector-libs/libs/saveFiles.js", "cozy-konnector-libs: saveFiles")]
    [TestCase("cozy-konnector-libs/helpers/unheardOf", "package root export of the same helper")]
    public void A_file_of_the_library_is_replaced_by_what_the_library_exports(string specifier, string replacement) =>
        Assert.That(Read.Report(("index.js", $"require('{specifier}')")).References.Single().Replacement, Is.EqualTo(replacement));

    [Test]
    public void The_nearest_package_tells_the_version() => Assert.That(
        Read.Modules(Read.Report(
            ("package.json", Read.Package("^4.0.0")),
            ("packages/old/package.json", Read.Package("^2.0.0")),
            ("packages/old/index.js", "const { manifest } = require('cozy-konnector-libs')"))),
        Is.EqualTo("lib/manifest"));

    [Test]
    public void Everything_a_row_needs_is_there()
    {
        var reference = Read.Report(("index.js", "'use strict'\r\n\r\nconst x = 1, poller = require('../lib/poller')\r\n")).References.Single();

        Assert.That(reference, Is.EqualTo(new Reference
        {
            Path = "index.js",
            Line = 3,
            Column = 31,
            Specifier = "../lib/poller",
            Module = "lib/poller",
            Kind = ReferenceKind.Removed,
            Action = "rewrite",
            Replacement = "none: manifest frequency / time_interval + stack triggers",
            Hint = "Delete.",
        }));
    }

    [Test]
    public void References_are_in_the_order_of_files_and_code() => Assert.That(
        Read.Report(("b.js", "require('printit')"), ("a.js", "require('ware')\nrequire('cozydb')")).References.Select(reference => $"{reference.Path}:{reference.Line}"),
        Is.EqualTo(["a.js:1", "a.js:2", "b.js:1"]));

    [Test]
    public void A_copy_in_the_repository_is_named() => Assert.That(
        Hints(("index.js", "require('./lib/naming')"), ("lib/naming.coffee", "")),
        Is.EqualTo(["Compute entry.filename yourself, keeping the old pattern (YYYYMM_vendor.pdf by default) so existing files are recognised. The repository contains a copy: lib/naming.coffee can be removed too."]));

    [Test]
    public void A_copy_above_the_root_is_not_in_the_repository() =>
        Assert.That(Hints(("konnector.js", "require('../lib/poller')"), ("lib/poller.js", "")), Is.EqualTo(["Delete."]));

    [TestCase("test/a.js", "require('printit')")]
    [TestCase("src/__tests__/a.js", "require('printit')")]
    [TestCase("src/a.spec.js", "require('printit')")]
    [TestCase("index.js", "jest.mock('cozy-konnector-libs', () => ({}))")]
    public void A_reference_of_a_test_is_marked(string path, string code) =>
        Assert.That(Hints((path, code)).Single(), Does.EndWith(" Only a test refers to it here."));

    [Test]
    public void A_file_that_nothing_loads_is_marked()
    {
        var report = Read.Report(
            ("package.json", Read.Package("^4.0.0", "./src/index.js")),
            ("src/index.js", "require('./used')\nrequire('cozydb')"),
            ("src/used.coffee", "require 'cozydb'"),
            ("src/unused.js", "require('cozydb')"),
            ("webpack.config.js", "module.exports = { entry: { remove: './src/remove.js' } }"),
            ("src/remove.js", "require('cozydb')"));

        Assert.That(
            report.References.Where(reference => reference.Hint.Contains("does not load", StringComparison.Ordinal)).Select(reference => reference.Path),
            Is.EqualTo(["src/unused.js"]));
    }

    [TestCase("require('./' + name)")]
    [TestCase("import(`./${name}`)")]
    public void Where_a_name_is_computed_every_file_may_be_loaded(string code) =>
        Assert.That(Hints(("index.js", code), ("other.js", "require('cozydb')")), Has.None.Contains("does not load"));

    [Test]
    public void Where_no_beginning_is_known_every_file_may_be_loaded() =>
        Assert.That(Hints(("server/konnectors/a.coffee", "require 'cozydb'")), Has.None.Contains("does not load"));

    [Test]
    public void A_name_that_the_version_does_not_export_is_marked() => Assert.That(
        Hints(("package.json", Read.Package("4.32.0")), ("index.js", "const { models: { baseModel } } = require('cozy-konnector-libs')")).Single(),
        Does.EndWith(" Version 4.32.0 of cozy-konnector-libs, which package.json asks for, no longer exports models.baseModel."));

    [Test]
    public void A_name_that_no_admitted_version_exports_is_marked() => Assert.That(
        Hints(("package.json", Read.Package("^4.32.0")), ("index.js", "const { models: { baseModel } } = require('cozy-konnector-libs')")).Single(),
        Does.EndWith(" No version of cozy-konnector-libs that package.json admits (^4.32.0) still exports models.baseModel."));

    [TestCase("node_modules/x/index.js")]
    [TestCase("src/build/index.js")]
    [TestCase("dist/index.js")]
    [TestCase("vendor/a.js")]
    [TestCase("a.min.js")]
    [TestCase("README.md")]
    public void What_comes_from_elsewhere_is_not_read(string path) => Assert.That(Read.Report((path, "require('cozydb')")).References, Is.Empty);

    [TestCase("(function(modules) {\nvar installedModules = {};\nfunction __webpack_require__(moduleId) {\nvar module = installedModules[moduleId] = { i: moduleId, l: false, exports: {} };\nmodules[moduleId].call(module.exports, module, module.exports, __webpack_require__);\nreturn module.exports;\n}\n})([function(module, exports) { require('cozydb') }]);", TestName = "A_bundle_of_webpack_4")]
    [TestCase("!function(e){var t={};function n(r){if(t[r])return t[r].exports;var o=t[r]={i:r,l:!1,exports:{}};return e[r].call(o.exports,o,o.exports,n),o.l=!0,o.exports}n(0)}([function(e,t,n){require('cozydb')}]);", TestName = "A_minified_bundle_of_webpack_4")]
    [TestCase("(()=>{var e={1:(e,t,n)=>{require('cozydb')}},t={};function n(r){var o=t[r];if(void 0!==o)return o.exports;var i=t[r]={exports:{}};return e[r](i,i.exports,n),i.exports}n(1)})();", TestName = "A_minified_bundle_of_webpack_5")]
    [TestCase("(function(){function r(e,n,t){function o(i,f){if(!n[i]){var p=n[i]={exports:{}};e[i][0].call(p.exports,function(r){return o(e[i][1][r]||r)},p,p.exports,r,e,n,t)}return n[i].exports}return o}return r})()({1:[function(require,module,exports){require('cozydb')},{}]},{},[1]);", TestName = "A_bundle_of_browserify")]
    public void A_bundle_is_known_by_its_loader(string code)
    {
        var report = Read.Report(("index.js", code));

        Assert.That(report.References, Is.Empty);
        Assert.That(Read.Findings(report), Is.EqualTo("Info source-bundle index.js:0:0"));
    }

    [TestCase("// __webpack_require__ is webpack's\nconst s = '__webpack_require__'\nrequire('cozydb')")]
    [TestCase("const load = typeof __webpack_require__ === 'function' ? __non_webpack_require__ : require\nrequire('cozydb')")]
    public void A_word_makes_no_bundle(string code) => Assert.That(Read.Report(("a.js", code)).References, Has.Count.EqualTo(1));

    [Test]
    public void A_long_line_of_ones_own_is_read() =>
        Assert.That(Read.Report(("a.js", $"require('cozydb');{string.Concat(Enumerable.Repeat("a=b;", 2_000))}\n")).References, Has.Count.EqualTo(1));

    [Test]
    public void A_big_file_of_ones_own_is_read() =>
        Assert.That(Read.Report(("a.js", $"require('cozydb')\n{string.Concat(Enumerable.Repeat("a = b;\n", 80_000))}")).References, Has.Count.EqualTo(1));

    [Test]
    public void A_file_that_is_too_large_is_told() =>
        Assert.That(Read.Findings(Read.Report(("a.js", new string(' ', SourceNames.MaximumLength + 1)))), Is.EqualTo("Info source-large a.js:0:0"));

    [Test]
    public void What_a_konnector_imports_from_vendor_is_read() => Assert.That(
        Read.Modules(Read.Report(("index.js", "require('./vendor/a')"), ("vendor/a.js", "require('cozydb')"), ("vendor/b.js", "require('printit')"))), Is.EqualTo("pkg:cozydb"));

    [Test]
    public void Nothing_of_the_code_is_quoted_but_the_specifier()
    {
        var report = Read.Report(
            new MigratedManifest("manifest.konnector", """{ "fields": { "advancedFields": { "folderPath": {} } } }""", """{ "fields": {} }"""),
            ("index.js", "const ovh = require('../lib/base_ovh_konnector').createNew({ key: 's3cr3t' }, fields.folderPath['s3cr3t'])"));

        Assert.That(report.References.Select(reference => $"{reference}").Concat(report.Findings.Select(found => $"{found.Finding}")), Has.None.Contains("s3cr3t"));
    }

    [Test]
    public void Bytes_that_are_no_text_do_no_harm() => Assert.That(
        SourceReport.Create(SourceTree.Read([new SourceFile("a.js", (byte[])[0xFF, 0xFE, 0x00, .. "\nrequire('cozydb')"u8]), new SourceFile("package.json", (byte[])[0xFF, (byte)'{'])], []), []).References,
        Has.Count.EqualTo(1));

    private static IEnumerable<string> Hints(params (string Path, string Text)[] files) => Read.Report(files).References.Select(reference => reference.Hint);
}
