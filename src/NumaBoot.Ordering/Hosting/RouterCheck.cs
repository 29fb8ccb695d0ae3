using Akka.Actor;
using Akka.Routing;

namespace NumaBoot.Ordering;

/// <summary>Refuses routers that throw dice of their own: where a message goes would be another matter in each run.</summary>
internal static class RouterCheck
{
    public static void Check(ActorSlot slot, ActorCell cell)
    {
        var config = cell.Props.RouterConfig;
        if (config is null or NoRouter or FromConfig)
        {
            return;
        }

        var logic = config.CreateRouter(cell.System).RoutingLogic;
        if (logic is RandomLogic)
        {
            slot.Engine.Fault(new OutsideWorldException(
                slot.ToString(), config.GetType().Name, $"would be routed by {logic.GetType().Name}, which draws without a seed"));
        }
    }
}
