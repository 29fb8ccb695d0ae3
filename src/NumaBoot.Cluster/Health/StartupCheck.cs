using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NumaBoot.Cluster;

/// <summary>Started: it has been up in a cluster, once.</summary>
/// <param name="view">What this member knows of the cluster.</param>
internal sealed class StartupCheck(MembershipView view) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(view.HasBeenUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("it has not joined"));
}
