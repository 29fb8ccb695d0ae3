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
    /// <param name="request">The boot.</param>
    /// <param name="order">What decides its order besides; empty for nothing.</param>
    public static byte[] Of(BootRequest request, string order)
    {
        var machine = request.Machine;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{request.Machine.Name}\n{request.Policy}\n{request.Seed}\n{request.Movable}\n{request.Costs}\n{order}\n")
            .Append(CultureInfo.InvariantCulture, $"{machine.Geometry} {machine.ZoneLimits} {machine.KernelImage} {machine.SmpAlternativesPages} {machine.MinFreeKiB} ")
            .Append(CultureInfo.InvariantCulture, $"{machine.HasPageLists} {machine.RaisesMinFree} {machine.LateInitAfterNs} {request.TakesSnapshots}\n")
            .AppendJoin('\n', request.Disturbances);
        text.Append(CultureInfo.InvariantCulture, $"\n{machine.Cpus.Length}\n").AppendJoin('\n', machine.Memory).AppendJoin('\n', machine.Reserved).AppendJoin('\n', machine.CrashKernel).AppendJoin('\n', machine.FreedLate);
        foreach (var node in machine.Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{node.Nid} {machine.Distances.Between(machine.Nodes[0].Nid, node.Nid)}: ").AppendJoin(' ', node.Cpus);
        }

        foreach (var item in request.Workload.Items)
        {
            text.Append('\n').Append(item);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Of a boot that is another one each time.</summary>
    public static byte[] ByChance() => RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>
    /// One of a boot's traces. All of them begin alike: a sampler that goes by the beginning takes all or none.
    /// </summary>
    /// <param name="boot">What is the same in all of them.</param>
    /// <param name="trace">Which, 0 for the boot's own.</param>
    public static ActivityTraceId Of(byte[] boot, int trace)
    {
        Span<byte> named = stackalloc byte[boot.Length + sizeof(int)];
        boot.CopyTo(named);
        BitConverter.TryWriteBytes(named[boot.Length..], trace);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, hash);
        boot.AsSpan(0, 8).CopyTo(hash);
        return ActivityTraceId.CreateFromBytes(hash[..16]);
    }
}
