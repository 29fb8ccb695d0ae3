using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What init workers do. It is in no trace, only in what <see cref="BootSpans"/> has beside the spans.</summary>
internal sealed partial class TracedLane
{
    /// <summary>A worker was started, or claims a chunk: who had none left may be at work again before he is started anew.</summary>
    private void BeginWork(ActorAddress worker) => _recorder.Work?.Begin(worker, NowNs);

    /// <summary>A worker is told that no chunk is left.</summary>
    private void EndWork(ActorAddress worker) => _recorder.Work?.End(worker, NowNs);
}
