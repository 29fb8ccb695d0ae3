using System.IO.Compression;

namespace NumaBoot.Machines;

/// <summary>
/// Unpacks gzip data of one part, and says at its end whether it was whole: the data ends with how long it is unpacked,
/// modulo 2^32, which the base library does not look at.
/// </summary>
/// <param name="packed">The data.</param>
internal sealed class WholeGzipStream(RejoinedStream packed) : ForwardStream
{
    private readonly GZipStream _gzip = new(packed, CompressionMode.Decompress);
    private uint _bytes;

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">The data is damaged, or ends too soon.</exception>
    public override int Read(Span<byte> buffer)
    {
        int bytes = _gzip.Read(buffer);
        _bytes += (uint)bytes;
        return bytes > 0 || buffer.IsEmpty || packed.LastWord == _bytes
            ? bytes
            : throw new InvalidDataException("the data is not as long as its end says");
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }
}
