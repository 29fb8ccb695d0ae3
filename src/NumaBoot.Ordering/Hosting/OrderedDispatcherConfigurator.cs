using Akka.Configuration;
using Akka.Dispatch;

namespace NumaBoot.Ordering;

/// <summary>Makes the dispatcher of a world. Akka finds it by its name in the configuration.</summary>
internal sealed class OrderedDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly OrderedDispatcher _dispatcher;

    public OrderedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        var engine = prerequisites.Settings.Setup.Get<WorldSetup>().Value.Engine;
        _dispatcher = new OrderedDispatcher(this, engine, config.GetBoolean("housekeeping"));
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
