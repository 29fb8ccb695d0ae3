using System.Runtime.InteropServices;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What a thread delivers at the moment, as far as spans have to do with it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DeliveryInHand
{
    /// <summary>The actor that handles it.</summary>
    public ActorAddress Actor { get; init; }

    /// <summary>The how-manieth delivery of its lane it is.</summary>
    public long Number { get; init; }

    /// <summary>The request to grow that the message is about; null where it is about none.</summary>
    public RequestId? Ask { get; set; }

    /// <summary>The request for pages that a zone has in hand.</summary>
    public OpenTake? Take { get; set; }

    /// <summary>The CPU's traced request that was refused: the next one goes on from it.</summary>
    public TraceContext? Refused { get; set; }

    /// <summary>The frontier that was moved for the growth that is answered next.</summary>
    public (long Before, long After)? Moved { get; set; }
}
