using System.Collections.Concurrent;

namespace NumaBoot.Cluster;

/// <summary>The thread that simulates a block of lanes. It gives way to those of the cluster.</summary>
internal sealed class BlockThread : IBlockWork
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is called.</param>
    public BlockThread(string name)
    {
        new Thread(Work) { IsBackground = true, Name = name }.Start();
    }

    /// <inheritdoc />
    public Task<TResult> Do<TResult>(Func<TResult> work)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception failed)
            {
                done.SetException(failed);
            }
        });
        return done.Task;
    }

    /// <inheritdoc />
    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        SimulationThreads.GiveWay();
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }

        _work.Dispose();
    }
}
