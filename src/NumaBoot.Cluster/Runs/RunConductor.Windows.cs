using System.Collections.Immutable;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>From the standing of the members over the windows to the end of the run.</summary>
internal sealed partial class RunConductor
{
    private void AskStandings()
    {
        _stage = RunStage.Asking;
        if (!_hasAsked)
        {
            // Who comes later has nothing of the run, but may be given a part.
            _toStand.UnionWith(_members);
            _hasAsked = !_members.IsEmpty;
        }

        foreach (var member in _toStand)
        {
            TellMember(member, new MemberMessages.AskStanding(_setup.RunId, _epoch));
        }
    }

    private void HearStanding(RunMessages.Standing standing)
    {
        var member = _setup.Way.Of(Sender);
        if (_stage != RunStage.Asking || standing.Epoch != _epoch || !_toStand.Remove(member))
        {
            return;
        }

        _found.AddRange(standing.Blocks.Select(block => (member, block)));
        SettleOnceAllStand();
    }

    /// <summary>Another has conducted the run: what was told before is true no more, and all are asked in an epoch after that.</summary>
    private void HearOf(RunMessages.HearsAnother another)
    {
        if (_stage == RunStage.Asking && another.Epoch >= _epoch)
        {
            _epoch = another.Epoch + 1;
            _found.Clear();
            _toStand.Clear();
            _hasAsked = false;
            AskStandings();
        }
    }

    private void SettleOnceAllStand()
    {
        if (!_hasAsked || _toStand.Count > 0 || _members.IsEmpty || _stage != RunStage.Asking)
        {
            return;
        }

        _stage = RunStage.Running;
        if (_found.Count > 0)
        {
            _blocks.TakeOver(_found);
            _window = _found.Max(found => found.Block.Window);
            _recoveries++;
            _found.Clear();
        }

        GoOn();
    }

    /// <summary>Does the next thing, once nobody is waited for.</summary>
    private void GoOn()
    {
        if (_blocks.AreWaitedFor || _members.IsEmpty || _stage is RunStage.Planning or RunStage.Asking or RunStage.Over)
        {
            return;
        }

        if (_stage == RunStage.Whole)
        {
            AskForWhole();
        }
        else if (_blocks.Placed.Count == 0)
        {
            BeginAll();
        }
        else if (_blocks.HasLost)
        {
            Recover();
        }
        else if (_stage == RunStage.Ending)
        {
            Conclude();
        }
        else
        {
            NextWindow();
        }
    }

    /// <summary>Nobody has anything of the run: it begins, perhaps once more.</summary>
    private void BeginAll()
    {
        _stage = RunStage.Running;
        _window++;
        foreach (var block in _blocks.PlaceAll(_members))
        {
            Take(block, []);
        }
    }

    /// <summary>What is lost is recomputed from what the others sent to it.</summary>
    private void Recover()
    {
        if (_stage != RunStage.Gathering || !_gatheredFor.SequenceEqual(_blocks.Lost))
        {
            _stage = RunStage.Gathering;
            _gatheredFor = _blocks.Lost;
            _question++;
            foreach (var block in _blocks.Placed)
            {
                // It goes on from where it is: what was told as its end was none.
                block.Result = null;
                block.Records = null;
                Ask(block, new MemberMessages.AskRecords(FenceOf(block), _question, _blocks.Lost));
            }

            return;
        }

        _stage = RunStage.Running;
        _window++;
        var placed = _blocks.PlaceLost(_members, out var past);
        _setup.Meter?.LanesRecovered();
        Take(placed, past);
    }

    private void Take(PlacedBlock block, ImmutableArray<Lanes.CrossMessage> past) =>
        Ask(block, new MemberMessages.TakeBlock(FenceOf(block), _window, _setup.Request, block.Nids, past, _blocks.ReachedByAllNs, _setup.Tracing, _setup.History));

    private void HearWindow(PlacedBlock block, RunMessages.WindowDone done)
    {
        block.Open = null;
        block.State = done.State;
        block.Window = done.Window;
        _blocks.HandOut(block.Number, done.Outbox);
        GoOn();
    }

    private void NextWindow()
    {
        bool goesOn = !_isCancelled && _blocks.Placed.All(block => block.State.GoesOn);
        if (!goesOn || _blocks.NextWindow() is not { } next)
        {
            End(isOver: goesOn);
            return;
        }

        _window++;
        long doneByAll = _blocks.DoneByAll;
        foreach (var (block, horizonNs) in next)
        {
            ImmutableArray<Lanes.CrossMessage> incoming = [.. block.Inbox];
            block.Inbox.Clear();
            Ask(block, new MemberMessages.RunWindow(FenceOf(block), _window, horizonNs, _blocks.ReachedByAllNs, doneByAll, incoming));
        }
    }

    private void End(bool isOver)
    {
        _stage = RunStage.Ending;
        _isOver = isOver;
        foreach (var block in _blocks.Placed)
        {
            Ask(block, new MemberMessages.EndBlock(FenceOf(block), isOver));
        }
    }

    private void Conclude()
    {
        if (_blocks.Placed.Any(block => block.Result is null))
        {
            // Something was lost and recomputed since: its end has to be asked for again, like that of the others.
            _stage = RunStage.Running;
            NextWindow();
            return;
        }

        BlockResult[] results = [.. _blocks.Placed.Select(block => block.Result!)];
        if (BlockResults.Combine(_setup.Request, _plan, results, _blocks.Horizons, _isOver, _isCancelled) is { } result)
        {
            Finish(new ClientMessages.RunEnded(_setup.RunId, RunEnding.Of(result), MembersWithBlocks, _recoveries));
            return;
        }

        if (_isCancelled)
        {
            Finish(new ClientMessages.RunRefused(_setup.RunId, Cancelled));
            return;
        }

        _digest = _isOver ? BlockResults.Digest(_plan, results) : null;
        _stage = RunStage.Whole;
        AskForWhole();
    }

    /// <summary>Which delivery broke something first, and where to stop what goes round for ever, only one thread can tell.</summary>
    private void AskForWhole()
    {
        if (_whole is null)
        {
            var fence = new Fence(_setup.RunId, _epoch, int.MaxValue);
            _whole = (_members[0], new Question(new MemberMessages.RunWhole(fence, _setup.Request, _setup.Tracing, _setup.History)));
            TellMember(_members[0], _whole.Value.Question.Message);
        }
    }

    private void HearWhole(RunEnding ending)
    {
        _whole = null;
        BlockResults.RequireSame(_digest, ending.ToResult(_setup.Request, _plan));
        Finish(new ClientMessages.RunEnded(_setup.RunId, ending with { Horizons = _blocks.Horizons }, MembersWithBlocks, _recoveries));
    }

    private void Cancel()
    {
        _isCancelled = true;
        if (_stage is RunStage.Planning or RunStage.Asking or RunStage.Whole)
        {
            Finish(new ClientMessages.RunRefused(_setup.RunId, Cancelled));
        }
    }

    // A run that is refused was no boot, or a fault of the simulator.
    private void CountEnd(IWireMessage end)
    {
        if (end is ClientMessages.RunEnded ended)
        {
            _setup.Meter?.RunConcluded(ended.Ending.Outcome, ended.Ending.Violations);
        }
        else if (_isCancelled)
        {
            _setup.Meter?.RunConcluded(BootOutcome.Interrupted, []);
        }
    }

    private void DropBlocks() => TellAll(new MemberMessages.DropRun(_setup.RunId, _epoch));

    private void TellAll(IWireMessage message)
    {
        foreach (var member in _members)
        {
            TellMember(member, message);
        }
    }
}
