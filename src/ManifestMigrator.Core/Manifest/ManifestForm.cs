namespace ManifestMigrator.Manifest;

/// <summary>The generation a manifest was written in, before the migration.</summary>
public enum ManifestForm
{
    /// <summary>Version 2; at most <c>manifest_version</c> or <c>uuid</c> is missing. Written <c>v2</c>.</summary>
    Version2,

    /// <summary>Version 2 with single remains of an older form, e.g. <c>fields.advancedFields</c>. Written <c>leftovers</c>.</summary>
    Leftovers,

    /// <summary>Early 2018: catalogue keys in camelCase inside a manifest, e.g. <c>dataType</c>. Written <c>camel</c>.</summary>
    Camel,

    /// <summary>The shape of the old catalogue, e.g. <c>hasDescriptions</c>, <c>oauth_scope</c>. Written <c>catalogue</c>.</summary>
    Catalogue,

    /// <summary>The first manifests: <c>type: node</c>, <c>fields.account</c>, <c>fields.save_folder</c>. Written <c>2017</c>.</summary>
    Year2017,
}
