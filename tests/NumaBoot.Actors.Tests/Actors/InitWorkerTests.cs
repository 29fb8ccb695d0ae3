using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A worker of late init, between its coordinator and its zone.</summary>
public sealed class InitWorkerTests : OneActorTests
{
    private readonly ActorAddress _coordinator = ActorAddress.Coordinator(WriterScope.Node, 0);
    private readonly ActorAddress _zone = ActorAddress.Zone(new ZoneRef(0, ZoneKind.Normal));
    private readonly ActorAddress _self = ActorAddress.Worker(0, 3);
    private readonly IActorRef _worker;

    public InitWorkerTests()
    {
        var plan = SmallMachine.Of().Plan(InitPolicies.V61);
        var state = new WorkerState();
        _worker = Start(() => new InitWorker(Lane, plan, plan.Nodes[0], 3, state));
    }

    // Expect a worker that is told to start to ask for a chunk, having paid for being started.
    [Fact]
    public void A_worker_that_starts_asks_for_a_chunk()
    {
        _worker.Tell(new WorkerMessages.StartWork(1));

        Lane.At(_coordinator).ExpectMsg(new CoordinatorMessages.ClaimChunk(0, 3, 1));
        Assert.Equal([(BootWork.StartWorker, 1, 1)], Lane.Spent);
    }

    // Expect a busy worker not to ask for a second chunk: it could not tell the two apart.
    [Fact]
    public void A_busy_worker_does_not_start_twice()
    {
        _worker.Tell(new WorkerMessages.StartWork(1));
        _worker.Tell(new WorkerMessages.StartWork(1));

        Lane.At(_coordinator).ExpectMsg<CoordinatorMessages.ClaimChunk>();
        Assert.True(Lane.IsSilent);
    }

    //    chunk: [8, 16) and [20, 24)
    // Expect both parts to be initialised at the price of three who share the memory, and to go to the zone.
    [Fact]
    public void A_chunk_is_initialised_and_then_handed_to_the_zone()
    {
        _worker.Tell(new WorkerMessages.StartWork(1));
        Lane.Forget();

        _worker.Tell(Chunk(sharers: 3));

        var add = Lane.At(_zone).ExpectMsg<ZoneMessages.AddPages>();
        Assert.Equal((_self, new RequestId(_self, 1)), (add.Builder, add.Ask));
        Assert.Equal("[8, 16) [20, 24)", add.Frames.Words());
        Assert.Equal([(BootWork.InitialisePages, 12, 3)], Lane.Spent);
        Assert.Equal(["Answered worker 0.3 #1", "Initialised 0:Normal [8, 16) [20, 24) InitJob"], Lane.Notes.Lines);
    }

    // Expect the coordinator to hear of 12 pages only once the zone has them, and then of the wish for more.
    [Fact]
    public void A_chunk_is_done_when_its_pages_are_in_the_free_areas()
    {
        _worker.Tell(new WorkerMessages.StartWork(1));
        Lane.Forget();

        _worker.Tell(Chunk());
        Assert.False(Lane.At(_coordinator).HasMessages);

        _worker.Tell(new WorkerMessages.ChunkAdded(new RequestId(_self, 1)));

        Lane.At(_coordinator).ExpectMsg(new CoordinatorMessages.ChunkBuilt(0, 3, 12));
        Lane.At(_coordinator).ExpectMsg(new CoordinatorMessages.ClaimChunk(0, 3, 1));
    }

    // Expect the second answer about chunk 1, which comes while chunk 2 is in hand, to change nothing.
    [Fact]
    public void An_answer_about_an_earlier_chunk_is_ignored()
    {
        _worker.Tell(Chunk());
        _worker.Tell(new WorkerMessages.ChunkAdded(new RequestId(_self, 1)));
        _worker.Tell(Chunk());
        Lane.Forget();

        _worker.Tell(new WorkerMessages.ChunkAdded(new RequestId(_self, 1)));

        Assert.True(Lane.IsSilent);
    }

    // Expect a worker for whom nothing was left to be ready for the node's next range.
    [Fact]
    public void A_worker_without_a_chunk_can_be_started_again()
    {
        _worker.Tell(new WorkerMessages.StartWork(1));
        _worker.Tell(new WorkerMessages.NoChunkLeft());
        Lane.Forget();

        _worker.Tell(new WorkerMessages.StartWork(2));

        Lane.At(_coordinator).ExpectMsg(new CoordinatorMessages.ClaimChunk(0, 3, 2));
    }

    // Expect a worker that is started for the next range while its claim in the one before is still open to go on there as
    // soon as that claim is answered.
    [Fact]
    public void A_worker_that_is_started_too_soon_goes_on_with_the_next_range()
    {
        _worker.Tell(new WorkerMessages.StartWork(1));
        _worker.Tell(new WorkerMessages.StartWork(2));
        Lane.Forget();

        _worker.Tell(new WorkerMessages.NoChunkLeft());

        Lane.At(_coordinator).ExpectMsg(new CoordinatorMessages.ClaimChunk(0, 3, 2));
    }

    private static WorkerMessages.ChunkClaimed Chunk(int sharers = 1) => new([new PfnRange(8, 16), new PfnRange(20, 24)], sharers);
}
