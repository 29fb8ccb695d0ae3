using System.Buffers.Binary;

namespace NumaBoot.Machines;

/// <summary>A stream of which the first bytes were read already, from its beginning: a pipe cannot be wound back.</summary>
/// <param name="head">The bytes.</param>
/// <param name="rest">What follows.</param>
internal sealed class RejoinedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _head = head;
    private ulong _last;

    /// <summary>The last four bytes that were read, as a number, the lowest first.</summary>
    public uint LastWord => BinaryPrimitives.ReverseEndianness((uint)_last);

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        // Who looks at the first letters wants more than two.
        int fromHead = Math.Min(buffer.Length, _head.Length);
        _head.Span[..fromHead].CopyTo(buffer);
        _head = _head[fromHead..];
        int bytes = fromHead + rest.Read(buffer[fromHead..]);
        foreach (byte one in buffer[Math.Max(0, bytes - sizeof(uint))..bytes])
        {
            _last = (_last << 8) | one;
        }

        return bytes;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
