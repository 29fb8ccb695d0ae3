using NumaBoot.Cluster.Tests.Members;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>What the kernel knows of a member.</summary>
internal static class ProcessFacts
{
    /// <summary>Whether it runs no more; one whose end nobody has asked for yet has ended, too.</summary>
    public static bool HasEnded(this MemberProcess member)
    {
        string stat = $"/proc/{member.Id}/stat";
        return !File.Exists(stat) || File.ReadAllText(stat).Split(' ')[2] is "Z" or "X";
    }

    /// <summary>How many blocks of lanes it has: each has a thread of that name.</summary>
    public static int Blocks(this MemberProcess member) =>
        Directory.EnumerateDirectories($"/proc/{member.Id}/task").Count(task => Name(task).StartsWith("block ", StringComparison.Ordinal));

    // A thread may end between the look at the folder and the one at its name.
    private static string Name(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
