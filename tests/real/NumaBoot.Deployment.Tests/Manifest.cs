using k8s;
using k8s.Models;

namespace NumaBoot.Deployment.Tests;

/// <summary>What one overlay applies, read strictly: an unknown field or a value of a wrong type is an exception.</summary>
internal sealed class Manifest
{
    private Manifest(IReadOnlyList<object> objects) => Objects = objects;

    public IReadOnlyList<object> Objects { get; }

    public V1Namespace Namespace => Only<V1Namespace>();

    public V1StatefulSet Set => Only<V1StatefulSet>();

    public V1Service Service => Only<V1Service>();

    public V1PodDisruptionBudget Budget => Only<V1PodDisruptionBudget>();

    public V1NetworkPolicy Policy => Only<V1NetworkPolicy>();

    public V1PodSpec Pod => Set.Spec.Template.Spec;

    public V1Container Member => Pod.Containers.Single();

    public IDictionary<string, string> PodLabels => Set.Spec.Template.Metadata.Labels;

    public static Manifest Read(string yaml) => new(KubernetesYaml.LoadAllFromString(yaml, null, strict: true));

    public T Only<T>() => Objects.OfType<T>().Single();

    /// <summary>What follows <c>--name=</c> among the member's arguments, as often as it is there.</summary>
    public IReadOnlyList<string> Arguments(string name) =>
        [.. Member.Args.Where(argument => argument.StartsWith($"--{name}=", StringComparison.Ordinal)).Select(argument => argument[(name.Length + 3)..])];

    /// <summary>The number of a port of the member's container, null where it has no port of that name.</summary>
    public int? Port(string name) => Member.Ports?.FirstOrDefault(port => port.Name == name)?.ContainerPort;
}
