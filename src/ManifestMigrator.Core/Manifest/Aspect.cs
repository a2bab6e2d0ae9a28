namespace ManifestMigrator.Manifest;

/// <summary>What a trait of a konnector is about; a rule names in <c>changes</c> the aspects that it may change for readers.</summary>
public enum Aspect
{
    /// <summary>The account form: fields, their order, types, labels, whether they are required or advanced, options.</summary>
    Form,

    /// <summary>OAuth: scope, account type.</summary>
    OAuth,

    /// <summary>Hours and frequency.</summary>
    Schedule,

    /// <summary>Permissions.</summary>
    Consent,

    /// <summary>Slug and editor.</summary>
    Identity,

    /// <summary>Destination folders.</summary>
    Folders,

    /// <summary>Name, descriptions, messages and the other texts of the locales.</summary>
    Texts,

    /// <summary>The vendor's link and other addresses.</summary>
    Links,

    /// <summary>Categories, data types, doctypes, licence.</summary>
    Data,

    /// <summary>Type, language, where and how it runs.</summary>
    Kind,
}
