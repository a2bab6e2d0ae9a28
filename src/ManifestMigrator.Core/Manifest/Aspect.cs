namespace ManifestMigrator.Manifest;

/// <summary>What a trait of a konnector is about: one of these; a rule names in <c>changes</c> all that it may change for readers.</summary>
[Flags]
public enum Aspect
{
    None = 0,

    /// <summary>The account form: fields, their order, types, labels, whether they are required or advanced, options.</summary>
    Form = 1 << 0,

    /// <summary>OAuth: scope, account type.</summary>
    OAuth = 1 << 1,

    /// <summary>Hours and frequency.</summary>
    Schedule = 1 << 2,

    /// <summary>Permissions.</summary>
    Consent = 1 << 3,

    /// <summary>Slug and editor.</summary>
    Identity = 1 << 4,

    /// <summary>Destination folders.</summary>
    Folders = 1 << 5,

    /// <summary>Name, descriptions, messages and the other texts of the locales.</summary>
    Texts = 1 << 6,

    /// <summary>The vendor's link and other addresses.</summary>
    Links = 1 << 7,

    /// <summary>Categories, data types, doctypes, licence.</summary>
    Data = 1 << 8,

    /// <summary>Type, language, where and how it runs.</summary>
    Kind = 1 << 9,
}
