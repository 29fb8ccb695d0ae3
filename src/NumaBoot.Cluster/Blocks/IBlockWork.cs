namespace NumaBoot.Cluster;

/// <summary>Where the work of a block of lanes is done, one piece after the other. What is disposed of takes no more, and ends.</summary>
internal interface IBlockWork : IDisposable
{
    /// <summary>Does something after all that was given before.</summary>
    Task<TResult> Do<TResult>(Func<TResult> work);
}
