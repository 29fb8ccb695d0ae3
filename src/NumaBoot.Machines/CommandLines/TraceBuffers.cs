using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// The ring buffers of ftrace (<c>kernel/trace/trace.c: tracer_alloc_buffers</c>, <c>ring_buffer.c:
/// rb_allocate_cpu_buffer, __rb_allocate_pages</c>): one a CPU, on its node, filled by CPU 0. Until something is traced
/// a buffer has three pages, which nobody notices.
/// </summary>
public static class TraceBuffers
{
    private const long DataBytesPerPage = 4080;
    private const long DescriptorBytes = 64;
    private const ulong DefaultBytes = 1441792;

    /// <summary>Bytes of one CPU's buffer; 0 where nothing is traced.</summary>
    /// <exception cref="MachineInputException"><c>trace_buf_size=</c> gives no size.</exception>
    public static ulong BytesPerCpu(KernelCommandLine commandLine)
    {
        bool tracing = commandLine.Last("trace_event") is { Length: > 0 } || commandLine.Last("ftrace") is { Length: > 0 };
        ulong size = commandLine.Size("trace_buf_size") ?? DefaultBytes;
        return tracing ? Math.Max(size, MemoryGeometry.PageBytes) : 0;
    }

    /// <summary>Pages of data of one CPU's buffer, the reader's page included.</summary>
    public static long DataPages(ulong bytes) => Math.Max(((long)bytes + DataBytesPerPage - 1) / DataBytesPerPage, 2) + 1;

    /// <summary>Pages of slab for the descriptors of the data pages (<c>struct buffer_page</c>).</summary>
    public static long DescriptorPages(ulong bytes)
    {
        const long descriptorsPerPage = MemoryGeometry.PageBytes / DescriptorBytes;
        return (DataPages(bytes) + descriptorsPerPage - 1) / descriptorsPerPage;
    }
}
