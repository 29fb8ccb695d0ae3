using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NumaBoot.Simulation;

namespace NumaBoot.Telemetry;

/// <summary>
/// The ids of a boot's traces: they follow from what the boot is a function of, so that the same boot has the same trace.
/// </summary>
internal static class TraceIds
{
    [ThreadStatic]
    private static ActivityTraceId? _next;

    static TraceIds() => Activity.TraceIdGenerator = () =>
    {
        var next = _next ?? ActivityTraceId.CreateRandom();
        _next = null;
        return next;
    };

    /// <summary>The next root that this thread starts gets this id.</summary>
    public static void Next(ActivityTraceId id) => _next = id;

    /// <summary>No root is waited for any more: whatever comes next gets an id by chance.</summary>
    public static void Clear() => _next = null;

    /// <summary>What is the same in all traces of a boot.</summary>
    public static byte[] Of(BootRequest request)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{request.Machine.Name}\n{request.Policy}\n{request.Seed}\n{request.Movable}\n{request.Costs}\n")
            .AppendJoin('\n', request.Disturbances);
        text.Append(CultureInfo.InvariantCulture, $"\n{request.Machine.Cpus.Length}\n").AppendJoin('\n', request.Machine.Memory).AppendJoin('\n', request.Machine.Reserved);
        foreach (var item in request.Workload.Items)
        {
            text.Append('\n').Append(item);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>One of a boot's traces.</summary>
    /// <param name="boot">What is the same in all of them.</param>
    /// <param name="trace">Which, 0 for the boot's own.</param>
    public static ActivityTraceId Of(byte[] boot, int trace)
    {
        Span<byte> named = stackalloc byte[boot.Length + sizeof(int)];
        boot.CopyTo(named);
        BitConverter.TryWriteBytes(named[boot.Length..], trace);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, hash);
        return ActivityTraceId.CreateFromBytes(hash[..16]);
    }
}
