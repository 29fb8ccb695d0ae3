using System.Security.Cryptography;
using System.Text;

namespace NumaBoot.Reports;

/// <summary>Something that a report was made from.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Sha256">The SHA-256 of it, in hexadecimal digits.</param>
public sealed record ReportInput(string Name, string Sha256)
{
    /// <summary>A text that a report was made from.</summary>
    public static ReportInput Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes that a report was made from.</summary>
    public static ReportInput Of(string name, ReadOnlySpan<byte> bytes) => new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
