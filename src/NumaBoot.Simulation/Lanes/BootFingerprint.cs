using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Turns a boot's messages into numbers by what they say and what they are.</summary>
internal sealed class BootFingerprint : IMessageFingerprint
{
    private readonly TypeFingerprint _types = new();

    public ulong Of(object message)
    {
        var fingerprint = default(Fingerprint);
        fingerprint.Add((long)_types.Of(Letter.ContentOf(message)));
        if (message is IBootMessage known)
        {
            known.AddTo(ref fingerprint);
        }

        return fingerprint.Value;
    }
}
