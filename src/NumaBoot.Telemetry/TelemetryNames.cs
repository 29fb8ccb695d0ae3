namespace NumaBoot.Telemetry;

/// <summary>Every name that leaves the process: of sources, spans, their attributes, instruments and labels.</summary>
public static class TelemetryNames
{
    /// <summary>The source of activities, the meter and the service, unless OTEL_SERVICE_NAME says otherwise.</summary>
    public const string Source = "numaboot";

    /// <summary>What spans are called.</summary>
    public static class Spans
    {
        /// <summary>A boot, from power on until the machine is up: the root of its trace.</summary>
        public const string Boot = "boot";

        /// <summary>A phase of a boot.</summary>
        public const string Phase = "phase";

        /// <summary>The late init of a node, from its start until all its pages are done.</summary>
        public const string NodeInit = "node init";

        /// <summary>A request of a CPU for pages of a zone, from the CPU and back to it.</summary>
        public const string Allocation = "allocation";

        /// <summary>The zone's part of it, from the request's arrival until the zone has answered.</summary>
        public const string Take = "take";

        /// <summary>A request to grow, from the zone and back to it.</summary>
        public const string Growth = "growth";

        /// <summary>Its pages are initialised and freed by whoever holds the writer.</summary>
        public const string Build = "build";

        /// <summary>A member's part of a boot: from when it is given nodes until it has told what came of them.</summary>
        public const string Block = "block";

        /// <summary>The root of a further trace, for spans that have no room in the boot's own.</summary>
        public const string Continued = "boot continued";
    }

    /// <summary>Attributes of spans.</summary>
    public static class Attributes
    {
        /// <summary>Of the boot: the machine's name.</summary>
        public const string Machine = "numaboot.machine";

        /// <summary>Of the boot: the name of the policy.</summary>
        public const string Policy = "numaboot.policy";

        /// <summary>Of the boot: who delivers next: time, choice or free.</summary>
        public const string DeliveryOrder = "numaboot.delivery_order";

        /// <summary>Of the boot: the seed.</summary>
        public const string Seed = "numaboot.seed";

        /// <summary>Of the boot: how many nodes the machine has.</summary>
        public const string Nodes = "numaboot.nodes";

        /// <summary>Of the boot: how many CPUs it has.</summary>
        public const string Cpus = "numaboot.cpus";

        /// <summary>Of the boot: booted, failed or interrupted.</summary>
        public const string Outcome = "numaboot.outcome";

        /// <summary>Of the boot: the digest over all deliveries, sixteen hexadecimal digits.</summary>
        public const string Digest = "numaboot.digest";

        /// <summary>Of the boot: how many deliveries there were.</summary>
        public const string Deliveries = "numaboot.deliveries";

        /// <summary>Of the boot: which invariants broke.</summary>
        public const string Broken = "numaboot.broken";

        /// <summary>Of the boot: how often lanes of a lost member were recomputed.</summary>
        public const string Recoveries = "numaboot.recoveries";

        /// <summary>Of the boot: how many spans were left out because a lane had more than it may keep.</summary>
        public const string LeftOut = "numaboot.spans.left_out";

        /// <summary>The command that leads to this delivery once more.</summary>
        public const string Replay = "numaboot.replay";

        /// <summary>The lane: the number of the node whose actors it drives; -1 for what belongs to no node.</summary>
        public const string Lane = "numaboot.lane";

        /// <summary>In how manieth delivery of that lane the span began, counted from 1.</summary>
        public const string Delivery = "numaboot.delivery";

        /// <summary>When it began, in nanoseconds of virtual time.</summary>
        public const string VirtualStartNs = "numaboot.virtual.start_ns";

        /// <summary>How long it took, in nanoseconds of virtual time.</summary>
        public const string VirtualDurationNs = "numaboot.virtual.duration_ns";

        /// <summary>It did not come to its end before the run did.</summary>
        public const string Unfinished = "numaboot.unfinished";

        /// <summary>Of a phase: its name.</summary>
        public const string Phase = "numaboot.phase";

        /// <summary>The node that it is about.</summary>
        public const string Node = "numaboot.node";

