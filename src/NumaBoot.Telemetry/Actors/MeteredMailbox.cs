using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace NumaBoot.Telemetry;

/// <summary>
/// Gives actors queues that count and measure, in an actor system that has an <see cref="ActorMeterSetup"/>. Akka finds it by its
/// name in the configuration.
/// </summary>
public sealed class MeteredMailbox : MailboxType, IProducesMessageQueue<MeteredQueue>
{
    private readonly ActorInstruments _instruments;

    /// <summary>Made by Akka.</summary>
    /// <param name="settings">The settings of the actor system.</param>
    /// <param name="config">The configuration of the mailbox.</param>
    /// <exception cref="InvalidOperationException">The actor system has no <see cref="ActorMeterSetup"/>.</exception>
    public MeteredMailbox(Settings settings, Config config)
        : base(settings, config)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var setup = settings.Setup.Get<ActorMeterSetup>();
        if (!setup.HasValue)
        {
            throw new InvalidOperationException($"{settings.System.Name} has mailboxes that count, and nothing says where to: it needs an {nameof(ActorMeterSetup)}.");
        }

        _instruments = setup.Value.Instruments;
        if (setup.Value.HearsFirst())
        {
            // The first mailbox stands before the first actor does.
            var provider = ((ExtendedActorSystem)settings.System).Provider;
            settings.System.EventStream.Subscribe(new LifeListener(_instruments, provider), typeof(IActorTelemetryEvent));
        }
    }

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new MeteredQueue(_instruments.Of(ActorInstruments.Cluster, TypeOf(owner)));

    private static string TypeOf(IActorRef? owner) => owner switch
    {
        LocalActorRef local => local.Cell.Props.Type.Name,
        RepointableActorRef { Underlying: { } cell } => cell.Props.Type.Name,
        _ => "other",
    };
}
