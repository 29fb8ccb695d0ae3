namespace NumaBoot.Cluster;

/// <summary>Something that a member was asked and has not answered: it is asked again, ever more rarely.</summary>
/// <param name="message">What.</param>
internal sealed class Question(IWireMessage message)
{
    private const int LongestWait = 8;

    private int _wait = 1;
    private int _waited;

    /// <summary>What was asked.</summary>
    public IWireMessage Message { get; } = message;

    /// <summary>Another second has passed; true where it is time to ask again.</summary>
    public bool IsDue()
    {
        if (++_waited < _wait)
        {
            return false;
        }

        _waited = 0;
        _wait = Math.Min(2 * _wait, LongestWait);
        return true;
    }
}
