using System.Globalization;
using System.Text.RegularExpressions;

namespace NumaBoot.Deployment.Tests.Rules;

/// <summary>What a member is told on its command line agrees with what is around it.</summary>
internal static partial class ArgumentRules
{
    private static readonly string[] CertificateArguments = ["certificate", "certificate-key", "authority"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("it is a member", manifest => manifest.Member.Args[0] == "member"),
        new("every variable in the arguments is set", EveryVariableIsSet),
        new("the member's port is the pod's", manifest => Agrees(manifest, "port", "cluster")),
        new("the health port is the pod's", manifest => Agrees(manifest, "health-port", "health")),
        new("the public address is the pod's own name", manifest => manifest.Arguments("public-address") is [var address] && address == NameOf(manifest, "$(POD_NAME)")),
        new("members to join are pods of the set", JoinsItsOwn),
        new("TLS is on", manifest => CertificateArguments.All(name => manifest.Arguments(name).Count == 1) && !manifest.Member.Args.Contains("--insecure", StringComparer.Ordinal)),
        new("certificates lie where the secret is mounted", CertificatesAreMounted),
    ];

    [GeneratedRegex(@"\$\(([A-Za-z_]+)\)")]
    private static partial Regex Variable();

    private static bool EveryVariableIsSet(Manifest manifest) => manifest.Member.Args
        .SelectMany(argument => Variable().Matches(argument)).All(match => manifest.Member.Env.Any(variable => variable.Name == match.Groups[1].Value));

    private static bool Agrees(Manifest manifest, string argument, string port) =>
        manifest.Arguments(argument) is [var text] && int.Parse(text, CultureInfo.InvariantCulture) == manifest.Port(port);

    private static string NameOf(Manifest manifest, string pod) => $"{pod}.{manifest.Service.Metadata.Name}.$(POD_NAMESPACE).svc";

    // With everybody in the list of everybody, it does not matter who comes first.
    private static bool JoinsItsOwn(Manifest manifest) => manifest.Arguments("join").SequenceEqual(
        Enumerable.Range(0, manifest.Set.Spec.Replicas ?? 1).Select(pod => $"{NameOf(manifest, $"{manifest.Set.Metadata.Name}-{pod}")}:{manifest.Port("cluster")}"), StringComparer.Ordinal);

    private static bool CertificatesAreMounted(Manifest manifest) => CertificateArguments.SelectMany(manifest.Arguments).All(file =>
        manifest.Member.VolumeMounts.Any(mount => file.StartsWith(mount.MountPath + "/", StringComparison.Ordinal)
            && manifest.Pod.Volumes.Any(volume => volume.Name == mount.Name && volume.Secret?.SecretName == "numaboot-certificates")));
}
