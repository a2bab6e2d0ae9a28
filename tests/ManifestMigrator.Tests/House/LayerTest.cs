using ManifestMigrator.Json;
using Stretch = ManifestMigrator.Text.TextSpan;

namespace ManifestMigrator.Tests.House;

/// <summary>A folder is a namespace is a layer, and a layer names only the layers below it. Asked of the compiled code.</summary>
public sealed class LayerTest
{
    /// <summary>The core, the highest layer first. Addresses stand beside the others.</summary>
    private static readonly string[] Core = ["Reports", "Plans", "Readers", "Rules", "Catalogue", "SourceCode", "Manifest", "Json", "Text", "Sources"];

    /// <summary>The executable, the highest layer first; layers on one line do not name each other.</summary>
    private static readonly string[][] Executable = [["Commands"], ["Plan", "Deliver"], ["Read"], ["Forges"], ["Git"], ["Runs"], ["Output"], ["Disk"]];

    [Test]
    public void A_layer_of_the_core_names_only_layers_below_it() =>
        Assert.That(Violations(CompiledCode.Core, [.. Core.Select(layer => new[] { layer })]), Is.Empty);

    [Test]
    public void A_layer_of_the_executable_names_only_layers_below_it() =>
        Assert.That(Violations(CompiledCode.Executable, Executable), Is.Empty);

    [Test]
    public void Addresses_name_nothing_of_the_core_and_text_neither() => Assert.Multiple(() =>
    {
        Assert.That(Named(CompiledCode.Core, "Sources"), Is.Empty);
        Assert.That(Named(CompiledCode.Core, "Text"), Is.Empty);
    });

    [TestCase("ManifestMigrator.Core")]
    [TestCase("ManifestMigrator")]
    public void Every_folder_is_a_layer(string project)
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", project)).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));
        string[] layers = project.EndsWith("Core", StringComparison.Ordinal) ? Core : [.. Executable.SelectMany(row => row)];

