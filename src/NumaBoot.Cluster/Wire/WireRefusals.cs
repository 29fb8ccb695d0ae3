using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>Counts what an actor system refused to read from the wire or to write to it. Any thread may read and count.</summary>
public sealed class WireRefusals : IExtension
{
    private long _versions;
    private long _manifests;
    private long _garbled;
    private long _unwritable;

    /// <summary>Messages in another version of the format.</summary>
    public long Versions => Interlocked.Read(ref _versions);

    /// <summary>Messages of a kind that nobody here knows.</summary>
    public long Manifests => Interlocked.Read(ref _manifests);

    /// <summary>Messages that hold what they may not, or end too early.</summary>
    public long Garbled => Interlocked.Read(ref _garbled);

    /// <summary>Messages that were to leave and have no form on the wire.</summary>
    public long Unwritable => Interlocked.Read(ref _unwritable);

    /// <summary>All of them.</summary>
    public long All => Versions + Manifests + Garbled + Unwritable;

    /// <summary>The counts of an actor system.</summary>
    public static WireRefusals Of(ActorSystem system) => system.WithExtension<WireRefusals, WireRefusalsProvider>();

    internal void CountVersion() => Interlocked.Increment(ref _versions);

    internal void CountManifest() => Interlocked.Increment(ref _manifests);

    internal void CountGarbled() => Interlocked.Increment(ref _garbled);

    internal void CountUnwritable() => Interlocked.Increment(ref _unwritable);
}
