using System.Buffers;
using System.Text.Json;

namespace NumaBoot.Reports;

/// <summary>
/// Writes the Trace Event format, an event a line, as it goes along: nothing of it is kept. Slices are pairs of <c>B</c> and <c>E</c>:
/// viewers add start and duration of an <c>X</c> as binary fractions, and slices that only touch would overlap by a rounding error.
/// </summary>
internal sealed class TraceEventWriter : IDisposable
{
    private const int NsPerUs = 1_000;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private bool _hasEvents;

    /// <summary>Begins the file.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="writeData">Writes what is known about the whole.</param>
    public TraceEventWriter(Stream stream, Action<Utf8JsonWriter> writeData)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(_line);
        _stream.Write("{\"displayTimeUnit\":\"ns\",\"otherData\":"u8);
        _json.WriteStartObject();
        writeData(_json);
        _json.WriteEndObject();
        SendLine();
        _stream.Write(",\n\"traceEvents\":["u8);
    }

    /// <summary>Says what a process or thread is called, or where it stands (<c>M</c>).</summary>
    public void Name(string what, int pid, int? tid, string arg, object value)
    {
        Begin('M', what, pid, tid);
        WriteArgs([new TimelineArg(arg, value)]);
        End();
    }

    /// <summary>A slice begins (<c>B</c>) or ends (<c>E</c>).</summary>
    public void Slice(char phase, TimelineSlice slice, int pid, int tid)
    {
        Begin(phase, slice.Name, pid, tid);
        _json.WriteString("cat", slice.Category);
        WriteTime(phase == 'B' ? slice.StartNs : slice.EndNs);

        // Viewers that tell slices apart by what is known about them want to hear it at both ends.
        WriteArgs(slice.Args.AsSpan());
        End();
    }

    /// <summary>An arrow begins, passes or ends (<c>s</c>, <c>t</c>, <c>f</c>) at the slice that is open there.</summary>
    public void Flow(TimelinePoint point, int pid, int tid)
    {
        Begin(point.Phase, "request", pid, tid);
        _json.WriteString("cat", "request");
        _json.WriteNumber("id", point.Flow);
        _json.WriteString("bp", "e");
        WriteTime(point.AtNs);
        End();
    }

    /// <summary>Something has other values from now on (<c>C</c>).</summary>
    public void Counter(string name, int pid, long atNs, ReadOnlySpan<TimelineArg> values)
    {
        Begin('C', name, pid, tid: null);
        WriteTime(atNs);
        WriteArgs(values);
        End();
    }

    /// <summary>Ends the file.</summary>
    public void Finish() => _stream.Write("\n]}\n"u8);

    /// <inheritdoc />
    public void Dispose() => _json.Dispose();

    private void Begin(char phase, string name, int pid, int? tid)
    {
        _json.WriteStartObject();
        _json.WriteString("ph", [phase]);
        _json.WriteString("name", name);
        _json.WriteNumber("pid", pid);
        if (tid is { } thread)
        {
            _json.WriteNumber("tid", thread);
        }
    }

    // The format counts in microseconds; a decimal fraction says a nanosecond exactly.
    private void WriteTime(long ns) => _json.WriteNumber("ts", ns / (decimal)NsPerUs);

    private void WriteArgs(ReadOnlySpan<TimelineArg> args)
    {
        if (args.IsEmpty)
        {
            return;
        }

        _json.WriteStartObject("args");
        foreach (var (name, value) in args)
        {
            switch (value)
            {
                case string text:
                    _json.WriteString(name, text);
                    break;
                case bool truth:
                    _json.WriteBoolean(name, truth);
                    break;
                default:
                    _json.WriteNumber(name, (long)value);
                    break;
            }
        }

        _json.WriteEndObject();
    }

    private void End()
    {
        _json.WriteEndObject();
        _stream.Write(_hasEvents ? ",\n"u8 : "\n"u8);
        _hasEvents = true;
        SendLine();
    }

    private void SendLine()
    {
        _json.Flush();
        _stream.Write(_line.WrittenSpan);
        _line.ResetWrittenCount();
        _json.Reset();
    }
}
