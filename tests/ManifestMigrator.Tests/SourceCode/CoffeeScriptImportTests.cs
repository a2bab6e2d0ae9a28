using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class CoffeeScriptImportTests
{
    [TestCase("poller = require '../lib/poller'", "../lib/poller")]
    [TestCase("poller = require \"../lib/poller\"", "../lib/poller")]
    [TestCase("create = require('../lib/base_konnector').createNew", "../lib/base_konnector")]
    [TestCase("log = require('printit')\n    prefix: 'me'", "printit")]
    [TestCase("{one, two} = require '../lib/pair'", "../lib/pair")]
    [TestCase("x = require '../lib/x' if isDev", "../lib/x")]
    [TestCase("x = require \\\n  '../lib/x'", "../lib/x")]
    [TestCase("`const a = require('../lib/a')`", "../lib/a")]
    [TestCase("`s = '`'; `\nrequire 'a'", "a")]
    [TestCase("load = require\nx = load '../lib/x'", "../lib/x")]
    [TestCase("models = [require('a'), require 'b']", "a b")]
    [TestCase("s = \"#{require('a').name}\"", "a")]
    [TestCase("s = \"1 #{\"2 #{require 'a'}\"} 3\"\nrequire 'b'", "a b")]
    [TestCase("x = require.resolve 'a'", "a")]
    [TestCase("x = require? 'a'", "a")]
    [TestCase("x = require?('a')", "a")]
    [TestCase("import Base from 'a'", "a")]
    [TestCase("require 'a'\n+ 1", "a")]
    public void A_require_is_found(string code, string specifiers) => AssertFound(code, specifiers);

    [TestCase("# x = require 'a'")]
    [TestCase("###\nx = require 'a'\n###\ny = 1")]
    [TestCase("s = \"\"\"\n require 'a'\n\"\"\"")]
    [TestCase("s = '''\n require \"a\"\n'''")]
    [TestCase("s = 'first\n require \"a\"\n last'")]
    [TestCase("r = ///\n require 'a'\n///")]
    [TestCase("o = require: 1")]
    [TestCase("loader.require 'a'")]
    [TestCase("@require 'a'")]
    [TestCase("Loader::require 'a'")]
    [TestCase("require")]
    public void What_only_looks_like_one_is_not(string code) => AssertFound(code, "");

    [TestCase("m = require \"../konnectors/#{slug}\"")]
    [TestCase("m = require '../lib/' + name")]
    [TestCase("m = require path.join 'a', b")]
    [TestCase("m = require(\n  path.join(\n 'a'))")]
    public void A_computed_one_is_noted_without_its_name(string code) => AssertFound(code, "?");

    [TestCase("s = 'a # b'\nrequire 'a'")]
    [TestCase("r = ///\n ' # quote\n///\nrequire 'a'")]
    [TestCase("s.replace /'/g, ''\nrequire 'a'")]
    [TestCase("q = a / b; s = '/'\nrequire 'a'")]
    [TestCase("q = a // b; s = '/'\nrequire 'a'")]
    [TestCase("#### a line of four\nrequire 'a'")]
    [TestCase("s = \"a 'quoted' word\"\nrequire 'a'")]
    [TestCase("s = 'one\n two'\nrequire 'a'")]
    public void What_stands_before_does_not_hide_it(string code) => AssertFound(code, "a");

    [TestCase("s = 'lost\nx = require 'a'")]
    [TestCase("s = 'lost\nx = require '../lib/x'", "../lib/x")]
    [TestCase("s = \"lost\nx = require 'a'")]
    [TestCase("s = \"\"\"lost\nx = require 'a'")]
    [TestCase("`lost\nx = require 'a'")]
    [TestCase("s = \"lost #{x\nx = require 'a'")]
    public void A_mistake_costs_no_more_than_its_line(string code, string specifiers = "a") => AssertFound(code, specifiers);

    private static void AssertFound(string code, string specifiers) =>
        Assert.That(Found.Specifiers(code, SourceLanguage.CoffeeScript), Is.EqualTo(specifiers));
}
