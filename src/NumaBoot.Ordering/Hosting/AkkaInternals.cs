using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Dispatch;

namespace NumaBoot.Ordering;

/// <summary>The two things that Akka does not show to the outside and that cannot be done without.</summary>
internal static class AkkaInternals
{
    /// <summary>Whether supervision, or a task that is awaited, holds the mailbox.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "IsSuspended")]
    public static extern bool IsSuspended(Mailbox mailbox);

    /// <summary>The instance behind a cell; null once it has stopped.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Actor")]
    public static extern ActorBase? ActorOf(ActorCell cell);
}
