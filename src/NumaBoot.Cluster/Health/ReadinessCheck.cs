using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NumaBoot.Cluster;

/// <summary>Ready: up in the cluster, not about to leave, and with the majority of the members in reach.</summary>
/// <param name="view">What this member knows of the cluster.</param>
internal sealed class ReadinessCheck(MembershipView view) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(view.WhyNotReady() is { } why ? HealthCheckResult.Unhealthy(why) : HealthCheckResult.Healthy());
}
