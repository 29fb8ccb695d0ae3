using System.Collections.Concurrent;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>The conductor of a run that comes to nothing.</summary>
public sealed class RunConductorTests : IDisposable
{
    private static readonly Address Member = new("akka.tcp", "numaboot", "m1", 1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly OneThread _thread = new();
    private readonly Silence _members = new();
    private readonly BlockingCollection<object> _answers = [];
    private readonly TaskCompletionSource<BootPlan> _plan = new();
    private readonly BootRequest _request = Boots.Request("tiny", "single-writer");
    private readonly IActorRef _client;

    public RunConductorTests()
    {
        _client = _thread.SpawnEar(_answers.Add);
    }

    public void Dispose()
    {
        _thread.Dispose();
        _answers.Dispose();
    }

    // Expect a run that is cancelled while it is planned to stay so: nobody is asked for anything once the plan is there.
    // Another that waits for the same plan tells when it is.
    [Fact]
    public void A_run_cancelled_before_it_is_planned_does_not_begin()
    {
        var cancelled = Conduct("cancelled");
        _ = Conduct("other");
        cancelled.Tell(new ConductorMessages.CancelRun("cancelled"), _client);
        Assert.IsType<ClientMessages.RunRefused>(Answer());

        _plan.SetResult(_request.Plan());
        Assert.True(SpinWait.SpinUntil(() => _members.Asked.Contains("other", StringComparer.Ordinal), Soon));
        _thread.PassSecond();

        Assert.DoesNotContain("cancelled", _members.Asked, StringComparer.Ordinal);
    }

    // Expect a conductor that stumbles over what it is told to refuse the run, and to go on refusing it: made anew it would
    // stumble again.
    [Fact]
    public void A_conductor_that_fails_refuses_its_run()
    {
        var conductor = Conduct("run");
        _plan.SetResult(_request.Plan());
        Assert.True(SpinWait.SpinUntil(() => _members.Asked.Contains("run", StringComparer.Ordinal), Soon));

        conductor.Tell(new RunMessages.Standing("run", 1, default));

        conductor.Tell(new ConductorMessages.SubmitRun("run", _request), _client);
        Assert.IsType<ClientMessages.RunRefused>(Answer());
        conductor.Tell(new ConductorMessages.AskRun("run"), _client);
        Assert.IsType<ClientMessages.RunRefused>(Answer());
    }

    private IActorRef Conduct(string runId)
    {
        var conductor = _thread.Spawn(RunConductor.Props(new RunSetup(runId, _request, null, null, () => _plan.Task, _members)));
        conductor.Tell(new RunConductor.UsableMembers([Member]));
        return conductor;
    }

    private object Answer() => _answers.TryTake(out object? answer, Soon) ? answer : throw new TimeoutException("no answer");

    /// <summary>Members that hear and say nothing.</summary>
    private sealed class Silence : IMemberWay
    {
        /// <summary>The runs that somebody was asked about.</summary>
        public ConcurrentQueue<string> Asked { get; } = [];

        public void Tell(Address member, IWireMessage message, IActorRef from)
        {
            if (message is MemberMessages.AskStanding ask)
            {
                Asked.Enqueue(ask.RunId);
            }
        }

        public Address Of(IActorRef actor) => Member;
    }
}
