namespace NumaBoot.Ordering;

/// <summary>Turns a message into a number that is the same in every run and every process.</summary>
public interface IMessageFingerprint
{
    /// <summary>The number. Equal messages have equal numbers; <see cref="object.GetHashCode"/> is often not fit for it.</summary>
    ulong Of(object message);
}
