using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;

namespace NumaBoot.Actors.Tests.Probes;

/// <summary>
/// The world of one real actor: everybody else that it writes to is a probe, time stands still, and nothing happens
/// that the test does not do.
/// </summary>
internal sealed class ProbeLane(TestKitBase kit) : ILane
{
    private readonly SortedDictionary<string, TestProbe> _probes = new(StringComparer.Ordinal);

    /// <summary>What the test says the time is.</summary>
    public long NowNs { get; set; }

    /// <summary>What the actor wrote into the ledger.</summary>
    public LedgerNotes Notes { get; } = LedgerNotes.Create();

    public IBootLedger Ledger => (IBootLedger)(object)Notes;

    /// <summary>What goes wrong, or comes between.</summary>
    public ImmutableArray<Disturbance> Disturbances { get; set; } = [];

    /// <summary>What it told whom, in order.</summary>
    public List<(ActorAddress To, IBootMessage Message)> Told { get; } = [];

    /// <summary>Whom it told something, in order.</summary>
    public string Receivers => string.Join(", ", Told.Select(told => told.To));

    /// <summary>What it spent, but for the handling of messages.</summary>
    public List<(BootWork Work, long Units, int Sharers)> Spent { get; } = [];

    /// <summary>What it will tell itself, and when.</summary>
    public List<(long DelayNs, IBootMessage Message)> Timers { get; } = [];

    /// <summary>Whom it created, in order; probes stand where they would be.</summary>
    public List<ActorAddress> Created { get; } = [];

    /// <summary>The next message that it sends does not leave: the actor fails instead.</summary>
    public bool FailsOnce { get; set; }

    /// <summary>Whoever lives at an address.</summary>
    public TestProbe At(ActorAddress address)
    {
        if (!_probes.TryGetValue(address.ToString(), out var probe))
        {
            _probes.Add(address.ToString(), probe = kit.CreateTestProbe());
        }

        return probe;
    }

    /// <summary>Whether everything that the actor said has been expected.</summary>
    public bool IsSilent => _probes.Values.All(probe => !probe.HasMessages);

    /// <summary>Lets the test forget what was said so far.</summary>
    public void Forget()
    {
        foreach (var probe in _probes.Values)
        {
            while (probe.HasMessages)
            {
                probe.ReceiveOne(TimeSpan.Zero);
            }
        }

        Told.Clear();
        Spent.Clear();
        Notes.Lines.Clear();
    }

    public void Tell(ActorAddress to, IBootMessage message)
    {
        if (FailsOnce)
        {
            FailsOnce = false;
            throw new InvalidOperationException("the actor fails here because the test says so");
        }

        Told.Add((to, message));
        At(to).Ref.Tell(message, ActorRefs.NoSender);
    }

    public IBootMessage? Read(ActorAddress to, Letter letter) => letter.Content;

    public void TellSelfAfter(long delayNs, IBootMessage message) => Timers.Add((delayNs, message));

    public void Spend(BootWork work, long units, int sharers = 1)
    {
        if (work != BootWork.Message)
        {
            Spent.Add((work, units, sharers));
        }
    }

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name)
    {
        Created.Add(address);
        At(address);
    }
}
