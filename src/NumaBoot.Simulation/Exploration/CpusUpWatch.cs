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

    /// <inheritdoc />
    public void Delivering(in Delivery delivery) => _heard = delivery.Number == 1 ? 0 : _heard;

    /// <inheritdoc />
    public void Delivered(in Delivery delivery)
    {
        if (Letter.ContentOf(delivery.Message) is SupervisorMessages.NodeStepDone { Step: BootStep.CpusUp })
        {
            _heard++;
        }
    }
}
