using Microsoft.Coyote.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>
/// A message that an actor asked to get later. Coyote's own timers ask for a random choice again and again until they fire;
/// an actor that sends when its turn comes is as free and cheaper.
/// </summary>
internal sealed class CoyoteTimer : Actor
{
    protected override Task OnInitializeAsync(Event initialEvent)
    {
        var start = (CoyoteEvents.StartTimer)initialEvent;
        SendEvent(start.To, start.Deliver);
        return Task.CompletedTask;
    }
}
