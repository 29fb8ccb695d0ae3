namespace NumaBoot.Machines;

/// <summary>A kind of file that describes a machine.</summary>
internal interface IMachineFormat
{
    /// <summary>Whether a file that begins like this is of this kind.</summary>
    /// <param name="head">Its first lines.</param>
    bool Recognises(IReadOnlyCollection<InputLine> head);

    /// <summary>Reads the machine.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="reader">The file, from its first line on.</param>
    /// <exception cref="MachineInputException">The file is not what its beginning promised.</exception>
    MachineSpec Read(string name, InputReader reader);
}
