using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>What a block does in a window: takes in what others sent, and delivers as far as it may.</summary>
public sealed partial class LaneBlock
{
    private BlockStanding GoOn(IReadOnlyList<CrossMessage> incoming)
    {
        if (!_hasBegun)
        {
            // The actors have to be there before anything is sent to them; who drives the block creates them.
            _hasBegun = true;
            _world.Run(new RunLimits { MaxDeliveries = 1, Cancellation = _cancellation });
        }

        TakeIn(incoming);
        bool goesOn = DeliverAll();
        if (_border.Broken is { } broken)
        {
            throw broken;
        }

        if (!_cancellation.IsCancellationRequested)
        {
            TellNumbers();
        }

        _reachedNs = _border.BoundNs;
        _promise = _promises.Make(_reachedNs, _world.Engine.NextNs);
        return new BlockStanding(_promise, _reachedNs, Deliveries, goesOn);
    }

    private void TakeIn(IReadOnlyList<CrossMessage> incoming)
    {
        foreach (var crossed in incoming)
        {
            if (crossed.Message is ILedgerEntry entry && !_late.Take(crossed, entry))
            {
                entry.WriteIn(_ledger);
            }
        }

        foreach (var crossed in incoming)
        {
            if (!crossed.IsNote)
            {
                _border.Enter(crossed.ArrivalNs);
                _world.Engine.Arrive(
                    StrangerOf(crossed.From), _lane.At(OrderedLane.AddressOf(crossed.To)), crossed.Message, crossed.SentNs, crossed.ArrivalNs, crossed.Sequence, crossed.Carried);
            }
        }
    }

    private ActorSlot StrangerOf(long actor)
    {
        if (!_strangers.TryGetValue(actor, out var from))
        {
            _strangers.Add(actor, from = _world.Engine.Stranger(OrderedLane.PlaceOf(OrderedLane.AddressOf(actor))));
        }

        return from;
    }

    /// <summary>Delivers up to the border's bound, with what is written when its time has come; false where going on is pointless.</summary>
    private bool DeliverAll()
    {
        while (true)
        {
            // Until the promise lanes have nothing to do with each other: one after the other they are quicker, since what
            // belongs to one fits into a cache.
            _order.ApartUntilNs = _border.PromisedNs;
            var end = _world.Run(new RunLimits
            {
                BeforeNs = Math.Min(_late.NextNs, _border.BoundNs),
                MaxDeliveries = DeliveriesBetweenLooks,
                Cancellation = _cancellation,
            });
            if (end == RunEnd.Cancelled || _ledger.IsFutile)
            {
                return false;
            }

            if (end == RunEnd.DeliveryLimit)
            {
                PromiseAnew();
                if (_isWhole)
                {
                    TellProgress(Deliveries, LatestEndNs);
                }

                if (_isWhole || _border.CatchesUp)
                {
                    TellNumbers();
                }
            }
            else if (end != RunEnd.StopRequested)
            {
                if (_late.NextNs >= _border.BoundNs)
                {
                    return true;
                }

                _late.Write(_ledger);
            }
        }
    }

    private void TellNumbers()
    {
        // A boot of which all lanes are here begins anew where they are lost.
        _observation.Tell(_world.Engine.Pending, LatestEndNs, _countsLate && !_isWhole ? _countedNs : long.MaxValue);
    }

    /// <summary>Where a block is alone for long, what it has promised is behind it, and what it could promise now is better.</summary>
    private void PromiseAnew()
    {
        long nextNs = _world.Engine.NextNs;
        if (nextNs >= _border.PromisedNs && !_border.CatchesUp)
        {
            _border.PromiseAnew(_promises.Make(nextNs, nextNs));
        }
    }
}
