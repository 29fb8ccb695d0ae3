namespace NumaBoot.Cluster;

/// <summary>What a member tells people, line by line, each after the name of the command.</summary>
/// <param name="writer">Where to, usually standard error.</param>
public sealed class MemberLines(TextWriter writer)
{
    private readonly Lock _one = new();

    /// <summary>Tells a line. Lines of several threads do not mix.</summary>
    public void Tell(string line)
    {
        lock (_one)
        {
            writer.WriteLine($"numaboot: {line}");
            writer.Flush();
        }
    }
}
