using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>Looks on at the deliveries of a boot, up to one of them.</summary>
internal interface ISceneWatch : IDeliveryObserver
{
    /// <summary>The last delivery to look at.</summary>
    long Last { get; set; }

    /// <summary>Stands between the actors and their lane.</summary>
    ILane Over(ILane lane);
}
