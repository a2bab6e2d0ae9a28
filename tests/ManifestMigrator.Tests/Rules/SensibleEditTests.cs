using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Rules;

/// <summary>Whoever runs the tool may change any option of any shipped rule, as long as readers see what the rule declares.</summary>
public sealed class SensibleEditTests
{
    [TestCase("konnector-type", "values.konnector_node", """"konnector"""", """{"type":"konnector_node"}""", """{"type":"konnector","language":"node"}""")]
    [TestCase("konnector-type", "values", """[{"from": 1, "to": "konnector"}]""", """{"type":1}""", """{"type":"konnector","language":"node"}""")]
    [TestCase("konnector-type", "add", null, """{"type":"node"}""", """{"type":"konnector"}""")]
    [TestCase("konnector-type", "add.value", """"flagship"""", """{"type":"node"}""", """{"type":"konnector","language":"flagship"}""")]
    [TestCase("konnector-type", "add.key", """"clientSide"""", """{"type":"node"}""", """{"type":"konnector","clientSide":"node"}""")]
    [TestCase("data-types", "from", """["dataType", "dataTypes", "data_type", "types"]""", """{"types":["bill"]}""", """{"data_types":["bill"]}""")]
    [TestCase("data-types", "both", """"target-wins"""", """{"dataType":["bill"],"data_types":["contact"]}""", """{"data_types":["contact"]}""")]
    [TestCase("data-types", "values", """[{"from": "bill", "to": ["bill"]}]""", """{"dataType":"bill"}""", """{"data_types":["bill"]}""")]
    [TestCase("vendor-link", "from", """["vendorLink", "vendor_url", "url"]""", """{"url":"https://a.example"}""", """{"vendor_link":"https://a.example"}""")]
    [TestCase("vendor-link", "values", """{"http://a.example": "https://a.example"}""", """{"vendorLink":"http://a.example"}""", """{"vendor_link":"https://a.example"}""")]
    [TestCase("vendor-link", "both", """"target-wins"""", """{"vendorLink":"https://a","vendor_link":"https://b"}""", """{"vendor_link":"https://b"}""")]
    [TestCase("time-interval", "from", """["timeInterval", "interval"]""", """{"interval":[8,12]}""", """{"time_interval":[8,12]}""")]
    [TestCase("time-interval", "values", """[{"from": "21600", "to": [0, 6]}]""", """{"timeInterval":"21600"}""", """{"time_interval":[0,6]}""")]
    [TestCase("time-interval-shape", "severity", """"info"""", """{"time_interval":"21600"}""", """{}""")]
    [TestCase("time-interval-shape", "unless", """"array"""", """{"time_interval":["a"]}""", """{"time_interval":["a"]}""")]
    [TestCase("time-interval-shape", "at", """["/time_interval", "/frequency"]""", """{"time_interval":"x","frequency":7}""", """{}""")]
    [TestCase("time-interval-shape", "unless", null, """{"time_interval":"x"}""", """{}""")]
    [TestCase("time-interval-shape", "enabled", "false", """{"time_interval":"x"}""", """{"time_interval":"x"}""")]
    [TestCase("license", "from", """["licence", "License"]""", """{"License":"MIT"}""", """{"license":"MIT"}""")]
    [TestCase("license", "values", """{"GPL": "GPL-3.0"}""", """{"licence":"GPL"}""", """{"license":"GPL-3.0"}""")]
    [TestCase("client-side", "values", """[{"from": "yes", "to": true}]""", """{"clientSide":"yes"}""", """{"clientSide":true}""")]
    [TestCase("client-side", "values", """[{"from": 1, "to": true}, {"from": 0, "to": false}]""", """{"clientSide":1}""", """{"clientSide":true}""")]
    [TestCase("client-side", "values", """{"yes": true}""", """{"clientSide":"yes"}""", """{"clientSide":true}""")]
    [TestCase("client-side", "severity", """"warning"""", """{"clientSide":"true"}""", """{"clientSide":true}""")]
    [TestCase("client-side", "from", """["client", "clientSide"]""", """{"client":"true"}""", """{"clientSide":true}""")]
    [TestCase("category", "from", """"kind"""", """{"kind":"energy"}""", """{"categories":["energy"]}""")]
    [TestCase("category", "to", """"tags"""", """{"category":"energy"}""", """{"tags":["energy"]}""")]
    [TestCase("category", "at", """["", "/locales/*"]""", """{"category":"energy"}""", """{"categories":["energy"]}""")]
    [TestCase("category-values", "values.energie", """"energy"""", """{"category":"energie"}""", """{"categories":["energy"]}""")]
    [TestCase("category-values", "values.other", """"partners"""", """{"category":"other"}""", """{"categories":["partners"]}""")]
    [TestCase("category-values", "values", """[{"from": 7, "to": "energy"}]""", """{"categories":[7]}""", """{"categories":["energy"]}""")]
    [TestCase("category-values", "at", """["/categories/0"]""", """{"categories":["other","transportation"]}""", """{"categories":["others","transportation"]}""")]
    [TestCase("data-type-values", "values.invoice", """"bill"""", """{"data_types":["invoice","bill"]}""", """{"data_types":["bill"]}""")]
    [TestCase("data-type-values", "values.bills", null, """{"data_types":["bills"]}""", """{"data_types":["bills"]}""")]
    [TestCase("data-type-values", "at", """["/data_types/*", "/doctypes/*"]""", """{"doctypes":["bills"]}""", """{"doctypes":["bill"]}""")]
    [TestCase("oauth", "from", """["scope", "oauth_scope"]""", """{"oauth":true,"scope":"x"}""", """{"oauth":{"scope":"x"}}""")]
    [TestCase("oauth", "member", """"scopes"""", """{"oauth":true,"oauth_scope":"x"}""", """{"oauth":{"scopes":"x"}}""")]
    [TestCase("oauth", "key", """"OAuth"""", """{"OAuth":true,"oauth_scope":"x"}""", """{"OAuth":{"scope":"x"}}""")]
    [TestCase("account-fields", "at", """["/fields/account", "/fields/compte"]""", """{"fields":{"compte":{"accountFormat":"login"}}}""", """{"fields":{"login":{"type":"text"}}}""")]
    [TestCase("account-fields", "format", """"format"""", """{"fields":{"account":{"format":"login,password"}}}""", """{"fields":{"login":{"type":"text"},"password":{"type":"password"}}}""")]
    [TestCase("account-fields", "types.login", """"email"""", """{"fields":{"account":{"accountFormat":"login,password"}}}""", """{"fields":{"login":{"type":"email"},"password":{"type":"password"}}}""")]
    [TestCase("account-fields", "otherwise", """"email"""", """{"fields":{"account":{"accountFormat":"login"}}}""", """{"fields":{"login":{"type":"email"}}}""")]
    [TestCase("account-fields", "ignore", """["doctype", "vendor"]""", """{"fields":{"account":{"accountFormat":"login","vendor":"x"}}}""", """{"fields":{"login":{"type":"text"}}}""")]
    [TestCase("account-fields", "oauth.scope", """"scopes"""", """{"fields":{"account":{"accountFormat":"login","scopes":"x"}}}""", """{"fields":{"login":{"type":"text"}},"oauth":{"scopes":"x"}}""")]
    [TestCase("account-fields", "oauth.account_type", """"type"""", """{"slug":"a","fields":{"account":{"accountFormat":"login","scope":"x","type":"b"}}}""", """{"slug":"a","fields":{"login":{"type":"text"}},"oauth":{"scope":"x","type":"b"}}""")]
    [TestCase("folder-path", "prune", null, """{"fields":{"advancedFields":{"folderPath":{}}}}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}],"doctypes":["io.cozy.files"]}""")]
    [TestCase("folder-path", "enabled", "false", """{"fields":{"save_folder":{}}}""", """{"fields":{"save_folder":{}}}""")]
    [TestCase("doctypes", "value", """"io.cozy.bills"""", """{"fields":{"save_folder":{}}}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}],"doctypes":["io.cozy.bills"]}""")]
    [TestCase("doctypes", "after", """["slug"]""", """{"slug":"a","fields":{"save_folder":{}}}""", """{"slug":"a","doctypes":["io.cozy.files"],"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}]}""")]
    [TestCase("doctypes", "after", "[]", """{"fields":{"save_folder":{}},"slug":"a"}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}],"slug":"a","doctypes":["io.cozy.files"]}""")]
    [TestCase("doctypes", "onlyAfter", null, """{"slug":"a"}""", """{"slug":"a","doctypes":["io.cozy.files"]}""")]
    [TestCase("doctypes", "enabled", "false", """{"fields":{"save_folder":{}}}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}]}""")]
    [TestCase("doctypes", "key", """"tags"""", """{"fields":{"save_folder":{}}}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}],"tags":["io.cozy.files"]}""")]
    [TestCase("folders", "value", """[{"defaultDir": "$photos"}]""", """{"fields":{"advancedFields":{"folderPath":{}}}}""", """{"fields":{},"folders":[{"defaultDir":"$photos"}],"doctypes":["io.cozy.files"]}""")]
    [TestCase("folders", "after", """["slug"]""", """{"slug":"a","fields":{"save_folder":{}}}""", """{"slug":"a","folders":[{"defaultDir":"$administrative/$konnector/$account"}],"fields":{},"doctypes":["io.cozy.files"]}""")]
    [TestCase("folders", "instead", "[[]]", """{"fields":{"save_folder":{}},"folders":[]}""", """{"fields":{},"doctypes":["io.cozy.files"],"folders":[{"defaultDir":"$administrative/$konnector/$account"}]}""")]
    [TestCase("folders", "permission", null, """{"fields":{"save_folder":{}},"permissions":{}}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}],"doctypes":["io.cozy.files"],"permissions":{}}""")]
    [TestCase("folders", "onlyAfter", null, """{"slug":"a"}""", """{"slug":"a","folders":[{"defaultDir":"$administrative/$konnector/$account"}]}""")]
    [TestCase("folders", "suggest", """{"io.cozy.files": "$x"}""", """{"fields":{"save_folder":{}}}""", """{"fields":{},"folders":[{"defaultDir":"$administrative/$konnector/$account"}],"doctypes":["io.cozy.files"]}""")]
    [TestCase("advanced-fields", "at", """["/fields/advancedFields", "/fields/advanced_fields"]""", """{"fields":{"advanced_fields":{"id":{"type":"text"}}}}""", """{"fields":{"id":{"type":"text","advanced":true}}}""")]
    [TestCase("advanced-fields", "except", "[]", """{"fields":{"advancedFields":{"id":{}}}}""", """{"fields":{"id":{"type":"text","advanced":true}}}""")]
    [TestCase("advanced-fields", "default", null, """{"fields":{"advancedFields":{"id":{}}}}""", """{"fields":{"id":{"advanced":true}}}""")]
    [TestCase("advanced-fields", "default.value", """"hidden"""", """{"fields":{"advancedFields":{"id":{}}}}""", """{"fields":{"id":{"type":"hidden","advanced":true}}}""")]
    [TestCase("advanced-fields", "add", """{"key": "required", "value": false}""", """{"fields":{"advancedFields":{"id":{"type":"text"}}}}""", """{"fields":{"id":{"type":"text","required":false}}}""")]
    [TestCase("field-required", "values", """[{"from": "yes", "to": true}, {"from": 0, "to": false}]""", """{"fields":{"a":{"isRequired":0}}}""", """{"fields":{"a":{"required":false}}}""")]
    [TestCase("field-required", "from", """["isRequired", "mandatory"]""", """{"fields":{"a":{"mandatory":true}}}""", """{"fields":{"a":{"required":true}}}""")]
    [TestCase("field-required", "from", """["isRequired", "required"]""", """{"fields":{"a":{"required":"false"}}}""", """{"fields":{"a":{"required":false}}}""")]
    [TestCase("field-required", "both", """"finding"""", """{"fields":{"a":{"isRequired":true,"required":false}}}""", """{"fields":{"a":{"isRequired":true,"required":false}}}""")]
    [TestCase("field-required", "except", null, """{"fields":{"a":{"isRequired":true}}}""", """{"fields":{"a":{"required":true}}}""")]
    [TestCase("field-description", "value", """"{name}.help"""", """{"fields":{"a":{"hasDescription":true}}}""", """{"fields":{"a":{"description":"a.help"}}}""")]
    [TestCase("field-description", "from", """"hasHelp"""", """{"fields":{"a":{"hasHelp":true}}}""", """{"fields":{"a":{"description":"fields.a.description"}}}""")]
    [TestCase("descriptions", "messages.bank", """"bank"""", """{"hasDescriptions":{"bank":true}}""", """{"messages":["bank"]}""")]
    [TestCase("descriptions", "from", """"descriptions"""", """{"descriptions":{"service":true}}""", """{"messages":["service"]}""")]
    [TestCase("descriptions", "fromObject", """"desc"""", """{"desc":{"service":true}}""", """{"messages":["service"]}""")]
    [TestCase("success-message", "message", """"done"""", """{"additionalSuccessMessage":{"message":"x"}}""", """{"messages":["done"]}""")]
    [TestCase("success-message", "member", """"key"""", """{"additionalSuccessMessage":{"key":"x"}}""", """{"messages":["success_message"]}""")]
    [TestCase("success-message", "from", """["successMessage"]""", """{"successMessage":{"message":"x"}}""", """{"messages":["success_message"]}""")]
    [TestCase("locale-description", "from", """["description", "desc"]""", """{"locales":{"fr":{"desc":"x"}}}""", """{"locales":{"fr":{"short_description":"x"}}}""")]
    [TestCase("locale-description", "at", """["/locales/en"]""", """{"locales":{"en":{"description":"x"},"fr":{"description":"y"}}}""", """{"locales":{"en":{"short_description":"x"},"fr":{"description":"y"}}}""")]
    [TestCase("locale-description", "both", """"target-wins"""", """{"locales":{"en":{"description":"x","short_description":"y"}}}""", """{"locales":{"en":{"short_description":"y"}}}""")]
    [TestCase("description", "placeholders", """["description", "TODO"]""", """{"description":"TODO"}""", """{}""")]
    [TestCase("description", "languages.de", """["und", "der", "die"]""", """{"description":"Alle Rechnungen und der Rest die"}""", """{"locales":{"de":{"short_description":"Alle Rechnungen und der Rest die"}}}""")]
    [TestCase("description", "to", """"long_description"""", """{"description":"All my bills","locales":{}}""", """{"locales":{"en":{"long_description":"All my bills"}}}""")]
    [TestCase("description", "from", """"about"""", """{"about":"All my bills","locales":{}}""", """{"locales":{"en":{"short_description":"All my bills"}}}""")]
    [TestCase("langs", "separator", """";"""", """{"langs":["fr;en"]}""", """{"langs":["fr","en"]}""")]
    [TestCase("langs", "at", """["/langs"]""", """{"langs":"fr, en"}""", """{"langs":["fr","en"]}""")]
    [TestCase("langs", "separator", """" """", """{"langs":["fr en"]}""", """{"langs":["fr","en"]}""")]
    [TestCase("snake-case", "at", """["", "/developer", "/oauth", "/fields/*"]""", """{"onDeleteAccount":"x","fields":{"a":{"maxLength":1}}}""", """{"on_delete_account":"x","fields":{"a":{"maxLength":1}}}""")]
    [TestCase("snake-case", "at", """["/oauth"]""", """{"oauth":{"accountType":"x"},"namePrefix":"a"}""", """{"oauth":{"account_type":"x"},"namePrefix":"a"}""")]
    [TestCase("snake-case", "at", """["/locales/*"]""", """{"locales":{"en":{"shortDescription":"x"}}}""", """{"locales":{"en":{"short_description":"x"}}}""")]
    [TestCase("permission-texts", "at", """["/locales/fr/permissions"]""", """{"permissions":{"carbon_copy":{"type":"x"}},"locales":{"fr":{"permissions":{"carboncopy":{"description":"x"}}},"en":{"permissions":{"carboncopy":{"description":"x"}}}}}""", """{"permissions":{"carbon_copy":{"type":"x"}},"locales":{"fr":{"permissions":{"carbon_copy":{"description":"x"}}},"en":{"permissions":{"carboncopy":{"description":"x"}}}}}""")]
    [TestCase("permission-texts", "at", """["/locales/*/fields"]""", """{"fields":{"log_in":{"type":"text"}},"locales":{"fr":{"fields":{"login":{"label":"x"}}}}}""", """{"fields":{"log_in":{"type":"text"}},"locales":{"fr":{"fields":{"login":{"label":"x"}}}}}""")]
    [TestCase("catalogue-only", "at", """["/loginDelay", "/shortcut"]""", """{"loginDelay":1,"shortcut":2,"color":{"hex":"x"}}""", """{"color":{"hex":"x"}}""")]
    [TestCase("catalogue-only", "at", """["/partner/picture"]""", """{"partner":{"picture":"a","name":"b"}}""", """{"partner":{"name":"b"}}""")]
    [TestCase("catalogue-only", "unless", """"string"""", """{"color":"red","partner":{}}""", """{"color":"red"}""")]
    [TestCase("catalogue", "enabled", "false", """{"slug":"a"}""", """{"slug":"a"}""")]
    [TestCase("manifest-version", "value", """"3"""", """{"manifest_version":"1"}""", """{"manifest_version":"3"}""")]
    [TestCase("manifest-version", "value", "2", """{"manifest_version":"1"}""", """{"manifest_version":2}""")]
    [TestCase("manifest-version", "instead", """["1", 2]""", """{"manifest_version":2}""", """{"manifest_version":"2"}""")]
    [TestCase("manifest-version", "instead", null, """{"manifest_version":"1"}""", """{"manifest_version":"1"}""")]
    [TestCase("manifest-version", "after", """["slug"]""", """{"slug":"a","name":"b"}""", """{"slug":"a","manifest_version":"2","name":"b"}""")]
    [TestCase("manifest-version", "at", """["/oauth"]""", """{"oauth":{}}""", """{"oauth":{"manifest_version":"2"}}""")]
    [TestCase("manifest-version", "key", """"format"""", """{"slug":"a"}""", """{"slug":"a","format":"2"}""")]
    public void An_option_of_a_shipped_rule_may_be_changed(string rule, string option, string? value, string before, string after)
    {
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(before), new ManifestOrigin("git.example.org/a/b", "manifest.konnector"), Edited(rule, option, value));

        Assert.That(plan.Result.Findings.Select(finding => finding.Code), Has.None.AnyOf("effective-changed", "check-failed"), string.Join('\n', plan.Result.Findings));
        Assert.That(plan.PlannedBytes is null ? before : Encoding.UTF8.GetString(plan.PlannedBytes), Is.EqualTo(after));
    }

    /// <summary>The shipped rules without those that change every manifest, unless it is one of them.</summary>
    private static Mappings Edited(string rule, string option, string? value)
    {
        var file = JObject.Parse(File.ReadAllText(Path.Combine(Repository.Root, "mappings.json")));
        var rules = file["rules"]!.Cast<JObject>().ToDictionary(each => (string)each["id"]!, StringComparer.Ordinal);
        foreach (var everywhere in new[] { "manifest-version", "uuid" }.Where(id => id != rule))
            rules[everywhere]["enabled"] = false;

        var names = option.Split('.');
        var holder = names[..^1].Aggregate((JToken)rules[rule], (token, name) => token[name]!);
        if (value is null)
            ((JObject)holder).Remove(names[^1]);
        else
            holder[names[^1]] = JToken.Parse(value);
        return Mappings.Parse(Encoding.UTF8.GetBytes(file.ToString()), "own.json");
    }
}
