using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class ImportedNameTests
{
    [TestCase("const { log, addData } = require('l')", "addData log")]
    [TestCase("const {\n  log, // one\n  addData, /* two */\n} = require('l')", "addData log")]
    [TestCase("const { log: tell } = require('l')", "log")]
    [TestCase("const { errors: { VENDOR_DOWN } } = require('l')", "errors errors.VENDOR_DOWN")]
    [TestCase("const { log = console.log, addData } = require('l')", "addData log")]
    [TestCase("const log = require('l').log", "log")]
    [TestCase("const bill = require('l').models.bill", "models models.bill")]
    [TestCase("require('l')\n  .models\n  .bill\n  .all()", "models models.bill")]
    [TestCase("const libs = require('l')\nconst Bill = libs.models.bill", "models models.bill")]
    [TestCase("const libs = require('l')\nconst { log } = libs", "log")]
    [TestCase("const { models } = require('l')\nconst Bill = models.bill", "models models.bill")]
    [TestCase("const { models: m } = require('l')\nconst { bill, file } = m", "models models.bill models.file")]
    [TestCase("const { log, ...rest } = require('l')\nrest.addData()", "addData log")]
    [TestCase("import { log, addData as save } from 'l'", "addData log")]
    [TestCase("import libs from 'l'\nlibs.log()", "log")]
    [TestCase("import * as libs from 'l'\nlibs.log()", "log")]
    [TestCase("import libs, { log } from 'l'\nlibs.addData()", "addData log")]
    [TestCase("import { type Bill, log } from 'l'", "Bill log")]
    [TestCase("export { log } from 'l'", "log")]
    [TestCase("const { log } = await import('l')", "log")]
    [TestCase("const libs = require('l')\nother.libs.log()\nlog({ libs })", "")]
    [TestCase("require('l')", "")]
    public void Names_are_taken_from_where_they_are_used(string code, string names) => Assert.That(Found.Names(code), Is.EqualTo(names));

    [TestCase("{log, addData} = require 'l'", "addData log")]
    [TestCase("{\n  log\n  addData\n} = require 'l'", "addData log")]
    [TestCase("libs = require 'l'\nlibs.log 'x'", "log")]
    public void CoffeeScript_has_them_too(string code, string names) => Assert.That(Found.Names(code, SourceLanguage.CoffeeScript), Is.EqualTo(names));
}
