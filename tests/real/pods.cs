#:package KubernetesClient
// Turns a rendered overlay into the pods that its StatefulSet would make, for podman, which knows pods but no sets and no
// services: each pod bears the name that the headless service would give it, and what podman cannot look up is put in.
// Usage: dotnet run pods.cs FOLDER < overlay.yaml > pods.yaml, where FOLDER holds each secret as a folder of its name.
using System.Globalization;
using k8s;
using k8s.Models;

var objects = KubernetesYaml.LoadAllFromString(Console.In.ReadToEnd(), null, strict: true);
var set = objects.OfType<V1StatefulSet>().Single();
for (int ordinal = 0; ordinal < (set.Spec.Replicas ?? 1); ordinal++)
{
    string name = string.Create(CultureInfo.InvariantCulture, $"{set.Metadata.Name}-{ordinal}");
    Console.WriteLine("---");
    Console.WriteLine(KubernetesYaml.Serialize(new V1Pod
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Metadata = new V1ObjectMeta { Name = $"{name}.{set.Spec.ServiceName}.{set.Metadata.NamespaceProperty}.svc", Labels = set.Spec.Template.Metadata.Labels },
        Spec = new V1PodSpec
        {
            Hostname = name,
            RestartPolicy = "Always",
            TerminationGracePeriodSeconds = set.Spec.Template.Spec.TerminationGracePeriodSeconds,
            Containers = [.. set.Spec.Template.Spec.Containers.Select(container => OfPod(container, name))],
            Volumes = [.. set.Spec.Template.Spec.Volumes.Select(Mounted)],
        },
    }));
}

// podman 4.3 mounts a secret without decoding it, so a folder of the machine takes its place.
V1Volume Mounted(V1Volume volume) => new()
{
    Name = volume.Name,
    HostPath = new V1HostPathVolumeSource { Path = Path.Combine(args[0], volume.Secret.SecretName), Type = "Directory" },
};

V1Container OfPod(V1Container container, string pod)
{
    var own = container.SecurityContext;
    var common = set.Spec.Template.Spec.SecurityContext;
    return new V1Container
    {
        Name = container.Name,
        Image = container.Image,
        ImagePullPolicy = "IfNotPresent",
        Args = [.. container.Args.Select(argument => Filled(argument, container.Env, pod))],
        Resources = container.Resources,
        VolumeMounts = container.VolumeMounts,
        SecurityContext = new V1SecurityContext
        {
            RunAsNonRoot = common.RunAsNonRoot,
            RunAsUser = common.RunAsUser,
            RunAsGroup = common.RunAsGroup,
            AllowPrivilegeEscalation = own.AllowPrivilegeEscalation,
            ReadOnlyRootFilesystem = own.ReadOnlyRootFilesystem,
            Capabilities = own.Capabilities,
        },
    };
}

string Filled(string argument, IEnumerable<V1EnvVar> variables, string pod) => variables.Aggregate(argument, (text, variable) =>
    text.Replace($"$({variable.Name})", ValueOf(variable, pod), StringComparison.Ordinal));

string ValueOf(V1EnvVar variable, string pod) => variable.ValueFrom?.FieldRef?.FieldPath switch
{
    null => variable.Value,
    "metadata.name" => pod,
    "metadata.namespace" => set.Metadata.NamespaceProperty,
    var path => throw new InvalidOperationException($"a pod's name or namespace is expected, found {path}"),
};
