using System.Runtime.InteropServices;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// Which span of a boot. It follows from what happens in the boot and is never drawn or counted where it is recorded, so that
/// every lane can name the span of any other, and what is recorded twice is still one span.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Request">
/// The request that it is about; of a phase the supervisor's how-manieth, of a late init the node's first.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpanKey(SpanKind Kind, RequestId Request) : IComparable<SpanKey>
{
    /// <summary>The boot.</summary>
    public static SpanKey Boot => default;

    /// <summary>A phase, counted from 1.</summary>
    public static SpanKey Phase(int number) => new(SpanKind.Phase, new RequestId(ActorAddress.Supervisor, number));

    /// <summary>The root of a further trace, counted from 1.</summary>
    public static SpanKey Continued(int trace) => new(SpanKind.Continued, new RequestId(ActorAddress.Supervisor, trace));

    /// <summary>The late init of a node.</summary>
    public static SpanKey NodeInit(int nid) => new(SpanKind.NodeInit, new RequestId(ActorAddress.Node(nid), 1));

    /// <inheritdoc />
    public int CompareTo(SpanKey other)
    {
        int order = Kind.CompareTo(other.Kind);
        order = order != 0 ? order : Request.From.Nid.CompareTo(other.Request.From.Nid);
        order = order != 0 ? order : Request.From.Role.CompareTo(other.Request.From.Role);
        order = order != 0 ? order : Request.From.Index.CompareTo(other.Request.From.Index);
        return order != 0 ? order : Request.Number.CompareTo(other.Request.Number);
    }

    /// <summary>Whether one comes before another.</summary>
    public static bool operator <(SpanKey left, SpanKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after another.</summary>
    public static bool operator >(SpanKey left, SpanKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come after another.</summary>
    public static bool operator <=(SpanKey left, SpanKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before another.</summary>
    public static bool operator >=(SpanKey left, SpanKey right) => left.CompareTo(right) >= 0;
}
