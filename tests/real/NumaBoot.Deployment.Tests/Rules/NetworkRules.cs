using k8s.Models;

namespace NumaBoot.Deployment.Tests.Rules;

/// <summary>Names, ports and who may speak with whom.</summary>
internal static class NetworkRules
{
    private const string ClusterPort = "cluster";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("the service selects the pods", manifest => Rule.Selects(manifest.Service.Spec.Selector, manifest.PodLabels)),
        new("the service is headless", manifest => manifest.Service.Spec.ClusterIP == "None"),
        new("the service gives names before pods are ready", manifest => manifest.Service.Spec.PublishNotReadyAddresses == true),
        new("the service's ports are ports of the pods", manifest => manifest.Service.Spec.Ports.All(port => manifest.Port(port.TargetPort.Value) == port.Port)),
        new("the set takes its names from the service", manifest => manifest.Set.Spec.ServiceName == manifest.Service.Metadata.Name),
        new("the policy selects the pods", manifest => Rule.Selects(manifest.Policy.Spec.PodSelector.MatchLabels, manifest.PodLabels)),
        new("the policy is for both directions", manifest => manifest.Policy.Spec.PolicyTypes.Order(StringComparer.Ordinal).SequenceEqual(["Egress", "Ingress"], StringComparer.Ordinal)),
        new("the policy lets members in", manifest => LetsIn(manifest, manifest.PodLabels)),
        new("the policy lets members out to members", LetsOut),
        new("the policy lets clients in", manifest => LetsIn(manifest, ClientLabels)),
        new("the policy lets members answer clients", AnswersClients),
        new("the policy lets nobody else in", manifest => !LetsIn(manifest, Stranger) && manifest.Policy.Spec.Ingress.All(IsNarrow)),
        new("the policy lets names be asked for", AsksForNames),
    ];

    /// <summary>The labels of the pod that the example submits a run with.</summary>
    private static IDictionary<string, string> ClientLabels =>
        Manifest.Read(Rendering.Example("run")).Only<V1Job>().Spec.Template.Metadata.Labels;

    private static Dictionary<string, string> Stranger => new(StringComparer.Ordinal) { ["app.kubernetes.io/name"] = "numaboot" };

    private static bool LetsIn(Manifest manifest, IDictionary<string, string> labels) => manifest.Policy.Spec.Ingress.Any(rule =>
        Reaches(manifest, rule.Ports) && rule.FromProperty?.Any(peer => Rule.Selects(peer.PodSelector?.MatchLabels, labels)) == true);

    private static bool LetsOut(Manifest manifest) => manifest.Policy.Spec.Egress.Any(rule =>
        Reaches(manifest, rule.Ports) && rule.To?.Any(peer => Rule.Selects(peer.PodSelector?.MatchLabels, manifest.PodLabels)) == true);

    private static bool AnswersClients(Manifest manifest) => manifest.Policy.Spec.Egress.Any(rule =>
        rule.Ports is [{ Protocol: "TCP", Port: null }] && rule.To?.Any(peer => Rule.Selects(peer.PodSelector?.MatchLabels, ClientLabels)) == true);

    // By name or by number, it must be the members' port and that alone.
    private static bool Reaches(Manifest manifest, IList<V1NetworkPolicyPort>? ports) =>
        ports is [{ Protocol: "TCP" } only] && (only.Port?.Value == ClusterPort || only.Port?.Value == $"{manifest.Port(ClusterPort)}") && manifest.Port(ClusterPort) is not null;

    private static bool IsNarrow(V1NetworkPolicyIngressRule rule) =>
        rule.FromProperty is { Count: > 0 } && rule.FromProperty.All(peer => peer.IpBlock is null && peer.NamespaceSelector is null && peer.PodSelector?.MatchLabels is { Count: > 0 });

    private static bool AsksForNames(Manifest manifest) => new[] { "UDP", "TCP" }.All(protocol =>
        manifest.Policy.Spec.Egress.Any(rule => rule.Ports.Any(port => port.Protocol == protocol && port.Port?.Value == "53")));
}
