namespace NumaBoot.Simulation;

/// <summary>Why a letter that arrives is not read.</summary>
internal enum UnreadLetter
{
    /// <summary>The same one has arrived before.</summary>
    HadBefore,

    /// <summary>An earlier one of its sender is missing; it is read after that one.</summary>
    TooEarly,

    /// <summary>A later one of its sender was read before, and counts as the last.</summary>
    TooLate,
}
