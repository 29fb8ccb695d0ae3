using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>Which pages are built and which are held, as actors write it into the ledger.</summary>
internal sealed class LedgerTally : ISceneWatch
{
    private long _delivery;

    public long Last { get; set; }

    public PfnRangeSet Built { get; } = [];

    public PfnRangeSet Held { get; } = [];

    private bool IsOver => _delivery > Last;

    public void Delivering(in Delivery delivery) => _delivery = delivery.Number;

    public void Delivered(in Delivery delivery)
    {
        // What was written is there.
    }

    public ILane Over(ILane lane) => new Lane(lane, new Ledger(lane.Ledger, this));

    private sealed class Lane(ILane inner, IBootLedger ledger) : PassingLane(inner, ledger);

    private sealed class Ledger(IBootLedger inner, LedgerTally tally) : PassingLedger(inner)
    {
        public override void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
        {
            Add(tally.Built, frames);
            base.Initialised(zone, frames, builder);
        }

        public override void Released(ZoneRef zone, PfnRange frames)
        {
            Add(tally.Built, [frames]);
            base.Released(zone, frames);
        }

        public override void Taken(in Taking taking)
        {
            Add(tally.Held, taking.Frames);
            base.Taken(in taking);
        }

        public override void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0)
        {
            foreach (var range in frames.Where(_ => !tally.IsOver))
            {
                tally.Held.Remove(range);
            }

            base.GivenBack(zone, cpu, frames, order);
        }

        private void Add(PfnRangeSet set, ImmutableArray<PfnRange> frames)
        {
            foreach (var range in frames.Where(_ => !tally.IsOver))
            {
                set.Add(range);
            }
        }
    }
}
