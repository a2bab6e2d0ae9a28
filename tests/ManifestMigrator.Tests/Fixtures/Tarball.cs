using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>Packed packages, as npm and the hosts make them.</summary>
internal static class Tarball
{
    public static byte[] Of(params IReadOnlyList<(string Name, string Text)> files) => Of([.. files.Select(file => File(file.Name, file.Text))]);

    public static byte[] Of(params IReadOnlyList<TarEntry> entries)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(gzip))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        }
        return packed.ToArray();
    }

    public static TarEntry File(string name, string text) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    /// <summary>Bytes that are zero but for a beginning, packed: a thousand times smaller than what they unpack to.</summary>
    public static byte[] Bomb(byte[] beginning, long length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(beginning);
            var ones = new byte[1 << 20];
            Array.Fill(ones, (byte)1);
            for (var written = 0L; written < length; written += ones.Length)
                gzip.Write(ones);
        }
        return packed.ToArray();
    }

    /// <summary>The header of an entry, by itself.</summary>
    public static byte[] Header(string name, char type, long size)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name, header);
        Encoding.ASCII.GetBytes("0000644\0" + "0000000\0" + "0000000\0", header.AsSpan(100));
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0') + "\0" + "00000000000\0", header.AsSpan(124));
        header[156] = (byte)type;
        Encoding.ASCII.GetBytes("ustar\0" + "00", header.AsSpan(257));
        return Sealed(header);
    }

    /// <summary>A header with its checksum.</summary>
    public static byte[] Sealed(byte[] header)
    {
        Encoding.ASCII.GetBytes("        ", header.AsSpan(148));
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ", header.AsSpan(148));
        return header;
    }
}
