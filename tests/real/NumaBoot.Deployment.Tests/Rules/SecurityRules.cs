using k8s.Models;

namespace NumaBoot.Deployment.Tests.Rules;

/// <summary>What a member must not be able to do.</summary>
internal static class SecurityRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("nobody is root", manifest => manifest.Pod.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0 }),
        new("system calls are filtered", manifest => manifest.Pod.SecurityContext?.SeccompProfile?.Type == "RuntimeDefault"),
        new("the root file system is read-only", manifest => Own(manifest)?.ReadOnlyRootFilesystem == true),
        new("privileges do not grow", manifest => Own(manifest)?.AllowPrivilegeEscalation == false),
        new("no capability is left", manifest => Own(manifest)?.Capabilities is { Drop: ["ALL"], Add: null }),
        new("the member carries no token", manifest => manifest.Pod.AutomountServiceAccountToken == false),
        new("the account exists", manifest => manifest.Objects.OfType<V1ServiceAccount>().Any(account => account.Metadata.Name == manifest.Pod.ServiceAccountName)),
        new("the member may read its key", manifest => manifest.Pod.SecurityContext?.FsGroup == manifest.Pod.SecurityContext?.RunAsGroup && KeyMode(manifest) == 288),
        new("the namespace demands it too", manifest => manifest.Namespace.Metadata.Labels is { } labels
            && labels.TryGetValue("pod-security.kubernetes.io/enforce", out string? level) && level == "restricted"),
    ];

    private static V1SecurityContext? Own(Manifest manifest) => manifest.Member.SecurityContext;

    // 288 is 0440: its group and nobody else.
    private static int? KeyMode(Manifest manifest) => manifest.Pod.Volumes.Single(volume => volume.Secret is not null).Secret.DefaultMode;
}
