using Akka.Configuration;

namespace NumaBoot.Ordering;

/// <summary>
/// The configuration of every world: all dispatchers and mailboxes are ours, no logging, no hooks. Akka's defaults stand
/// behind it.
/// </summary>
internal static class WorldConfig
{
    public static Config Config { get; } = ConfigurationFactory.ParseString(Text());

    private static string Text()
    {
        var dispatcher = Name(typeof(OrderedDispatcherConfigurator));
        var mailbox = Name(typeof(OrderedMailboxType));
        return $$"""
            akka {
              loggers = []
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              log-serializer-override-on-start = off
              coordinated-shutdown.run-by-clr-shutdown-hook = off
              coordinated-shutdown.run-by-actor-system-terminate = off
              scheduler.implementation = "{{Name(typeof(VirtualScheduler))}}"
              actor {
                default-dispatcher { type = "{{dispatcher}}", housekeeping = off }
                default-blocking-io-dispatcher { type = "{{dispatcher}}", housekeeping = off }
                internal-dispatcher { type = "{{dispatcher}}", housekeeping = on }
                # Messages are never serialised here; Akka's own choice takes a while to load.
                serializers.json = none
                default-mailbox.mailbox-type = "{{mailbox}}"
                mailbox {
                  unbounded-queue-based.mailbox-type = "{{mailbox}}"
                  unbounded-deque-based.mailbox-type = "{{mailbox}}"
                  bounded-queue-based.mailbox-type = "{{mailbox}}"
                  bounded-deque-based.mailbox-type = "{{mailbox}}"
                }
              }
            }
            """;
    }

    private static string Name(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
