using Akka.Actor.Setup;

namespace NumaBoot.Telemetry;

/// <summary>How mailboxes of an actor system, which Akka makes by name, learn where to count.</summary>
/// <param name="instruments">The instruments.</param>
public sealed class ActorMeterSetup(ActorInstruments instruments) : Setup
{
    private int _isHeard;

    /// <summary>The configuration that such an actor system needs beside this.</summary>
    public const string Config = """
        akka.actor {
          telemetry.enabled = on
          default-mailbox.mailbox-type = "NumaBoot.Telemetry.MeteredMailbox, NumaBoot.Telemetry"
          mailbox.unbounded-queue-based.mailbox-type = "NumaBoot.Telemetry.MeteredMailbox, NumaBoot.Telemetry"
          mailbox.unbounded-deque-based.mailbox-type = "NumaBoot.Telemetry.MeteredMailbox, NumaBoot.Telemetry"
        }
        """;

    internal ActorInstruments Instruments => instruments;

    /// <summary>Whether this is the first mailbox type of the system, which hears of actors that start and stop.</summary>
    internal bool HearsFirst() => Interlocked.Exchange(ref _isHeard, 1) == 0;
}
