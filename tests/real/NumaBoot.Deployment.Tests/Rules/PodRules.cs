using k8s.Models;

namespace NumaBoot.Deployment.Tests.Rules;

/// <summary>How pods come, live and go.</summary>
internal static class PodRules
{
    // What a member needs at most to join, and to hand over its lanes and leave.
    private const int JoiningSeconds = 60;
    private const int LeavingSeconds = 30;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("everything is in one namespace", InOneNamespace),
        new("the set selects its pods", manifest => Rule.Selects(manifest.Set.Spec.Selector.MatchLabels, manifest.PodLabels)),
        new("pods start together", manifest => manifest.Set.Spec.PodManagementPolicy == "Parallel"),
        new("a majority outlives one member", manifest => manifest.Set.Spec.Replicas is >= 3 and var members && members % 2 == 1),
        new("the image is one version", manifest => manifest.Member.Image.Split(':') is [_, var tag] && tag != "latest"),
        new("the startup probe is right", manifest => IsRight(manifest, manifest.Member.StartupProbe, "/health/startup")),
        new("the startup probe waits for joining", manifest => manifest.Member.StartupProbe is { } probe && probe.PeriodSeconds * probe.FailureThreshold > JoiningSeconds),
        new("the liveness probe is right", manifest => IsRight(manifest, manifest.Member.LivenessProbe, "/health/live")),
        new("the liveness probe waits for the answer", manifest => manifest.Member.LivenessProbe?.TimeoutSeconds > 5),
        new("the readiness probe is right", manifest => IsRight(manifest, manifest.Member.ReadinessProbe, "/health/ready")),
        new("a member has time to leave", manifest => manifest.Pod.TerminationGracePeriodSeconds > LeavingSeconds),
        new("a new member has time before the next goes", manifest => manifest.Set.Spec.MinReadySeconds > 0),
        new("the budget selects the pods", manifest => Rule.Selects(manifest.Budget.Spec.Selector.MatchLabels, manifest.PodLabels)),
        new("the budget lets one go at a time", manifest => manifest.Budget.Spec.MaxUnavailable?.Value == "1" && manifest.Budget.Spec.MinAvailable is null),
        new("pods keep apart", manifest => manifest.Pod.Affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution?.Any(term =>
            Rule.Selects(term.PodAffinityTerm.LabelSelector.MatchLabels, manifest.PodLabels)) == true),
        new("pods spread as their own kind", manifest => (manifest.Pod.TopologySpreadConstraints ?? []).All(spread =>
            Rule.Selects(spread.LabelSelector.MatchLabels, manifest.PodLabels))),
        new("memory and CPU are asked for", manifest => manifest.Member.Resources?.Requests is { } asked && asked.ContainsKey("cpu") && asked.ContainsKey("memory")),
        new("memory has a limit and CPU has none", manifest => manifest.Member.Resources?.Limits is { } limits && limits.ContainsKey("memory") && !limits.ContainsKey("cpu")),
        new("every mount has its volume", manifest => manifest.Member.VolumeMounts.All(mount => manifest.Pod.Volumes.Any(volume => volume.Name == mount.Name))),
    ];

    private static bool InOneNamespace(Manifest manifest) => manifest.Objects.OfType<IMetadata<V1ObjectMeta>>()
        .Where(item => item is not V1Namespace).All(item => item.Metadata.NamespaceProperty == manifest.Namespace.Metadata.Name);

    private static bool IsRight(Manifest manifest, V1Probe? probe, string path) =>
        probe?.HttpGet is { } get && get.Path == path && get.Port.Value == "health" && manifest.Port("health") is not null;
}
