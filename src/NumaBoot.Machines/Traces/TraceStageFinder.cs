namespace NumaBoot.Machines;

/// <summary>
/// Finds the phases of the boot in a trace. Page lists have their size from the first refill on that brings more than one
/// block; <c>kernel_init</c>, who is not task 0 any more, brings the CPUs up; late init begins with the first sign of its
/// tasks, or where there is none, with the second CPU. A trace that does not begin with task 0 on the CPU that boots was
/// taken of a machine that is up.
/// </summary>
internal sealed class TraceStageFinder(int bootCpu)
{
    private int _blocksInHand;
    private bool _hasTakings;
    private bool _isOfTheBoot;
    private int? _pageListsAt;
    private int? _kernelInitAt;
    private int? _otherCpuAt;
    private int? _lateInitAt;
    private long? _lateInitNs;
    private int _events;

    /// <summary>An allocation or a free.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="isLateInit">Whether a task of late init did it.</param>
    /// <param name="at">How many came before it.</param>
    public void Hear(TraceLine line, bool isLateInit, int at)
    {
        _isOfTheBoot |= _events++ == 0 && line.Pid == 0 && line.Cpu == bootCpu;
        _kernelInitAt ??= line.Pid != 0 ? at : null;
        _otherCpuAt ??= line.Cpu != bootCpu ? at : null;
        if (isLateInit && _lateInitAt is null)
        {
            _lateInitAt = at;
            _lateInitNs = line.TimeNs;
        }
    }

    /// <summary>An allocation ends what its CPU took for it.</summary>
    public void HearAllocation(int cpu) => _blocksInHand = cpu == bootCpu ? 0 : _blocksInHand;

    /// <summary>A block was taken from a zone, for a list or for its own sake.</summary>
    public void HearTaking(TraceLine line, int at)
    {
        _hasTakings = true;
        if (line.Cpu == bootCpu && line.TryField("percpu_refill=", out var refill) && refill is "1" && ++_blocksInHand > 1)
        {
            _pageListsAt ??= at;
        }
    }

    /// <summary>Tells a recording what was found.</summary>
    public void Finish(TraceRecording recording)
    {
        var stages = recording.Stages;
        bool isOfTheBoot = _isOfTheBoot || _lateInitAt is not null;
        stages.RunningAt = !isOfTheBoot ? 0 : _lateInitAt ?? _otherCpuAt ?? int.MaxValue;
        stages.SmpInitAt = _kernelInitAt ?? int.MaxValue;
        stages.AfterPageListsAt = _pageListsAt ?? (_hasTakings ? int.MaxValue : 0);
        recording.RunningFromNs = _lateInitNs
            ?? (stages.RunningAt < recording.Events.Count ? recording.Events[stages.RunningAt].TimeNs : null);
    }
}
