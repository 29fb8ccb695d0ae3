using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>Trying every order begins when all CPUs are up, not before and not later.</summary>
public sealed class OpeningTests
{
    private const int MostOrders = 1_500;

    private static readonly ActorAddress Node0 = ActorAddress.Node(0);

    public static TheoryData<string, string> Disturbances => new()
    {
        { "tiny", "nothing" },
        { "tiny2", "nothing" },
        { "tiny2", "interrupts and crashes" },
        { "tiny", "a lost start" },
        { "tiny2", "a lost start" },
        { "tiny", "a doubled start" },
    };

    //   power on ... node 0 is up, node 1 is up | work, work ...
    //   -------- one order: that of time -------|------ all ------
    //
    // Expect every schedule to be the same, and to be plain order of time, up to the delivery in which the supervisor hears
    // that the last node's CPUs are up, whatever goes wrong then; and each of them to be another one from there on.
    [Theory]
    [MemberData(nameof(Disturbances))]
    public void Up_to_when_all_cpus_are_up_there_is_one_order(string machine, string disturbances)
    {
        var request = Explored.Request("v3", machine);
        request = request with { TakesSnapshots = false, Workload = BootExhaustive.OneAllocationEach(request.Workload) };
        request = request with { Disturbances = [.. Disturb(disturbances, request)] };
        var rule = new BootReceipts(request.Plan());
        var up = new UpWatch(request.Plan().Nodes.Length);
        var chooser = new ExhaustiveChooser { Rule = rule };
        using var subject = new BootSubject(request, observers: [up], rule: rule);
        var plain = new RecordingChooser(new TimeChooser());
        subject.Run(plain);
        long upAt = up.At;
        string beginning = string.Join('\n', plain.Chosen.Take((int)upAt));
        var schedules = new HashSet<string>(StringComparer.Ordinal);
        var wanted = request.Disturbances.Aggregate(DisturbanceCounts.None, (sum, one) => sum + DisturbanceCounts.Of(one));
        int orders = 0;
        do
        {
            var opening = new OpeningWatch(chooser);
            var recording = new RecordingChooser(opening);
            subject.Run(recording);

            Assert.Equal((upAt, upAt, upAt), (up.At, opening.At, opening.SaysAt));
            Assert.Equal(wanted, subject.Last!.Happened);
            Assert.Equal(beginning, string.Join('\n', recording.Chosen.Take((int)upAt)));
            Assert.True(schedules.Add(string.Join('\n', recording.Chosen.Skip((int)upAt))));
        }
        while (chooser.Next() && ++orders < MostOrders);

        Assert.InRange(upAt, 20, plain.Chosen.Count - 20);
        Assert.InRange(orders, 100, MostOrders);
    }

    // The letter that lets the CPUs of node 0 work, the only one on tiny, is the supervisor's last before they do.
    private static IEnumerable<Disturbance> Disturb(string what, BootRequest request)
    {
        var starts = new StartNumber();
        using var subject = new BootSubject(request, observers: [starts]);
        subject.Run(new TimeChooser());
        return what switch
        {
            "interrupts and crashes" => [new Interrupt(0, 0, 0), new Interrupt(1, 3, 0), new CrashedActor(Node0, 5), new CrashedActor(ActorAddress.Supervisor, 30)],
            "a lost start" => [new LostLetter(ActorAddress.Supervisor, Node0, starts.Number)],
            "a doubled start" => [new DuplicatedLetter(ActorAddress.Supervisor, Node0, starts.Number)],
            _ => [],
        };
    }

    /// <summary>Which of the supervisor's letters to node 0 it is.</summary>
    private sealed class StartNumber : IDeliveryObserver
    {
        public long Number { get; private set; }

        public void Delivering(in Delivery delivery)
        {
            if (delivery.Message is Letter { Content: NodeMessages.DoWork { Phase: Machines.WorkPhase.Running } } letter && delivery.Receiver.Tag is ActorAddress to && to == Node0)
            {
                Number = letter.Number;
            }
        }

        public void Delivered(in Delivery delivery)
        {
            // Seen before.
        }
    }

    /// <summary>In which delivery the supervisor hears of the last node that its CPUs are up.</summary>
    private sealed class UpWatch(int nodes) : IDeliveryObserver
    {
        private readonly HashSet<int> _up = [];

        public long At { get; private set; }

        public void Delivering(in Delivery delivery)
        {
            if (delivery.Number == 1)
            {
                _up.Clear();
                At = 0;
            }

            if (Letter.ContentOf(delivery.Message) is SupervisorMessages.NodeStepDone { Step: BootStep.CpusUp } done && _up.Add(done.Nid) && _up.Count == nodes)
            {
                At = delivery.Number;
            }
        }

        public void Delivered(in Delivery delivery)
        {
            // Seen before.
        }
    }

    /// <summary>After how many deliveries orders matter.</summary>
    private sealed class OpeningWatch(IChooser inner) : IChooser
    {
        /// <summary>At the first choice that is open.</summary>
        public long At { get; private set; }

        /// <summary>As the candidates say.</summary>
        public long SaysAt { get; private set; }

        public void Begin()
        {
            inner.Begin();
            At = SaysAt = -1;
        }

        public int Choose(Candidates candidates)
        {
            if (candidates.IsOpen && At < 0)
            {
                At = candidates.Chosen;
                SaysAt = candidates.OpenedAt;
            }

            return inner.Choose(candidates);
        }
    }
}