        Assert.That(folders, Is.SubsetOf(layers));
    }

    [TestCase("ManifestMigrator.Core")]
    [TestCase("ManifestMigrator")]
    public void Every_file_is_in_the_namespace_of_its_folder(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        var strays = Directory.EnumerateDirectories(root)
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("Git/Native/", StringComparison.Ordinal))
            .Where(file => !File.ReadLines(Path.Combine(root, file)).Contains($"namespace ManifestMigrator.{file[..file.LastIndexOf('/')].Replace('/', '.')};", StringComparer.Ordinal));

        Assert.That(strays, Is.Empty);
        Assert.That(Directory.EnumerateFiles(root, "*.cs").Select(Path.GetFileName), Is.SubsetOf(new[] { "Program.cs" }), "outside of every layer");
    }

    [Test]
    public void The_core_touches_no_disk_no_network_no_process_no_clock_no_chance_and_no_console()
    {
        var touching = CompiledCode.Core.Uses.Where(IsEffect).Select(use => $"{use.Home}: {use.Namespace}.{use.Type}.{use.Member}").Distinct(StringComparer.Ordinal);

        Assert.That(touching, Is.Empty);
    }

    /// <remarks>One file each is the aim; the lists only get shorter.</remarks>
    [TestCase("LibGit2Sharp", "", "LibGit2Objects.cs")]
    [TestCase("System.Diagnostics", "Process", "GitProgram.cs", "Programs.cs")]
    [TestCase("System.Net.Http", "HttpClient", "ForgeClient.cs", "GitProxy.cs", "HttpPool.cs", "TarballDownload.cs")]
    public void A_library_stays_behind_its_door(string space, string type, params string[] doors)
    {
        var files = CompiledCode.Executable.Uses
            .Where(use => use.Namespace == space && (type.Length == 0 || use.Type == type))
            .Select(use => use.File)
            .Distinct(StringComparer.Ordinal);

        Assert.That(files, Is.Not.Empty.And.SubsetOf(doors));
    }

    [Test]
    public void The_test_itself_sees_every_way_to_name_a_type()
    {
        var seen = CompiledCode.Tests.Uses.Where(use => use.Home == typeof(Sample).FullName).Select(use => (use.Namespace, use.Type, use.Member)).ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(seen, Does.Contain(("ManifestMigrator.Json", "ObjectNode", "")), "in a signature, as an argument of a generic type");
            Assert.That(seen, Does.Contain(("ManifestMigrator.Json", "SyntaxTree", "Parse")), "in a lambda, by its full name");
            Assert.That(seen, Does.Contain(("ManifestMigrator.Text", "TextSpan", "At")), "by an alias");
            Assert.That(seen, Does.Contain(("ManifestMigrator.Rules", "MappingsException", "")), "in a catch");
            Assert.That(seen, Does.Contain(("System", "DateTime", "get_Now")), "a member");
        });
    }

    [Test]
    public void The_test_itself_sees_what_touches_the_world_by_another_door() => Assert.That(
        CompiledCode.Tests.Uses.Where(use => use.Home == typeof(Touching).FullName).Where(IsEffect).Select(use => use.Type).Distinct(),
        Is.EquivalentTo(new[] { "StreamReader", "Guid", "Task", "MemoryMappedFile", "XDocument" }));

    private static IEnumerable<string> Violations(CompiledCode code, string[][] rows)
    {
        int Row(string layer) => Array.FindIndex(rows, row => row.Contains(layer, StringComparer.Ordinal));
        return Foreign(code)
            .Where(use => Row(use.Layer) >= 0 && Row(use.NamedLayer) >= 0 && Row(use.NamedLayer) <= Row(use.Layer))
            .Select(use => $"{use.Layer} -> {use.NamedLayer}: {use.Home} names {use.Type}")
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Named(CompiledCode code, string layer) => Foreign(code).Where(use => use.Layer == layer).Select(use => $"{use.Home} names {use.Type}");

    /// <summary>What code of one layer names of another.</summary>
    private static IEnumerable<CodeUse> Foreign(CompiledCode code) => code.Uses.Where(use => use.Layer.Length > 0 && use.NamedLayer.Length > 0 && use.Layer != use.NamedLayer);

    private static bool IsEffect(CodeUse use) => (use.Namespace, use.Type, use.Member) switch
    {
        // Compiled iterators ask for their thread.
        ("System", "Environment", "get_CurrentManagedThreadId" or "") => false,
        ("System", "Console" or "Environment" or "Random", _) => true,
        ("System", "DateTime" or "DateTimeOffset", "get_Now" or "get_UtcNow" or "get_Today") => true,
        ("System", "Guid", "NewGuid" or "CreateVersion7") => true,
        ("System", "TimeProvider", _) => true,
        ("System.IO", "File" or "Directory" or "FileInfo" or "DirectoryInfo" or "FileStream" or "FileSystemWatcher" or "DriveInfo" or "RandomAccess", _) => true,
        ("System.IO", "StreamReader" or "StreamWriter", var member) => member.StartsWith(".ctor(String", StringComparison.Ordinal),
        ("System.Xml.Linq", "XDocument" or "XElement", "Load") => true,
        ("System.IO.MemoryMappedFiles", _, _) or ("System.IO.Compression", "ZipFile", _) => true,
        ("System.IO", "Path", "GetTempPath" or "GetTempFileName" or "GetFullPath" or "Exists") => true,
        ("System.Diagnostics", "Process" or "ProcessStartInfo" or "Stopwatch", _) => true,
        ("System.Security.Cryptography", "RandomNumberGenerator", _) => true,
        ("System.Threading", "Thread" or "Timer" or "PeriodicTimer", _) or ("System.Threading.Tasks", "Task", "Delay") => true,
        ("System.Net", "Dns" or "WebClient" or "HttpWebRequest", _) => true,
        (var space, _, _) when space.StartsWith("System.Net.Http", StringComparison.Ordinal) || space == "System.IO.Pipes" => true,
        ("System.Net.Sockets", not "AddressFamily", _) => true,
        _ => false,
    };
}

/// <summary>Names types in every way that a search of the text would miss.</summary>
internal sealed class Sample
{
    public static Func<string, IReadOnlyList<ObjectNode>?> Parse { get; } = text =>
    {
        try
        {
            return global::ManifestMigrator.Json.SyntaxTree.Parse(text).Root is ObjectNode node && Stretch.At(0).Length == 0 && DateTime.Now.Year > 0 ? [node] : null;
        }
        catch (global::ManifestMigrator.Rules.MappingsException)
        {
            return null;
        }
    };
}

/// <summary>Touches the disk, the clock and chance; nobody calls it.</summary>
internal static class Touching
{
    public static string Read() => new StreamReader("/etc/hosts").ReadToEnd();

    public static Guid Roll() => Guid.CreateVersion7();

    public static Task WaitAsync() => Task.Delay(1);

    public static object Map() => System.IO.MemoryMappedFiles.MemoryMappedFile.CreateFromFile("/etc/hosts");

    public static object Load() => System.Xml.Linq.XDocument.Load("/etc/hosts");
}
