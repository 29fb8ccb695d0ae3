using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NumaBoot.Cluster;

/// <summary>Alive: the actor system is there, and an actor answers within 5 seconds.</summary>
/// <param name="system">The actor system.</param>
/// <param name="registry">Where the answering actor is found.</param>
internal sealed class LivenessCheck(ActorSystem system, ActorRegistry registry) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (system.WhenTerminated.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("the actor system has ended");
        }

        try
        {
            await registry.Get<Pulse>().Ask<string>("alive?", Patience, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception silent) when (silent is AskTimeoutException or MissingActorRegistryEntryException)
        {
            return HealthCheckResult.Unhealthy("no actor answered within 5 s");
        }
    }
}
