namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Several members that are killed together when the test is done.</summary>
internal sealed class MemberProcesses(IReadOnlyList<MemberProcess> members) : IAsyncDisposable
{
    // What a test is about begins when they are one cluster; how long that takes is a test of its own.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Starts them at the same time, each listing all, and waits until they are one cluster.</summary>
    public static Task<MemberProcesses> FormAsync(int count, params string[] options) => FormAsync(count, Patience, options);

    /// <summary>The same, with a limit to the time that it may take.</summary>
    public static async Task<MemberProcesses> FormAsync(int count, TimeSpan within, params string[] options)
    {
        var members = new MemberProcesses(MemberProcess.StartTogether(count, options));
        try
        {
            await Task.WhenAll(members.All.Select(member => member.ReadyAsync(count, within)));
            return members;
        }
        catch (TimeoutException late)
        {
            string told = string.Join("\n\n", members.All.Select(member => member.Text));
            await members.DisposeAsync();
            throw new TimeoutException($"{count} members are not one cluster within {within}; what they said:\n{told}", late);
        }
    }

    /// <summary>They, in the order of their ports.</summary>
    public IReadOnlyList<MemberProcess> All => members;

    public async ValueTask DisposeAsync()
    {
        foreach (var member in members)
        {
            await member.DisposeAsync();
        }
    }
}
