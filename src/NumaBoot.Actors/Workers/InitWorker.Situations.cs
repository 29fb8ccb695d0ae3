namespace NumaBoot.Actors;

/// <summary>The situations of an init worker.</summary>
internal sealed partial class InitWorker
{
    private const int Idle = 0;
    private const int Busy = 1;

    private const string Answers = "answers what a busy worker asked";

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(ActorRole.Worker, "idle", "busy")
        .Handles<WorkerMessages.StartWork>()
        .Handles<WorkerMessages.ChunkClaimed>(Answers, Busy)
        .Handles<WorkerMessages.ChunkAdded>(Answers, Busy)
        .Handles<WorkerMessages.NoChunkLeft>(Answers, Busy);

    protected override int Situation => state.IsBusy ? Busy : Idle;
}
