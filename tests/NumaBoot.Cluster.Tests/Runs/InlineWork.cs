namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>Work of a block that is done at once, by whoever asks for it.</summary>
internal sealed class InlineWork : IBlockWork
{
    public Task<TResult> Do<TResult>(Func<TResult> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception failed)
        {
            return Task.FromException<TResult>(failed);
        }
    }

    public void Dispose()
    {
    }
}
