namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Several members that are killed together when the test is done.</summary>
internal sealed class MemberProcesses(IReadOnlyList<MemberProcess> members) : IAsyncDisposable
{
    /// <summary>Starts them at the same time, each listing all, and waits until they are one cluster.</summary>
    public static async Task<MemberProcesses> FormAsync(int count, params string[] options)
    {
        var members = new MemberProcesses(MemberProcess.StartTogether(count, options));
        await Task.WhenAll(members.All.Select(member => member.ReadyAsync(count, TimeSpan.FromSeconds(30))));
        return members;
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
