using System.Diagnostics;
using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>By which call something came past the order, as far as it can be told.</summary>
internal static class OutsideCall
{
    private const string Thread = "came from a thread that does not drive the world";

    /// <summary>Whether the one who is to be answered waits outside for it.</summary>
    public static bool IsAsk(IActorRef? sender) =>
        sender?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(FutureActorRef<>);

    /// <summary>How a message came, in words; called on the thread that it came from.</summary>
    public static string Describe(IActorRef? sender)
    {
        if (IsAsk(sender))
        {
            return "was sent with Ask";
        }

        return new StackTrace().GetFrames().Any(frame => IsPipe(frame.GetMethod()?.DeclaringType))
            ? "was sent with PipeTo by a task that was not done"
            : Thread;
    }

    private static bool IsPipe(Type? type) => type is not null && (type == typeof(PipeToSupport) || IsPipe(type.DeclaringType));
}