        /// <summary>The zone that it is about, such as 0:DMA32.</summary>
        public const string Zone = "numaboot.zone";

        /// <summary>log2 of a block's pages, as in the kernel.</summary>
        public const string Order = "numaboot.order";

        /// <summary>The CPU that asked.</summary>
        public const string Cpu = "numaboot.cpu";

        /// <summary>Of an allocation and a growth: the request, who asked and the how-manieth of his.</summary>
        public const string Request = "numaboot.request";

        /// <summary>Of an allocation: how many blocks were asked for; 0 for a refill of the CPU's list.</summary>
        public const string BlocksWanted = "numaboot.blocks.wanted";

        /// <summary>Of an allocation: how many blocks the zone gave.</summary>
        public const string BlocksGiven = "numaboot.blocks.given";

        /// <summary>Of an allocation: which mark it was held against: low or min.</summary>
        public const string Watermark = "numaboot.watermark";

        /// <summary>Of an allocation: how often it waited for pages that were under way.</summary>
        public const string Waits = "numaboot.waits";

        /// <summary>Of a growth: which check fell short: watermark or rmqueue.</summary>
        public const string Reason = "numaboot.reason";

        /// <summary>Of a growth: whether it gave the zone pages, or was answered that it may try again.</summary>
        public const string Grew = "numaboot.grew";

        /// <summary>Of a growth: the first deferred pfn before it.</summary>
        public const string FrontierBefore = "numaboot.first_deferred_pfn.before";

        /// <summary>Of a growth: the first deferred pfn after it; -1 where nothing is deferred any more.</summary>
        public const string FrontierAfter = "numaboot.first_deferred_pfn.after";

        /// <summary>How many pages were initialised.</summary>
        public const string Pages = "numaboot.pages";

        /// <summary>Of a member's part: the run.</summary>
        public const string Run = "numaboot.run";

        /// <summary>Of a member's part: which block of the run.</summary>
        public const string Block = "numaboot.block";

        /// <summary>Of a member's part: the member, as HOST:PORT.</summary>
        public const string Member = "numaboot.member";

        /// <summary>Of a member's part: another had its nodes before and was lost.</summary>
        public const string Recomputed = "numaboot.recomputed";
    }

    /// <summary>Instruments, in the order in which they are documented. Times are seconds of virtual time.</summary>
    public static class Instruments
    {
        /// <summary>Counter {page}: page frames initialised, by <see cref="Labels.Phase"/>.</summary>
        public const string PagesInitialised = "numaboot.pages.initialised";

        /// <summary>Counter {growth}: growths that built pages, by <see cref="Labels.Reason"/>.</summary>
        public const string Growths = "numaboot.growths";

        /// <summary>Counter {allocation}: allocations that ended, by <see cref="Labels.Outcome"/>.</summary>
        public const string Allocations = "numaboot.allocations";

        /// <summary>Histogram s: from a request's arrival until it is answered, by <see cref="Labels.At"/>.</summary>
        public const string Wait = "numaboot.wait";

        /// <summary>Gauge {page}: pages in the free areas of the boots in hand.</summary>
        public const string PagesFree = "numaboot.pages.free";

        /// <summary>Gauge {page}: pages not yet initialised of the boots in hand.</summary>
        public const string PagesDeferred = "numaboot.pages.deferred";

        /// <summary>Gauge {pfn}: the first deferred pfn of a node; only where nodes have series of their own.</summary>
        public const string Frontier = "numaboot.first_deferred_pfn";

        /// <summary>Gauge s: when each phase of the latest boot began, by <see cref="Labels.Phase"/>.</summary>
        public const string PhaseStart = "numaboot.phase.start";

        /// <summary>Histogram s: how long late init took, node by node.</summary>
        public const string NodeInit = "numaboot.node.init";

        /// <summary>Gauge s: how far the latest boot has come.</summary>
        public const string VirtualTime = "numaboot.virtual_time";

        /// <summary>Counter {delivery}: messages delivered to simulated actors.</summary>
        public const string Deliveries = "numaboot.deliveries";

