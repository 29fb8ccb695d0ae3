using k8s.Models;
using NumaBoot.Deployment.Tests.Rules;
using Xunit;
using YamlDotNet.Core;

namespace NumaBoot.Deployment.Tests;

/// <summary>The overlays as kustomize renders them.</summary>
public sealed class OverlayTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("production")]
    public void An_overlay_breaks_no_rule(string overlay)
    {
        // Expect that what kustomize renders reads strictly and that every rule of ours holds.
        Assert.Empty(Rule.BrokenBy(Manifest.Read(Rendering.Overlay(overlay))));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("production")]
    public void An_overlay_is_complete(string overlay)
    {
        // Expect the six objects, each once, labelled as parts of numaboot.
        var manifest = Manifest.Read(Rendering.Overlay(overlay));
        Assert.Equal(
            ["V1Namespace", "V1NetworkPolicy", "V1PodDisruptionBudget", "V1Service", "V1ServiceAccount", "V1StatefulSet"],
            manifest.Objects.Select(item => item.GetType().Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Equal("numaboot", manifest.Set.Metadata.Labels["app.kubernetes.io/part-of"]);
    }

    [Fact]
    public void Production_spreads_over_machines_and_zones()
    {
        // Expect that two members never share a machine while there is another, and that zones are a wish.
        Assert.Equal(
            [("kubernetes.io/hostname", "DoNotSchedule"), ("topology.kubernetes.io/zone", "ScheduleAnyway")],
            Manifest.Read(Rendering.Overlay("production")).Pod.TopologySpreadConstraints.Select(spread => (spread.TopologyKey, spread.WhenUnsatisfiable)));
    }

    [Fact]
    public void The_example_run_is_as_safe_as_a_member_and_asks_a_member()
    {
        // Expect the same demands on the pod, and an address that the members in its namespace have.
        var pod = Manifest.Read(Rendering.Example("run")).Only<V1Job>().Spec.Template.Spec;
        var member = Manifest.Read(Rendering.Overlay("production"));
        Assert.True(pod.SecurityContext is { RunAsNonRoot: true, SeccompProfile.Type: "RuntimeDefault" });
        Assert.True(pod.Containers.Single().SecurityContext is { ReadOnlyRootFilesystem: true, AllowPrivilegeEscalation: false, Capabilities.Drop: ["ALL"] });
        Assert.Contains($"--cluster={member.Arguments("join")[0]}", pod.Containers.Single().Args, StringComparer.Ordinal);
        Assert.Equal(member.Member.Image, pod.Containers.Single().Image);
    }

    [Theory]
    [InlineData("serviceName: numaboot", "serviceNaem: numaboot")]
    [InlineData("replicas: 3", "replicas: three")]
    [InlineData("maxUnavailable: 1", "maxUnavailible: 1")]
    public void Reading_is_strict(string right, string wrong)
    {
        // Expect that a field that Kubernetes does not know, or a value of a wrong type, is refused.
        Assert.Throws<YamlException>(() => Manifest.Read(Planted.In(Rendering.Overlay("production"), right, wrong)));
    }
}
