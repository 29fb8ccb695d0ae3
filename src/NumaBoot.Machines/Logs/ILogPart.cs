namespace NumaBoot.Machines;

/// <summary>Collects what the lines of a kernel log say about one thing.</summary>
internal interface ILogPart
{
    /// <summary>Takes a line if it is about this thing; the line has lost its prefix.</summary>
    /// <exception cref="MachineInputException">It is, but cannot be understood, or contradicts an earlier one.</exception>
    bool TryTake(InputLine line);
}
