namespace NumaBoot.Actors;

/// <summary>A message between actors of a boot.</summary>
public interface IBootMessage
{
    /// <summary>Adds all that the message says to a fingerprint, from which the digest of a run is made.</summary>
    void AddTo(ref Fingerprint fingerprint);
}
