using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ManifestMigrator.Tests.Plans;

/// <summary>A manifest in which old and new pieces of any shape stand together, written in any way.</summary>
public sealed record ManifestText(string Text)
{
    public override string ToString() => Text;
}

/// <summary>Which of the rules are switched on.</summary>
public sealed record RuleChoice(int Bits)
{
    public bool Has(int index) => ((Bits >> index) & 1) == 1;
}

/// <summary>Makes manifests of pieces.</summary>
public static class ManifestTexts
{
    /// <summary>Written in a way that nothing else is; it has to come out as it is.</summary>
    public const string Marker = "\"mark_1\" :\t[ 1.50 ,\"\\u0061\\/\" ]";

    private static readonly string[] Odd = ["null", "true", "false", "\"true\"", "\"false\"", "7", "\"\"", "\"x\"", "[]", "{}", "[\"x\"]", "[{}]", "{\"x\":{}}"];

    private static readonly Gen<string> Texts = Any("\"a\"", "\"b\"", "\"\\u0061\"");

    private static readonly Gen<string> Field = Object(
        ("type", Any("\"text\"", "\"password\"")),
        ("isRequired", Any("false", "\"false\"")),
        ("required", Any("false", "\"false\"")),
        ("hasDescription", Any("true")),
        ("description", Texts),
        ("advanced", Any("true")),
        ("role", Any("\"identifier\"")),
        ("label", Any("\"login\"", "\"free\"")));

    private static readonly Gen<string> Group = Object(("folderPath", Field), ("clientId", Field), ("isRequired", Field), ("advancedFields", Field), ("login", Field));

    private static readonly Gen<string> Account = Object(
        ("doctype", Any("\"io.cozy.accounts\"")),
        ("account_type", Texts),
        ("accountFormat", Any("\"login,password\"", "\" account, login,\"", "\"access_token\"", "\"login,folderPath\"", "\"a b\"")),
        ("scope", Texts));

    private static readonly Gen<string> Fields = Object(
        ("account", Account),
        ("login", Field),
        ("isRequired", Field),
        ("dataType", Field),
        ("uuid", Field),
        ("advancedFields", Group),
        ("advanced_fields", Group),
        ("folderPath", Field),
        ("save_folder", Field));

    private static readonly Gen<string> Locale = Object(
        ("description", Texts),
        ("short_description", Texts),
        ("done", Texts),
        ("messages", Object(("service", Texts), ("success_message", Texts))),
        ("fields", Object(("login", Object(("label", Texts), ("description", Texts))))));

    private static readonly Gen<string> Manifest = Object(
        ("type", Any("\"node\"", "\"konnector\"")),
        ("language", Any("\"node\"")),
        ("slug", Texts),
        ("dataType", Words()),
        ("dataTypes", Words()),
        ("data_types", Words()),
        ("vendorLink", Texts),
        ("vendor_link", Texts),
        ("licence", Texts),
        ("license", Texts),
        ("client_side", Any("true")),
        ("clientSide", Any("true")),
        ("category", Any("\"other\"", "[\"other\"]")),
        ("categories", Words()),
        ("oauth", Object(("scope", Texts), ("accountType", Texts))),
        ("oauth_scope", Texts),
        ("oauthScope", Texts),
        ("fields", Fields),
        ("folders", Any("[{\"defaultDir\":\"$photos\"}]")),
        ("doctypes", Any("[\"io.cozy.files\"]")),
        ("hasDescriptions", Object(("service", Any("true")), ("connector", Any("true")))),
        ("additionnalSuccessMessage", Object(("message", Any("\"done\"", "\"connector.a.done\"")))),
        ("messages", Any("[\"service\"]")),
        ("description", Texts),
        ("locales", Object(("fr", Locale), ("en", Locale))),
        ("langs", Any("[\"fr, en\"]", "[\"fr\",\"fr,en\",\"de,,it\"]", "[\",\"]")),
        ("permissions", Object(("bank operations", Object(("type", Any("\"io.cozy.files\"")))))),
        ("developer", Object(("webSite", Texts), ("web_site", Texts), ("webSITE", Texts))),
        ("iconURL", Texts),
        ("iconUrl", Texts),
        ("loginDelay", Texts),
        ("timeInterval", Any("[5.5,6.5]", "\"5\"", "[1]")),
        ("time_interval", Any("[0,24]", "[7,30]")),
        ("frequency", Any("\"daily\"", "\"yearly\"")),
        ("editor", Texts),
        ("manifest_version", Any("\"1\"", "\"2\"")),
        ("uuid", Any("\"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b\"")));

    public static Arbitrary<ManifestText> Manifests() => Arb.From(
        from manifest in Manifest
        from white in Gen.OneOf(Gen.Constant(new[] { "" }), Gen.Constant(new[] { " " }), Gen.Elements("", " ", "\n  ", "\r\n\t", "\n\n", "\t", "\r").ArrayOf(40))
        let root = manifest.StartsWith('{') ? manifest : "{}"
        select new ManifestText("{" + Marker + (root == "{}" ? "" : ",") + Spaced(root[1..], white)));

    public static Arbitrary<RuleChoice> Choices() => Arb.From(Gen.Choose(0, int.MaxValue).Select(bits => new RuleChoice(bits)));

    private static Gen<string> Words() =>
        from words in Gen.Elements("\"bills\"", "\"bill\"", "\"documents\"", "\"other\"", "\"others\"", "\"step_count\"", "\"steps_number\"", "7", "null").ListOf()
        select $"[{string.Join(',', words.Take(4))}]";

    /// <summary>One of these values mostly, any other kind of value now and then.</summary>
    private static Gen<string> Any(params string[] values) => Gen.Frequency((6, Gen.Elements(values)), (1, Gen.Elements(Odd)));

    /// <summary>An object of some of these members in any order; now and then something else.</summary>
    private static Gen<string> Object(params (string Key, Gen<string> Value)[] members) => Gen.Frequency(
        (9, from all in Gen.CollectToArray(members, Member)
            from order in Gen.Shuffle(all)
            select "{" + string.Join(',', order.Where(member => member.Length > 0)) + "}"),
        (1, Gen.Elements(Odd)));

    private static Gen<string> Member((string Key, Gen<string> Value) member) =>
        Gen.Frequency((2, Gen.Constant("")), (1, member.Value.Select(value => $"\"{member.Key}\":{value}")));

    /// <summary>The JSON text with white space around its brackets, commas and colons.</summary>
    private static string Spaced(string json, string[] white)
    {
        var spaced = new StringBuilder();
        var inString = false;
        var next = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"' && (i == 0 || json[i - 1] != '\\'))
                inString = !inString;
            var isBetween = !inString && json[i] is '{' or '}' or '[' or ']' or ',' or ':';
            spaced.Append(isBetween && json[i] is not '{' ? White() : "").Append(json[i]).Append(isBetween && i < json.Length - 1 ? White() : "");
        }
        return spaced.ToString();

        string White() => white.Length == 0 ? "" : white[next++ % white.Length];
    }
}
