namespace NumaBoot.Machines;

/// <summary>
/// Recognises compressed data that was read as text. Bytes that are no UTF-8 have become U+FFFD by then, which leaves
/// enough of each magic number, and lets a pipe be read once.
/// </summary>
internal static class Compression
{
    private static readonly (string Magic, string Name)[] Kinds =
        [("\u001f\ufffd", "gzip"), ("\ufffd7zXZ\0", "xz"), ("(\ufffd/\ufffd", "zstd"), ("BZh", "bzip2")];

    /// <summary>Whether bytes are the first of data that gzip has compressed.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1f, 0x8b, ..];

    /// <summary>What the data is compressed by; null where it is not.</summary>
    public static string? Of(ReadOnlySpan<char> head)
    {
        foreach (var (magic, name) in Kinds)
        {
            if (head.StartsWith(magic, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }
}
