namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>What things cost, but for what is said to take far longer than it does: whoever believes it promises too much.</summary>
/// <param name="right">What they cost.</param>
/// <param name="wrong">What is wrong.</param>
internal sealed class WrongTimes(IWorkTimes right, BootWork wrong) : IWorkTimes
{
    private const long Times = 100;

    public long SmallestMessageNs => right.SmallestMessageNs;

    public long AtLeastNs(BootWork work, long units) => right.AtLeastNs(work, units) * (work == wrong ? Times : 1);
}
