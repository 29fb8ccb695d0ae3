using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Sees the moment when all CPUs of a boot are up: the supervisor has heard it of every node.</summary>
/// <param name="nodes">How many nodes there are.</param>
internal sealed class CpusUpWatch(int nodes) : IDeliveryObserver
{
    private int _heard;

    /// <summary>Whether all CPUs are up.</summary>
    public bool AllAreUp => _heard >= nodes;

    /// <summary>Another boot begins.</summary>
    public void Begin() => _heard = 0;

    /// <inheritdoc />
    public void Delivering(in Delivery delivery)
    {
        // It is up once it has been heard.
    }

    /// <inheritdoc />
    public void Delivered(in Delivery delivery)
    {
        if (Letter.ContentOf(delivery.Message) is SupervisorMessages.NodeStepDone { Step: BootStep.CpusUp })
        {
            _heard++;
        }
    }
}
