using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Of a machine that was put together from many lines only the file is known.</summary>
/// <param name="File">The file, or what stands for it.</param>
internal sealed record NoPlaces(string File) : IMachinePlaces
{
    /// <inheritdoc />
    public int LineOf(NodeSpec node) => 0;

    /// <inheritdoc />
    public int LineOf(MemblockRegion memory) => 0;

    /// <inheritdoc />
    public int LineOfFreedLate(MemblockRegion region) => 0;

    /// <inheritdoc />
    public int LineOf(CpuPlace home) => 0;

    /// <inheritdoc />
    public int LineOfWorkItem(int at) => 0;
}
