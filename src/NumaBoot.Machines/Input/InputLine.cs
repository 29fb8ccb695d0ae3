namespace NumaBoot.Machines;

/// <summary>A line of an input and where it stands.</summary>
/// <param name="File">The file, or what stands for it.</param>
/// <param name="Number">The line number, from 1.</param>
/// <param name="Text">The line without its end.</param>
internal readonly record struct InputLine(string File, int Number, string Text)
{
    /// <summary>The complaint that this line, or a part of it, is not what was expected.</summary>
    public MachineInputException Unexpected(string expected, ReadOnlySpan<char> found) =>
        new(File, Number, expected, PlainText.Quoted(found));

    /// <summary>The complaint that this line is not what was expected.</summary>
    public MachineInputException Unexpected(string expected) => Unexpected(expected, Text);
}
