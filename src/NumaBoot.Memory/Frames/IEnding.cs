namespace NumaBoot.Memory;

/// <summary>A range that ends somewhere, so that sorted ones can be searched.</summary>
/// <typeparam name="T">What it is counted in.</typeparam>
internal interface IEnding<out T>
{
    /// <summary>What lies first behind it.</summary>
    T End { get; }
}