        /// <summary>Counter {run}: boots that ended, by <see cref="Labels.Outcome"/>.</summary>
        public const string Runs = "numaboot.runs";

        /// <summary>Gauge {run}: boots, and searches of orders, that this process is at.</summary>
        public const string RunsActive = "numaboot.runs.active";

        /// <summary>Counter {violation}: by <see cref="Labels.Invariant"/>.</summary>
        public const string InvariantsBroken = "numaboot.invariants.broken";

        /// <summary>Gauge {lane}: lanes that this process drives.</summary>
        public const string Lanes = "numaboot.lanes";

        /// <summary>Counter {horizon}: windows of time that lanes went through side by side, by <see cref="Labels.Bound"/>.</summary>
        public const string Horizons = "numaboot.horizons";

        /// <summary>Counter {message}: what went from one block of lanes to another.</summary>
        public const string Crossed = "numaboot.lanes.crossed";

        /// <summary>Counter {recovery}: how often lost lanes were recomputed.</summary>
        public const string Recoveries = "numaboot.recoveries";

        /// <summary>Counter {message}: what came again between members and was dropped.</summary>
        public const string WireRepeated = "numaboot.wire.repeated";

        /// <summary>Counter {message}: what members would not read.</summary>
        public const string WireRefused = "numaboot.wire.refused";

        /// <summary>Counter {schedule}: orders tried by searches.</summary>
        public const string Schedules = "numaboot.schedules";

        /// <summary>Gauge {order}: different orders that the latest search has seen.</summary>
        public const string DistinctOrders = "numaboot.orders.distinct";

        /// <summary>Gauge {situation}: by <see cref="Labels.Coverage"/>, pairs of situation and message seen by the latest search, and defined.</summary>
        public const string Coverage = "numaboot.coverage";

        /// <summary>Counter {message}: messages that actors handled, by <see cref="Labels.System"/> and <see cref="Labels.ActorType"/>.</summary>
        public const string AkkaMessages = "akka.messages.recv";

        /// <summary>Histogram s: from sending to handling; virtual time in the simulated system.</summary>
        public const string AkkaLatency = "akka.messages.latency";

        /// <summary>Gauge {message}: messages that wait or are under way.</summary>
        public const string AkkaMailboxDepth = "akka.actor.mailbox.depth";

        /// <summary>Gauge {actor}: actors that live.</summary>
        public const string AkkaLive = "akka.actor.live";

        /// <summary>Counter {restart}: actors that were restarted.</summary>
        public const string AkkaRestarts = "akka.actor.restarts";

        /// <summary>Gauge {member}: members of the cluster as this one sees it, by <see cref="Labels.Status"/>.</summary>
        public const string AkkaMembers = "akka.cluster.members";
    }

    /// <summary>Labels of series.</summary>
    public static class Labels
    {
        /// <summary>The node; only where nodes have series of their own.</summary>
        public const string Node = "numaboot.node";

        /// <summary>Of initialised pages memory_map, growth or late_init; of phases their name.</summary>
        public const string Phase = "numaboot.phase";

        /// <summary>watermark or rmqueue.</summary>
        public const string Reason = "numaboot.reason";

        /// <summary>Of allocations local, remote, waited or failed; of runs booted, failed or interrupted.</summary>
        public const string Outcome = "numaboot.outcome";

        /// <summary>zone or coordinator.</summary>
        public const string At = "numaboot.at";

        /// <summary>The invariant's name.</summary>
        public const string Invariant = "numaboot.invariant";

        /// <summary>What bound a window: next_delivery, message_under_way, own_work, late_init, gather or nothing.</summary>
        public const string Bound = "numaboot.bound";

        /// <summary>seen or defined.</summary>
        public const string Coverage = "numaboot.coverage";

        /// <summary>simulated, or cluster for the actors of a member itself.</summary>
        public const string System = "akka.system";

        /// <summary>supervisor, node, coordinator, zone, cpu or worker; of the cluster's own system the actor's class.</summary>
        public const string ActorType = "akka.actor.type";

        /// <summary>up, joining, leaving or unreachable.</summary>
        public const string Status = "akka.cluster.status";
    }
}
