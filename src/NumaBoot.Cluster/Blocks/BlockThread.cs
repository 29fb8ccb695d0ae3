using System.Collections.Concurrent;

namespace NumaBoot.Cluster;

/// <summary>The thread that simulates a block of lanes. It gives way to those of the cluster.</summary>
internal sealed class BlockThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is called.</param>
    public BlockThread(string name)
    {
        new Thread(Work) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Does something on it, after all that it was given before.</summary>
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

    /// <summary>Lets it end once it has done what it was given.</summary>
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
