namespace ManifestMigrator.Git.Http;

/// <summary>Reads which references a server has, in the two forms in which it tells.</summary>
internal static class ReferenceList
{
    private const int ObjectNameLength = 40;
    private const string Service = "# service=git-upload-pack";

    /// <summary>What is asked by <c>ls-refs</c> of protocol 2: <c>HEAD</c>, branches and tags.</summary>
    public static byte[] Request { get; } =
        PktCommand.Write("ls-refs", "peel", "symrefs", "ref-prefix HEAD", "ref-prefix refs/heads/", "ref-prefix refs/tags/");

    /// <summary>Reads the answer to <c>info/refs</c> by protocol 0: all references; what <c>HEAD</c> stands for is among the capabilities.</summary>
    public static async Task<RemoteReferences> ReadAllAsync(PktReader lines)
    {
        if (await lines.ExpectLineAsync() != Service)
            throw Unexpected();
        await lines.ExpectAsync(PktKind.Flush);

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string? head = null;
        for (var isFirst = true; await lines.ReadAsync() is var kind && kind != PktKind.Flush; isFirst = false)
        {
            var line = kind == PktKind.Line ? lines.Text : throw Unexpected();
            if (isFirst)
            {
                if (line.Split('\0') is not [var reference, var capabilities])
                    throw Unexpected();
                (line, head) = (reference, Head(capabilities));
            }
            // A repository that is shallow itself names its boundary.
            if (line.StartsWith("shallow ", StringComparison.Ordinal))
                continue;
            var (name, value, attributes) = Reference(line);
            if (attributes.Length > 0)
                throw Unexpected();
            if (name == "capabilities^{}" ? !isFirst : !names.TryAdd(name, value))
                throw Unexpected();
        }
        await lines.ExpectAsync(PktKind.End);
        // A HEAD that stands for a reference has its value.
        if (head is not null && names.TryGetValue(head, out var target) && names.GetValueOrDefault("HEAD") != target)
            throw Unexpected();
        return new RemoteReferences(names, names.ContainsKey("HEAD") ? head : null);
    }

    /// <summary>Reads the answer to <c>info/refs</c> by protocol 2: whether the server speaks it, and of which objects.</summary>
    public static async Task<bool> IsVersion2Async(PktReader lines)
    {
        var line = await lines.ExpectLineAsync();
        if (line == Service)
        {
            await lines.ExpectAsync(PktKind.Flush);
            line = await lines.ExpectLineAsync();
        }
        if (line != "version 2")
            return false;
        var lists = false;
        while (await lines.ReadAsync() == PktKind.Line)
        {
            lists |= lines.Text == "ls-refs" || lines.Text.StartsWith("ls-refs=", StringComparison.Ordinal);
            RequireSha1(lines.Text);
        }
        return lists ? true : throw Unexpected();
    }

    /// <summary>Reads the answer to <c>ls-refs</c> of protocol 2.</summary>
    public static async Task<RemoteReferences> ReadListedAsync(PktReader lines)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string? head = null;
        while (await lines.ReadAsync() is var kind && kind != PktKind.Flush)
        {
            var (name, value, attributes) = Reference(kind == PktKind.Line ? lines.Text : throw Unexpected());
            if (!names.TryAdd(name, value))
                throw Unexpected();
            foreach (var attribute in attributes)
            {
                if (name == "HEAD" && attribute.StartsWith("symref-target:", StringComparison.Ordinal))
                    head = Target(attribute["symref-target:".Length..]);
                else if (attribute.StartsWith("peeled:", StringComparison.Ordinal))
                    names[name + RemoteReferences.Peeled] = ObjectName(attribute["peeled:".Length..]);
            }
        }
        await lines.ExpectAsync(PktKind.End);
        return new RemoteReferences(names, head) { IsWhole = false };
    }

    private static string? Head(string capabilities)
    {
        string? head = null;
        foreach (var capability in capabilities.Split(' '))
        {
            RequireSha1(capability);
            if (capability.StartsWith("symref=HEAD:", StringComparison.Ordinal))
                head = Target(capability["symref=HEAD:".Length..]);
        }
        return head;
    }

    /// <summary>What <c>HEAD</c> stands for; git takes nothing outside of <c>refs</c> for it.</summary>
    private static string Target(string reference) => reference.StartsWith("refs/", StringComparison.Ordinal) ? reference : throw Unexpected();

    /// <summary>A repository of other objects is git's.</summary>
    private static void RequireSha1(string capability)
    {
        if (capability.StartsWith("object-format=", StringComparison.Ordinal) && capability != "object-format=sha1")
            throw new UnexpectedAnswerException(HttpMessages.OtherObjects);
    }

    private static (string Name, string Value, string[] Attributes) Reference(string line)
    {
        // A control character in a name would be another name to somebody else.
        if (line.Any(char.IsControl) || line.Split(' ') is not [var value, { Length: > 0 } name, .. var attributes])
            throw Unexpected();
        return (name, ObjectName(value), attributes);
    }

    private static string ObjectName(string text) => text.Length == ObjectNameLength && text.All(char.IsAsciiHexDigitLower) ? text : throw Unexpected();

    private static UnexpectedAnswerException Unexpected() => new(HttpMessages.OddReferences);
}
